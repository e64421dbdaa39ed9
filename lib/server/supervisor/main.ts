import 'server-only'
import { runSupervisor } from './run-supervisor.ts'

await runSupervisor('start')
