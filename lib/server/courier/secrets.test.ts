import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { ConfigError } from '../config.ts'
import { takeEnvironment } from './secrets.ts'

const key = 'lmnfl_canary.5up3r53cr3t'

function anEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { NODE_ENV: 'test', LUMENFALL_API_KEY: key, ...more }
}

test('the key is taken out of the environment', () => {
  const env = anEnvironment()

  expect(takeEnvironment(env).key?.reveal()).toBe(key)
  expect(JSON.stringify(env)).not.toContain(key)
})

test('however it is printed, the key does not show', () => {
  const taken = takeEnvironment(anEnvironment())

  expect(inspect(taken, { depth: 9, showHidden: true })).not.toContain(key)
  expect(JSON.stringify(taken)).not.toContain(key)
  expect(`${taken.key}`).not.toContain(key)
})

test.each(['key with blanks', 'key\r\nX-Other: 1', 'key\n', ' key', 'ключ'])(
  'a key that could not stand in a header is refused without being quoted: %j',
  (bad) => {
    const take = () => takeEnvironment(anEnvironment({ LUMENFALL_API_KEY: bad }))

    expect(take).toThrow(ConfigError)
    expect(take).not.toThrow(bad)
  },
)

test('no key is needed to draw locally, and one that is set is not kept', () => {
  const env = anEnvironment({ STUDIO_GATEWAY: 'sandbox' })

  expect(takeEnvironment(env).key).toBeNull()
  expect(env.LUMENFALL_API_KEY).toBeUndefined()
})

test('a point to die at is known to tests only', () => {
  const { checkpoint } = takeEnvironment(anEnvironment({ STUDIO_KILL_AT: 'after-claim' }))

  expect(() => checkpoint('after-claim')).not.toThrow()
  expect(() => takeEnvironment(anEnvironment({ STUDIO_KILL_AT: 'nowhere', STUDIO_TEST_HOOKS: '1' }))).toThrow(
    'no checkpoint',
  )
})

test('a gateway of one’s own may ask for no key, but a key that is only blanks is a mistake', () => {
  const custom = { LUMENFALL_BASE_URL: 'http://127.0.0.1:8080/v1' }

  expect(takeEnvironment(anEnvironment({ ...custom, LUMENFALL_API_KEY: '' })).key).toBeNull()
  expect(() => takeEnvironment(anEnvironment({ ...custom, LUMENFALL_API_KEY: '  ' }))).toThrow(ConfigError)
})
