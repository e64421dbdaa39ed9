/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  const { startWeb } = await import('#lib/server/start-web.ts')
  await startWeb()
}
