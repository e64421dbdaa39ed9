import { expect, test } from 'vitest'
import { isLoopback, toUrl } from './loopback.ts'

test.each(['127.0.0.1', '127.8.9.10', 'localhost', '::1'])('%s is this machine only', (host) => {
  expect(isLoopback(host)).toBe(true)
})

test.each([
  '0.0.0.0',
  '::',
  '192.168.1.4',
  '10.0.0.1',
  'studio.example',
  'localhost.example',
  '127.evil.example',
])('%s can be reached from elsewhere', (host) => {
  expect(isLoopback(host)).toBe(false)
})

test('an IPv6 address stands in brackets in a URL', () => {
  expect(toUrl('::1', 3000)).toBe('http://[::1]:3000')
  expect(toUrl('127.0.0.1', 3000)).toBe('http://127.0.0.1:3000')
})
