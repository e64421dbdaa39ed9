import { statfs } from 'node:fs/promises'

/** What one answer may need until it is kept: the answer itself, the picture in it, and the derivatives. */
const roomPerAnswerBytes = 64 * 1024 * 1024

/**
 * Money is not spent when the picture could not be kept. The reserve itself is never touched by pictures: deleting,
 * and writing down what a call has cost, must still work when everything else is full.
 */
export interface DiskReserve {
  /** How many answers the disk has room for beside the reserve, those on their way included. */
  countRoom(): Promise<number>
}

export function diskReserve(folder: string, reserveBytes: number): DiskReserve {
  return {
    async countRoom() {
      const { bavail, bsize } = await statfs(folder)
      return Math.max(0, Math.floor((bavail * bsize - reserveBytes) / roomPerAnswerBytes))
    },
  }
}
