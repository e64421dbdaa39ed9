import 'server-only'
import type { App } from './app.ts'
import { diskBlobs } from './blobs/disk-blobs.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { connectCourier } from './courier/courier-client.ts'
import { prepareDataFolder } from './data-folder.ts'
import { createLog } from './log.ts'
import { openStore } from './store/open-store.ts'
import { createLiveFeed } from './studio/live-feed.ts'

type Overrides = Partial<Pick<App, 'clock' | 'log' | 'courier'>>

/** Opens everything that the web process works with: an existing data folder is brought up to date, a missing one made. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const { clock = systemClock, log = createLog('web', config.logLevel) } = overrides
  await prepareDataFolder(config)
  await using opened = new AsyncDisposableStack()
  const store = opened.use(
    await openStore({ file: config.files.database, clock, maxTries: config.limits.maxTries }),
  )
  const blobs = diskBlobs(config.files.blobs)
  const courier = opened.use(overrides.courier ?? connectCourier(config, log))
  const live = opened.use(createLiveFeed({ store, courier, log }))
  // From here on they live as long as the app; had one of them failed to open, the others would be closed by now.
  const lifetime = opened.move()
  return {
    config,
    clock,
    log,
    store,
    blobs,
    courier,
    live,
    [Symbol.asyncDispose]: () => lifetime.disposeAsync(),
  }
}
