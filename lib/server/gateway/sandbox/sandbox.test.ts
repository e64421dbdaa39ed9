import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OpenAI from 'openai'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { serveSandbox } from './serve-sandbox.ts'

async function aServedSandbox() {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  const served = await serveSandbox({ folder, latencyMs: 0, draw: 'plain' })
  onTestFinished(async () => {
    await served.close()
    await rm(folder, { recursive: true })
  })
  const client = new OpenAI({ baseURL: `${served.url}/openai/v1`, apiKey: 'lmnfl_test.key', maxRetries: 0 })
  return { ...served, client }
}

test('the OpenAI client generates a picture of exactly the size it asks for', async () => {
  const { client } = await aServedSandbox()

  const answer = await client.images.generate({
    model: 'flux.2-flex',
    prompt: 'A lighthouse',
    size: '1024x768',
    response_format: 'b64_json',
  })

  const bytes = Buffer.from(answer.data?.[0]?.b64_json ?? '', 'base64')
  const { data, info } = await sharp(bytes, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true })
  expect(info).toMatchObject({ width: 1024, height: 768, channels: 3 })
  expect(data.length).toBe(1024 * 768 * 3)
})
