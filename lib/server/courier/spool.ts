import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AttemptId } from '#lib/shared/ids.ts'

/**
 * Answers on their way from the wire to the gallery. `<attempt>.answer` is a whole, synced answer: from then on the
 * attempt is finished from disk. It is removed only after what became of it has been committed.
 */
export interface Spool {
  answerFile(id: AttemptId): string
  hasAnswer(id: AttemptId): boolean
  /** A folder for what is unpacked from the answer; always empty at first. */
  openWorkFolder(id: AttemptId): Promise<string>
  /** Removes the answer and everything unpacked from it. */
  discard(id: AttemptId): Promise<void>
  /**
   * Puts the answer aside for a person to look at: it was paid for, and could not be read. Nothing is ever removed from
   * there but by that person; should it fill the disk, the reserve ends the spending.
   */
  quarantine(id: AttemptId): Promise<void>
  /** Removes what a crash left half-written, and lists the attempts whose answers are here. */
  sweep(): Promise<AttemptId[]>
}

export async function openSpool(folder: string, quarantineFolder: string): Promise<Spool> {
  await mkdir(folder, { recursive: true })
  await mkdir(quarantineFolder, { recursive: true })
  const answerFile = (id: AttemptId) => join(folder, `${id}.answer`)
  const workFolder = (id: AttemptId) => join(folder, `${id}.work`)
  const removeWork = (id: AttemptId) => rm(workFolder(id), { recursive: true, force: true })

  return {
    answerFile,
    hasAnswer: (id) => existsSync(answerFile(id)),

    async openWorkFolder(id) {
      await removeWork(id)
      await mkdir(workFolder(id))
      return workFolder(id)
    },

    async discard(id) {
      await rm(answerFile(id), { force: true })
      await removeWork(id)
    },

    async quarantine(id) {
      if (existsSync(answerFile(id))) await rename(answerFile(id), join(quarantineFolder, `${id}.answer`))
      await removeWork(id)
    },

    async sweep() {
      const kept: AttemptId[] = []
      for (const name of await readdir(folder)) {
        const id = AttemptId.safeParse(name.replace(/\.answer$/, ''))
        if (id.success) kept.push(id.data)
        else await rm(join(folder, name), { recursive: true, force: true })
      }
      return kept
    },
  }
}
