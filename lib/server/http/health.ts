import 'server-only'
import type { Health } from '../studio/health.ts'

/** 503 while a part does not answer, and which. */
export function answerHealth(health: Health): Response {
  const isWell = Object.values(health).every((part) => part === 'ok')
  return Response.json(health, { status: isWell ? 200 : 503 })
}
