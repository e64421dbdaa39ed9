import type { AttemptState } from '#lib/shared/attempt.ts'
import { AppError, notFound } from '#lib/shared/errors.ts'
import type { Generation } from '#lib/shared/generation.ts'
import type { AttemptId } from '#lib/shared/ids.ts'
import { type Member, requireMaker } from '../access.ts'
import type { App } from '../app.ts'
import { nameGateway } from '../config.ts'
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
  if (attempt.gateway !== nameGateway(app.config)) {
    throw new AppError('conflict', 'This was asked of another gateway. Use its settings and press again.')
  }
  const successor = await attempts.succeed(id, {
    id: newAttemptId(),
    seed: attempt.seed,
    queuedAt: app.clock.now(),
    runAfter: null,
    tryNumber: 1,
    mayPayTwice,
  })
  if (!successor) throw new AppError('conflict', whyNot((await attempts.find(id))?.state))
  app.courier.wake()
  return await getGeneration(app, actor, attempt.generationId)
}

/** Told from what the attempt is now: the store has decided, and what was read before may be old. */
function whyNot(state: AttemptState | undefined): string {
  if (state === 'done') return 'This image is there already.'
  if (state === 'unknown') return 'This image may have been charged already. Trying again can cost it twice.'
  return 'This image is still on its way.'
}
