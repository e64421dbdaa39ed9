import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { type ServedSandbox, serveSandbox } from '#lib/server/gateway/sandbox/serve-sandbox.ts'
import { temporaryFolder } from '../lib/commands/testing/temporary-folder.ts'
import { type RunningStudio, startStudio } from './running-studio.ts'

/** A studio that can be ended and started again where it was: the same data folder, the same address. */
export type Studio = Omit<RunningStudio, 'process'> & {
  process: RunningStudio['process']
  /** Starts it again after `stop` or `cutPower`. */
  start(): Promise<void>
}

type Options = {
  /** `embedded` is what a fresh clone has; `served` is the same gateway on a port, for a studio with a key. */
  gatewayKind: 'embedded' | 'served'
  /** Variables of this studio beside those that every test has. */
  studioEnv: Record<string, string>
}

type Fixtures = {
  folder: string
  gateway: ServedSandbox
  studio: Studio
  onlyThisMachine: undefined
}

export const key = 'canary-9f4e/7b1c+2d8a=6350'

export const test = base.extend<Options & Fixtures>({
  gatewayKind: ['embedded', { option: true }],
  studioEnv: [{}, { option: true }],

  folder: async ({}, use) => {
    await using folder = await temporaryFolder('e2e')
    await use(folder.path)
  },

  gateway: async ({ folder }, use) => {
    const gateway = await serveSandbox({ folder: join(folder, 'gateway'), draw: 'plain', latencyMs: 0 })
    await use(gateway)
    await gateway.close()
  },

  studio: async ({ folder, gateway, gatewayKind, studioEnv }, use) => {
    const served = { LUMENFALL_API_KEY: key, LUMENFALL_BASE_URL: `${gateway.url}/openai/v1` }
    const env = { ...(gatewayKind === 'served' ? served : {}), ...studioEnv }
    const dataDir = join(folder, 'data')
    const first = await startStudio({ dataDir, env })
    const port = new URL(first.url).port
    let running = first
    const studio: Studio = {
      url: first.url,
      dataDir,
      readyMs: first.readyMs,
      get output() {
        return running.output
      },
      process: (name) => running.process(name),
      listProcesses: () => running.listProcesses(),
      kill: (name) => running.kill(name),
      stop: () => running.stop(),
      cutPower: () => running.cutPower(),
      async start() {
        running = await startStudio({ dataDir, env: { ...env, PORT: port } })
      },
    }
    await use(studio)
    await running.cutPower()
  },

  baseURL: async ({ studio }, use) => use(studio.url),

  onlyThisMachine: [
    async ({ context }, use) => {
      const strangers: string[] = []
      context.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url())
        if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1') strangers.push(request.url())
      })
      await use(undefined)
      expect(strangers, 'requests that left this machine').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
