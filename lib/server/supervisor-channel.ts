import * as z from 'zod/mini'

/** What a child of the supervisor tells it over their channel. */
export const ChildMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  /** It cannot run here, and starting it again would not help: a sentence for a person. */
  z.object({ kind: z.literal('cannot-run'), sentence: z.string() }),
])
export type ChildMessage = z.infer<typeof ChildMessage>

/** Does nothing in a process without a supervisor; resolves when the message is on its way. */
export async function tellSupervisor(message: ChildMessage): Promise<void> {
  if (!process.connected) return
  await new Promise<void>((resolve) => process.send?.(message, () => resolve()))
}

/**
 * A child whose supervisor was killed hears of it by their channel closing, and ends too: otherwise it would hold on to
 * the port and the data folder, and nobody would know of it.
 */
export function endWithSupervisor(end: () => void = () => process.exit(0)): void {
  if (process.channel) process.once('disconnect', end)
}
