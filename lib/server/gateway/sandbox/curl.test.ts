import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { aFolder, aServedSandbox } from '#lib/server/testing/test-sandbox.ts'

const run = promisify(execFile)

/** As a person would paste it into a shell; only the host is another. */
async function paste(command: string, host: string, cwd = '/'): Promise<string> {
  const { stdout } = await run('/bin/sh', ['-c', command.replaceAll('https://api.lumenfall.ai', host)], {
    cwd,
    env: { ...process.env, no_proxy: '127.0.0.1', LUMENFALL_API_KEY: 'lmnfl_test.key' },
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
}

// Word for word from the model's page.
const published = String.raw`curl -X POST \
https://api.lumenfall.ai/openai/v1/images/generations \
-H "Authorization: Bearer $LUMENFALL_API_KEY" \
-H "Content-Type: application/json" \
-d '{
"model": "flux.2-flex",
"prompt": "",
"size": "1024x1024"
}'`

test('the command on the model’s page gives a picture', async () => {
  const { url } = await aServedSandbox()

  const answer = JSON.parse(await paste(published, url))

  expect(answer).toMatchObject({ created: expect.any(Number), data: [{ url: expect.stringContaining(url) }] })
  const picture = await fetch(answer.data[0].url)
  expect(await sharp(await picture.arrayBuffer()).metadata()).toMatchObject({
    format: 'png',
    width: 1024,
    height: 1024,
  })
})

test('an edit by form, with one file and with two', async () => {
  const { url } = await aServedSandbox()
  const folder = await aFolder()
  const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#d94f30' } })
    .jpeg()
    .toBuffer()
  await writeFile(join(folder, 'photo.jpg'), bytes)
  const command = (files: string) => String.raw`curl -s https://api.lumenfall.ai/openai/v1/images/edits \
-H "Authorization: Bearer $LUMENFALL_API_KEY" \
-F model=flux.2-flex -F prompt="Make it blue" -F n=2 -F size=512x512 ${files}`

  const one = JSON.parse(await paste(command('-F image=@photo.jpg'), url, folder))
  const two = JSON.parse(await paste(command("-F 'image[]=@photo.jpg' -F 'image[]=@photo.jpg'"), url, folder))

  expect(one.data).toHaveLength(2)
  expect(one.metadata.cost).toBeCloseTo(0.24)
  expect(two.metadata.cost).toBeCloseTo(0.36)
})

test('without a key it is a 401 in the envelope', async () => {
  const { url } = await aServedSandbox()

  const answer = await paste(published.replace('Bearer $LUMENFALL_API_KEY', ''), url)

  expect(JSON.parse(answer)).toHaveProperty('error.code', 'AUTHENTICATION_FAILED')
})
