import pino from 'pino'
import { expect, test } from 'vitest'
import { AppError, ErrorBody } from '#lib/shared/errors.ts'
import { refuse } from './refuse.ts'

function openLog() {
  const lines: string[] = []
  return { lines, log: pino({ level: 'info' }, { write: (line: string) => lines.push(line) }) }
}

test('what nobody foresaw is logged once, and tells the person nothing of its inside', async () => {
  const { lines, log } = openLog()

  const response = refuse(new Error('no such table: generation at /srv/data/studio.sqlite'), log)

  expect(response.status).toBe(500)
  const text = await response.text()
  expect(text).not.toMatch(/table|sqlite|srv/)
  expect(ErrorBody.parse(JSON.parse(text)).error.code).toBe('internal')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('no such table')
})

test('a refusal is no event: it is answered and not logged', async () => {
  const { lines, log } = openLog()

  const response = refuse(new AppError('key_reused', 'Every press needs its own.'), log)

  expect([response.status, ErrorBody.parse(await response.json()).error.message]).toEqual([
    422,
    'Every press needs its own.',
  ])
  expect(lines).toEqual([])
})

test('when to come again is said in the header too', () => {
  const error = new AppError('limit_reached', 'Wait a little.', { details: { retryAfterSeconds: 1.2 } })

  expect(refuse(error, openLog().log).headers.get('retry-after')).toBe('2')
})
