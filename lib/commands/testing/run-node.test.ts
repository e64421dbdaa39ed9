import { expect, test } from 'vitest'
import { cleanEnvironment, runNode } from './run-node.ts'

test('a person’s own studio and key do not reach the tests', () => {
  const env = cleanEnvironment({
    LUMENFALL_API_KEY: 'k',
    STUDIO_DATA_DIR: '/srv',
    PORT: '80',
    HOST: '::',
    HOME: '/h',
  })

  expect(Object.keys(env).sort()).toEqual(['HOME', 'NEXT_TELEMETRY_DISABLED', 'PATH'])
})

test('how a program ended is told, and its variables reach it', async () => {
  expect(await runNode(['-e', 'process.exit(process.env.COLOUR === "red" ? 0 : 1)'], { COLOUR: 'red' })).toBe(
    true,
  )
  expect(await runNode(['-e', 'process.exit(3)'])).toBe(false)
})
