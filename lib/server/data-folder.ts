import 'server-only'
import { mkdir, open, statfs } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Config } from './config.ts'
import { CannotRun } from './sentence.ts'

export class StudioLocked extends CannotRun {
  override readonly name = 'StudioLocked'
}

export class UnsafeFolder extends CannotRun {
  override readonly name = 'UnsafeFolder'
}

// File systems whose locks and write order another machine decides, by Linux's numbers (statfs(2)).
const networkFileSystems = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
])

/** Makes the folders of a studio; nobody else on the machine may look into them. */
export async function prepareDataFolder({
  dataDir,
  files,
}: Pick<Config, 'dataDir' | 'files'>): Promise<void> {
  for (const folder of [dataDir, files.blobs, files.spool]) await makeFolder(folder)
  const { type } = await statfs(dataDir)
  const network = process.platform === 'linux' ? networkFileSystems.get(type) : undefined
  if (network) {
    throw new UnsafeFolder(
      `The data folder “${basename(dataDir)}” lies on a network disk (${network}), where a database can be damaged. Choose a folder on this machine’s own disk.`,
    )
  }
}

/** The new folder's name has to survive a power cut as well, or what is synced inside it is lost all the same. */
async function makeFolder(path: string): Promise<void> {
  const isNew = await mkdir(path, { recursive: true, mode: 0o700 })
  if (!isNew) return
  await using parent = await open(dirname(path), 'r')
  await parent.sync()
}

// A lock that nobody refers to any more would be collected, and let go, while its process still runs.
const held = new Set<DatabaseSync>()

/**
 * Held until disposed, or until the process ends in whatever way. It is SQLite's own lock on a file of its own,
 * because Node has no other that the operating system takes back after a `kill -9`. The file must not be opened
 * by other means in the same process: closing it would let go of the lock.
 */
export async function lockFile(path: string): Promise<AsyncDisposable> {
  const lock = new DatabaseSync(path, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    throw isBusy(error) ? toLocked(path, error) : error
  }
  held.add(lock)
  return {
    async [Symbol.asyncDispose]() {
      held.delete(lock)
      if (lock.isOpen) lock.close()
    },
  }
}

function toLocked(path: string, cause: unknown): StudioLocked {
  const folder = basename(dirname(path))
  return new StudioLocked(`Another studio is already using this data folder (“${folder}”).`, { cause })
}

function isBusy(error: unknown): boolean {
  const busy = 5
  return error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === busy
}
