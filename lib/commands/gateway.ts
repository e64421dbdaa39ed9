/** `npm run gateway`: the embedded gateway on a port of its own, for curl, the OpenAI SDKs and the studio. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { serveSandbox } from '#lib/server/gateway/sandbox/serve-sandbox.ts'

const usage = `npm run gateway -- [options]

  --port <number>   4010 if not said; 0 takes any free one
  --data <folder>   where its ledger and pictures live; data/gateway if not said
  --latency <ms>    how long a megapixel seems to take; 2000 if not said
  --plain           pictures that cost nothing to draw, for measuring
  --control         adds /_ctl/, by which tests script faults
`

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      data: { type: 'string', default: 'data/gateway' },
      latency: { type: 'string', default: '2000' },
      plain: { type: 'boolean', default: false },
      control: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  const latencyMs = Number(values.latency)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port must be 0 to 65535.')
  if (!(latencyMs >= 0)) throw new Error('--latency must be a number of milliseconds.')
  return { ...values, port, latencyMs }
}

async function main(): Promise<void> {
  const options = readOptions()
  if (options.help) {
    process.stdout.write(usage)
    return
  }
  const served = await serveSandbox({
    port: options.port,
    folder: resolve(options.data),
    latencyMs: options.latencyMs,
    draw: options.plain ? 'plain' : 'art',
    control: options.control,
  })
  const baseUrl = `${served.url}/openai/v1`
  process.stdout.write(`The gateway listens on ${baseUrl} and takes any key. Ctrl-C stops it.

The studio:
  LUMENFALL_BASE_URL=${baseUrl} LUMENFALL_API_KEY=any npm start

The OpenAI client:
  new OpenAI({ baseURL: '${baseUrl}', apiKey: 'any' })

curl:
  curl -X POST ${baseUrl}/images/generations \\
    -H "Authorization: Bearer any" -H "Content-Type: application/json" \\
    -d '{"model": "flux.2-flex", "prompt": "A poster for the sea, \\"TIDAL\\"", "size": "1024x1024"}'
`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void served.close().then(() => process.exit(0)))
  }
}

try {
  await main()
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  const reason = isTaken
    ? 'The port is taken; choose another with --port.'
    : String(error instanceof Error ? error.message : error)
  process.stderr.write(`${reason}\n\n${usage}`)
  process.exitCode = 1
}
