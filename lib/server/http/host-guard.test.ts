import { expect, test } from 'vitest'
import { isLoopbackHost, isLoopbackStudio } from './host-guard.ts'

test.each([
  'localhost',
  'LOCALHOST:3000',
  '127.0.0.1',
  '127.0.0.1:3000',
  '127.255.255.254:80',
  '[::1]',
  '[::1]:3000',
])('%s is this machine', (host) => {
  expect(isLoopbackHost(host)).toBe(true)
})

test.each([
  '',
  'evil.example',
  'localhost.evil.example',
  'evil.localhost.example:3000',
  '127.0.0.1.evil.example',
  '127.0.0.1.nip.io',
  '127.evil',
  '0.0.0.0:3000',
  '192.168.1.5:3000',
  '[::]:3000',
  '[::ffff:10.0.0.1]',
  'localhost:3000@evil.example',
  'evil.example#localhost',
  'evil.example/localhost',
  'local host',
  'localhost:3000:3000',
  '::1',
])('“%s” is not', (host) => {
  expect(isLoopbackHost(host)).toBe(false)
})

test('a studio is on this machine only when it listens on one of its own addresses', () => {
  const answers = ['127.0.0.1', 'localhost', '::1', '0.0.0.0', '::', '192.168.1.5'].map((host) =>
    isLoopbackStudio({ host }),
  )

  expect(answers).toEqual([true, true, true, false, false, false])
})
