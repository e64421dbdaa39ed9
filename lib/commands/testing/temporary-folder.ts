import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that is gone, with all that is in it, when its holder is disposed. */
export async function temporaryFolder(purpose: string): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), `safelight-${purpose}-`))
  return {
    path,
    async [Symbol.asyncDispose]() {
      // A process that was killed a moment ago may still be writing its last file.
      await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
