import 'server-only'
import { AppError } from '#lib/shared/errors.ts'
import type { Member } from '../access.ts'
import type { App } from '../app.ts'
import { assertTrustedOrigin, isLoopbackStudio } from './host-guard.ts'

/** Who a route is for. It has no default: a route that does not say does not compile. */
export type Access = 'member' | 'public'

/** A public route does not ask who is there, so that it answers even while nobody can be looked up. */
export type ActorOf<A extends Access> = A extends 'member' ? Member : null

export async function admit<A extends Access>(app: App, request: Request, access: A): Promise<ActorOf<A>> {
  assertTrustedOrigin(request, app.config)
  const member = access === 'member' ? await findMember(app) : null
  if (access === 'member' && member === null) throw new AppError('not_signed_in', 'Sign in first.')
  return member as ActorOf<A>
}

/** On a studio that listens to this machine only, whoever reaches it is its owner. */
export async function findMember(app: App): Promise<Member | null> {
  return isLoopbackStudio(app.config) ? app.store.findOrCreateOwner() : null
}
