/** Pictures behind links that stop working after a while, as the gateway's do. */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '#lib/server/clock.ts'
import type { OutputFormat } from './provider.ts'

export const mediaTtlMs = 60 * 60 * 1000

export type Media = ReturnType<typeof openMedia>

/** Names carry the time they end, so that nothing else has to be remembered. */
const nameShape = /^([0-9a-f]{32})-(\d{13,15})\.(png|jpeg|gif|webp|avif)$/

export function openMedia(folder: string, clock: Clock) {
  let sweptAtMs = 0
  const isOver = (name: string) => Number(nameShape.exec(name)?.[2]) <= clock.now().getTime()

  const sweep = async (): Promise<void> => {
    sweptAtMs = clock.now().getTime()
    const names = await readdir(folder).catch(() => [])
    await Promise.all(names.filter(isOver).map((name) => rm(join(folder, name), { force: true })))
  }

  return {
    sweep,

    /** Returns the name that a link ends in. */
    async keep(bytes: Buffer, format: OutputFormat): Promise<string> {
      if (clock.now().getTime() - sweptAtMs > mediaTtlMs) await sweep()
      await mkdir(folder, { recursive: true })
      const name = `${randomBytes(16).toString('hex')}-${clock.now().getTime() + mediaTtlMs}.${format}`
      const part = join(folder, `${name}.part`)
      await writeFile(part, bytes)
      await rename(part, join(folder, name))
      return name
    },

    /** Null when there was never such a picture; `expired` when its time is over. */
    async open(name: string): Promise<{ bytes: Buffer<ArrayBuffer>; format: string } | 'expired' | null> {
      const match = nameShape.exec(name)
      if (!match?.[3]) return null
      if (isOver(name)) return 'expired'
      const file = join(folder, name)
      const known = await stat(file).catch(() => null)
      return known ? { bytes: await readFile(file), format: match[3] } : null
    },
  }
}
