import { expect, test } from 'vitest'
import { nameGateway, readConfig } from '../config.ts'
import { courierEnvironment, webEnvironment } from './child-environment.ts'

const key = { LUMENFALL_API_KEY: 'lmnfl_canary.5up3r53cr3t' }

test.each([
  ['sandbox', {}],
  ['https://api.lumenfall.ai', key],
  ['http://127.0.0.1:8089', { ...key, LUMENFALL_BASE_URL: 'http://ada:pass@127.0.0.1:8089/openai/v1' }],
])('what is asked of %s in the browser is what the courier sends there', (name, given) => {
  const env = { NODE_ENV: 'production' as const, ...given }
  const config = readConfig(env)
  const web = webEnvironment(env, config, 'start')

  expect(nameGateway(readConfig(web))).toBe(name)
  expect(nameGateway(readConfig(courierEnvironment(env, config)))).toBe(name)
  expect(JSON.stringify(web)).not.toMatch(/5up3r53cr3t|pass@/)
})
