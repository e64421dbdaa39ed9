import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const read = (environment: Record<string, string> = {}) => readConfig({ NODE_ENV: 'test', ...environment })

test('nothing has to be set: the studio listens to this machine and draws by itself', () => {
  expect(read()).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    gateway: { kind: 'sandbox' },
    limits: { concurrency: 4, deadlineMs: 600_000 },
  })
})

test('a key alone chooses Lumenfall, and another address chooses that', () => {
  const lumenfall = read({ LUMENFALL_API_KEY: 'lmnfl_secret' }).gateway
  const other = read({ LUMENFALL_API_KEY: 'x', LUMENFALL_BASE_URL: 'https://gateway.example/v1' }).gateway

  expect(lumenfall).toEqual({ kind: 'lumenfall', baseUrl: new URL('https://api.lumenfall.ai/openai/v1') })
  expect(other).toEqual({ kind: 'custom', baseUrl: new URL('https://gateway.example/v1') })
})

test('the web process, which has no key, is told which gateway it is', () => {
  expect(read({ STUDIO_GATEWAY: 'lumenfall', LUMENFALL_API_KEY: '' }).gateway.kind).toBe('lumenfall')
})

test('the key is nowhere in what was read', () => {
  expect(JSON.stringify(read({ LUMENFALL_API_KEY: 'canary-4711' }))).not.toContain('canary')
})

test('an empty variable means the same as none', () => {
  expect(read({ PORT: '', HOST: '', STUDIO_DATA_DIR: '', LUMENFALL_BASE_URL: '' })).toEqual(read())
})

test.each([
  ['PORT', '70000'],
  ['PORT', 'http'],
  ['STUDIO_CONCURRENCY', '0'],
  ['STUDIO_CONCURRENCY', '1.5'],
  ['LUMENFALL_BASE_URL', 'gateway.example'],
  ['LUMENFALL_BASE_URL', 'file:///etc/passwd'],
  ['STUDIO_GATEWAY', 'dall-e'],
  ['STUDIO_LOG_LEVEL', 'loud'],
])('%s=%s is refused with a sentence that names it', (name, value) => {
  const reading = () => read({ [name]: value })

  expect(reading).toThrow(ConfigError)
  expect(reading).toThrow(new RegExp(`^${name} cannot be used`))
})
