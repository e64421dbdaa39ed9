import type { Blobs } from '../blobs/blobs.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Imaging } from '../imaging/imaging.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { DiskReserve } from './disk-reserve.ts'
import type { Spool } from './spool.ts'

/** What the courier works with; whoever starts it chooses each, and outlives it. */
export type CourierParts = {
  readonly config: Config
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
  readonly blobs: Blobs
  readonly gateway: Gateway
  readonly imaging: Imaging
  readonly spool: Spool
  readonly disk: DiskReserve
  readonly checkpoint: Checkpoint
}
