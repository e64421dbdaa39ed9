/** The moments between which a crash leaves different things behind. */
export const checkpointNames = [
  'before-claim',
  'after-claim',
  'before-dispatch',
  'after-dispatch',
  'after-answer',
  'after-received',
  'mid-decode',
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

/**
 * Ends this process as a power cut would, with no chance to tidy up. `after-decode:2` is the second time that anything
 * comes to this point.
 */
export function dieAt(wanted: string): Checkpoint {
  const [point, times = '1'] = wanted.split(':')
  if (!checkpointNames.some((name) => name === point)) throw new Error(`There is no checkpoint ${point}.`)
  let left = Number(times)
  return (name) => {
    if (name === point) left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  }
}
