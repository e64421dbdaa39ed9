import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config.ts'

/** Operating systems cut the path of a socket short, some at 104 bytes. */
const longestBytes = 100

/** Where the courier listens: in the data folder, or under a name made from it when that is too long. */
export function courierSocketPath({ files, dataDir }: Pick<Config, 'files' | 'dataDir'>): string {
  if (Buffer.byteLength(files.socket) <= longestBytes) return files.socket
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  return join(tmpdir(), `safelight-${name}.sock`)
}
