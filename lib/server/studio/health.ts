import type { App } from '../app.ts'

export type Health = { store: 'ok' | 'failing'; courier: 'ok' | 'away' }

/** Whether this studio can take and carry out work. Cheap, because it is asked every few seconds. */
export async function checkHealth(app: App): Promise<Health> {
  const [store, courier] = await Promise.all([canRead(app), app.courier.isAwake()])
  return { store: store ? 'ok' : 'failing', courier: courier ? 'ok' : 'away' }
}

// Not `store.check()`, which reads the whole database: that is for the start and for `verify`.
async function canRead({ store, log }: App): Promise<boolean> {
  try {
    await store.changes.range()
    return true
  } catch (error) {
    log.error({ err: error }, 'The database does not answer')
    return false
  }
}
