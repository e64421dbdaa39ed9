import { AppError } from '#lib/shared/errors.ts'
import type { MemberId, TeamId } from '#lib/shared/ids.ts'

declare const proven: unique symbol

/** A team id that a session, a share link or a leased attempt has vouched for. */
export type TeamScope = { readonly teamId: TeamId; readonly [proven]: true }

export const roles = ['owner', 'admin', 'maker', 'viewer'] as const
export type Role = (typeof roles)[number]

/** Somebody of the team, and what they may do there. */
export type Member = {
  readonly kind: 'member'
  readonly id: MemberId
  readonly name: string
  readonly role: Role
  readonly scope: TeamScope
}

/** Somebody without an account: reaches only what a link or a public route shows. */
export type Guest = { readonly kind: 'guest' }

export type Actor = Member | Guest

/** Only where identity is established: reading a session, or a row that already belongs to the team. */
export function vouchForTeam(teamId: TeamId): TeamScope {
  return { teamId } as TeamScope
}

/** Everybody but a viewer may make, choose and throw away pictures. */
export function requireMaker(actor: Member): void {
  if (actor.role === 'viewer')
    throw new AppError('forbidden', 'You can look at this studio, but not change it.')
}
