/** `npm run dev`: the studio as `npm start` runs it, but with pages that are built when they are asked for. */
import { runSupervisor } from '#lib/server/supervisor/run-supervisor.ts'

await runSupervisor('dev')
