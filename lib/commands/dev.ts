/**
 * `npm run dev`: the studio as `npm start` runs it, but with pages that are built when they are asked for. Without a key,
 * the embedded gateway is on a port of its own, where it can be told to go wrong.
 */
import { join } from 'node:path'
import { loadEnvironment, readConfig } from '#lib/server/config.ts'
import { serveSandbox } from '#lib/server/gateway/sandbox/serve-sandbox.ts'
import { findFreePort } from '#lib/server/supervisor/free-port.ts'
import { runSupervisor } from '#lib/server/supervisor/run-supervisor.ts'
import { root } from './install.mjs'

const env = loadEnvironment(join(root, '.env'))
const { gateway, dataDir } = readConfig(env)

if (gateway.kind === 'sandbox' && !gateway.baseUrl) {
  const port = (await findFreePort('127.0.0.1', 4010)) ?? 0
  const { url } = await serveSandbox({ folder: join(dataDir, 'gateway'), port, control: true })
  env.STUDIO_GATEWAY = 'sandbox'
  env.LUMENFALL_BASE_URL = `${url}/openai/v1`
  console.log(`The embedded gateway goes wrong on demand: curl ${url}/_ctl/faults lists the ways.`)
}

await runSupervisor('dev')
