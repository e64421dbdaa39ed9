/**
 * What a playground usually does, as a process to be measured: it asks for all pictures, holds each answer in memory as
 * text, decodes it, and sends the text on to the browser.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'

const [gatewayUrl, count] = process.argv.slice(2)

async function ask(index: number): Promise<{ b64: string; size: number }> {
  const answer = await fetch(`${gatewayUrl}/openai/v1/images/generations`, {
    method: 'POST',
    headers: { authorization: 'Bearer bench', 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'flux.2-flex',
      prompt: `A playground’s picture ${index}`,
      size: '2048x2048',
      response_format: 'b64_json',
    }),
  })
  const { data } = (await answer.json()) as { data: { b64_json: string }[] }
  const b64 = data[0]?.b64_json ?? ''
  return { b64, size: Buffer.from(b64, 'base64').length }
}

const server = createServer(async (_, response) => {
  const images = await Promise.all(Array.from({ length: Number(count) }, (_none, index) => ask(index)))
  response.end(JSON.stringify({ images }))
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
const browser = await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`)
// The browser takes its time: the bytes are read without being kept.
for await (const _chunk of browser.body ?? []) void _chunk
server.close()
