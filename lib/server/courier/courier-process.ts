import 'server-only'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { diskBlobs } from '../blobs/disk-blobs.ts'
import { systemClock } from '../clock.ts'
import { lockFile, prepareDataFolder, StudioLocked } from '../data-folder.ts'
import { openImaging } from '../imaging/open-imaging.ts'
import { createLog, type Log } from '../log.ts'
import { openStore } from '../store/open-store.ts'
import { type Courier, startCourier } from './courier.ts'
import { openCourierSocket } from './courier-socket.ts'
import { diskReserve } from './disk-reserve.ts'
import { openGateway } from './open-gateway.ts'
import type { CourierEnvironment } from './secrets.ts'
import { courierSocketPath } from './socket-path.ts'
import { openSpool } from './spool.ts'

export type CourierProcess = Courier & AsyncDisposable

/** A courier with everything it needs, opened in this order and closed in the other one. */
export async function openCourier({ config, key, checkpoint }: CourierEnvironment): Promise<CourierProcess> {
  await using opening = new AsyncDisposableStack()
  const { files, limits, dataDir } = config
  const log = createLog('courier', config.logLevel)
  await prepareDataFolder(config)
  opening.use(await lockCourier(files.courierLock, log))
  const store = opening.use(await openStore({ file: files.database, maxTries: limits.maxTries }))
  const gateway = opening.use(await openGateway(config, key, log))
  const imaging = opening.use(openImaging({ log }))
  const courier = await startCourier({
    config,
    log,
    store,
    gateway,
    imaging,
    checkpoint,
    clock: systemClock,
    blobs: diskBlobs(files.blobs),
    spool: await openSpool(files.spool, join(dataDir, 'quarantine')),
    disk: diskReserve(dataDir, limits.diskReserveBytes),
  })
  opening.defer(() => courier.drain())
  const { changes } = store
  opening.use(
    await openCourierSocket(courierSocketPath(config), { gateway, changes, wake: courier.wake, log }),
  )
  const open = opening.move()
  return { ...courier, [Symbol.asyncDispose]: () => open.disposeAsync() }
}

/**
 * One courier at a time. An earlier one whose supervisor was killed may still be finishing its calls: it is waited for,
 * as work goes on by it.
 */
async function lockCourier(path: string, log: Log): Promise<AsyncDisposable> {
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await lockFile(path)
    } catch (error) {
      if (!(error instanceof StudioLocked)) throw error
      if (isFirst) log.info('waiting for the courier before this one to finish')
      await wait(200)
    }
  }
}
