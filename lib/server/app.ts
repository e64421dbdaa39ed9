import type { Blobs } from './blobs/blobs.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { CourierClient } from './courier/courier-client.ts'
import type { Log } from './log.ts'
import type { Store } from './store/store.ts'
import type { LiveFeed } from './studio/live-feed.ts'

/** Everything with a lifetime that the domain needs; what differs between a server and a test is chosen where it is made. */
export interface App extends AsyncDisposable {
  readonly config: Config
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
  readonly blobs: Blobs
  readonly courier: CourierClient
  readonly live: LiveFeed
}
