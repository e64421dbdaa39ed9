import { answerEvents } from '#lib/server/http/events.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({ access: 'member' }, async ({ app, actor, request }) =>
  answerEvents(request, { feed: app.live, teamId: actor.scope.teamId }),
)
