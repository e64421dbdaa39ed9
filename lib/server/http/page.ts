import 'server-only'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { AppError } from '#lib/shared/errors.ts'
import type { Member } from '../access.ts'
import type { App } from '../app.ts'
import { currentApp } from '../current-app.ts'
import { findMember } from './admit.ts'
import { isTrustedHost } from './host-guard.ts'

/**
 * Who looks at a page. Ask above the first Suspense boundary: once bytes have been streamed, a stranger can no longer be
 * turned away with a status. Asking twice in one request costs one look-up.
 */
export const requirePageMember = cache(async (): Promise<{ app: App; member: Member }> => {
  const app = currentApp()
  const host = (await headers()).get('host') ?? ''
  const member = isTrustedHost(host, app.config) ? await findMember(app) : null
  if (!member) notFound()
  return { app, member }
})

/** On a page, what is not there is the page for that, and not an error. */
export async function foundOnPage<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
