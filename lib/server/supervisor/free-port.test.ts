import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { findFreePort } from './free-port.ts'

test('a port that is taken is passed over for the next free one', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0

  const found = await findFreePort('127.0.0.1', port)

  expect(found).toBeGreaterThan(port)
  expect(found).toBeLessThanOrEqual(port + 50)
  taken.close()
})

test('port 0 finds any free one', async () => {
  expect(await findFreePort('127.0.0.1', 0)).toBeGreaterThan(0)
})
