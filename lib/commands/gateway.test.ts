import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { aFolder, aWish, posted } from '#lib/server/testing/test-sandbox.ts'

const command = fileURLToPath(new URL('./gateway.ts', import.meta.url))

function start(...options: string[]) {
  const child = spawn(process.execPath, ['--conditions=react-server', command, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return { child, output: () => output }
}

test('says where it listens, draws there, and stops on Ctrl-C', async () => {
  const { child, output } = start(
    '--port',
    '0',
    '--plain',
    '--latency',
    '0',
    '--control',
    '--data',
    await aFolder(),
  )
  await expect
    .poll(output, { timeout: 20_000 })
    .toMatch(/LUMENFALL_BASE_URL=.*npm start[\s\S]*new OpenAI[\s\S]*curl/)
  const baseUrl = /http:\/\/127\.0\.0\.1:\d+\/openai\/v1/.exec(output())?.[0] ?? ''

  const response = await fetch(`${baseUrl}/images/generations`, posted(aWish()))
  const ledger = await fetch(new URL('/_ctl/ledger', baseUrl))
  child.kill('SIGINT')
  const [code] = await once(child, 'exit')

  expect(response.status).toBe(200)
  expect(await ledger.json()).toHaveLength(1)
  expect(code).toBe(0)
})

test.each([
  [['--port', 'x'], '--port must be 0 to 65535.'],
  [['--latency', 'soon'], '--latency must be a number of milliseconds.'],
  [['--colour'], "Unknown option '--colour'"],
])('%j is refused with a sentence and the usage', async (options, sentence) => {
  const { child, output } = start(...options)

  const [code] = await once(child, 'close')

  expect(code).toBe(1)
  expect(output()).toContain(sentence)
  expect(output()).toContain('npm run gateway -- [options]')
})
