/** The moments between which a crash leaves different things behind. */
export const checkpointNames = [
  'after-claim',
  'before-dispatch',
  'after-dispatch',
  'after-answer',
  'after-received',
  'after-decode',
  'after-first-blob',
  'after-blobs',
  'after-stored',
  'before-done',
  'after-done',
] as const
export type CheckpointName = (typeof checkpointNames)[number]

/** Called at each of them: does nothing, unless a test wants the process to end exactly there. */
export type Checkpoint = (name: CheckpointName) => void

export const noCheckpoint: Checkpoint = () => {}

/** Ends this process as a power cut would, with no chance to tidy up. */
export function dieAt(wanted: string): Checkpoint {
  if (!checkpointNames.some((name) => name === wanted)) throw new Error(`There is no checkpoint ${wanted}.`)
  return (name) => {
    if (name === wanted) process.kill(process.pid, 'SIGKILL')
  }
}
