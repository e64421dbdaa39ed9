/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  // Next also bundles this file for a runtime without Node, which the studio does not use; this keeps its parts out of there.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startWeb } = await import('#lib/server/start-web.ts')
  await startWeb()
}
