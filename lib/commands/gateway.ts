/** `npm run gateway`: the embedded gateway on a port of its own, for curl, the OpenAI SDKs and the studio. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { serveSandbox } from '#lib/server/gateway/sandbox/serve-sandbox.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    data: { type: 'string', default: 'data/gateway' },
    latency: { type: 'string', default: '2000' },
    plain: { type: 'boolean', default: false },
  },
})

const served = await serveSandbox({
  port: Number(values.port),
  folder: resolve(values.data),
  latencyMs: Number(values.latency),
  draw: values.plain ? 'plain' : 'art',
})

console.log(`The gateway listens on ${served.url}/openai/v1 and takes any key.

  the studio   LUMENFALL_BASE_URL=${served.url}/openai/v1 LUMENFALL_API_KEY=any npm start
  the SDK      new OpenAI({ baseURL: '${served.url}/openai/v1', apiKey: 'any' })
  curl         curl -X POST ${served.url}/openai/v1/images/generations \\
                 -H "Authorization: Bearer any" -H "Content-Type: application/json" \\
                 -d '{"model":"flux.2-flex","prompt":"A poster for the sea","size":"1024x1024"}'

Ctrl-C stops it.`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await served.close()
    process.exit(0)
  })
}
