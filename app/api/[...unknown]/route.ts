import { route } from '#lib/server/http/route.ts'
import { refuseUnknownPath } from '#lib/server/http/unknown-path.ts'

// Whoever asks for what does not exist is told so in JSON, like everything else under /api.
export const GET = route({ access: 'public' }, refuseUnknownPath)
export const POST = route({ access: 'public' }, refuseUnknownPath)
export const PUT = route({ access: 'public' }, refuseUnknownPath)
export const PATCH = route({ access: 'public' }, refuseUnknownPath)
export const DELETE = route({ access: 'public' }, refuseUnknownPath)
