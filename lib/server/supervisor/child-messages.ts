import * as z from 'zod/mini'

/** What a child tells its supervisor over their channel. */
export const ChildMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  /** It cannot run here, and starting it again would not help: a sentence for a person. */
  z.object({ kind: z.literal('cannot-run'), sentence: z.string() }),
])
export type ChildMessage = z.infer<typeof ChildMessage>

/** Tells the supervisor, when there is one; resolves when the message is on its way. */
export async function tellSupervisor(message: ChildMessage): Promise<void> {
  if (!process.connected) return
  await new Promise<void>((resolve) => process.send?.(message, () => resolve()))
}
