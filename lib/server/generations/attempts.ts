import { AppError, notFound } from '#lib/shared/errors.ts'
import type { Generation } from '#lib/shared/generation.ts'
import type { AttemptId } from '#lib/shared/ids.ts'
import { type Member, requireMaker } from '../access.ts'
import type { App } from '../app.ts'
import { newAttemptId } from '../ids.ts'
import { getGeneration } from './generations.ts'

/** One more attempt for the same image. Asking twice makes one, because an attempt has at most one successor. */
export async function retryAttempt(
  app: App,
  actor: Member,
  { id, mayPayTwice }: { id: AttemptId; mayPayTwice: boolean },
): Promise<Generation> {
  requireMaker(actor)
  const attempts = app.store.team(actor.scope).attempts
  const attempt = await attempts.find(id)
  if (!attempt) throw notFound('This image')
  if (attempt.state === 'done') throw new AppError('conflict', 'This image is there already.')
  if (attempt.state === 'unknown' && !mayPayTwice) {
    throw new AppError(
      'conflict',
      'This image may have been charged already. Trying again can cost it twice.',
    )
  }
  const successor = await attempts.succeed(id, {
    id: newAttemptId(),
    seed: attempt.seed,
    queuedAt: app.clock.now(),
    runAfter: null,
    tryNumber: 1,
  })
  if (!successor) throw new AppError('conflict', 'This image is still on its way.')
  app.courier.wake()
  return await getGeneration(app, actor, attempt.generationId)
}
