import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import type { Attempt } from '#lib/shared/attempt.ts'
import type { Generation, GenerationRequest } from '#lib/shared/generation.ts'
import type { GenerationId } from '#lib/shared/ids.ts'
import type { Member } from '../access.ts'
import type { App } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { type CourierProcess, openCourier } from '../courier/courier-process.ts'
import { takeEnvironment } from '../courier/secrets.ts'
import { type ServedSandbox, type ServeOptions, serveSandbox } from '../gateway/sandbox/serve-sandbox.ts'
import { requestGeneration } from '../generations/generations.ts'
import { createApp } from '../open-app.ts'
import { aKey, aRequest } from './builders.ts'

/** A studio in a folder of its own, and a gateway on a real port that can be told to go wrong. */
export type CourierStudio = AsyncDisposable & {
  app: App
  config: Config
  owner: Member
  gateway: ServedSandbox
  /** For a courier that is started as a process of its own. */
  environment: Record<string, string>
  startCourier(): Promise<CourierProcess>
  press(wish?: Partial<GenerationRequest>): Promise<Generation>
  find(id: GenerationId): Promise<Generation>
  /** The generation as soon as it is as the test wants it. */
  until(id: GenerationId, isSo: (generation: Generation) => boolean, timeoutMs?: number): Promise<Generation>
}

type Settings = { environment?: Record<string, string>; serve?: Partial<ServeOptions> }

/** Times are those of the studio, divided so that a test does not wait: a deadline of 1.5 s instead of ten minutes. */
const quick = {
  STUDIO_LOG_LEVEL: 'silent',
  STUDIO_DEADLINE_SECONDS: '1.5',
  STUDIO_LEASE_SECONDS: '3',
  STUDIO_RECONCILE_SECONDS: '0.1',
  STUDIO_RECONCILE_FOR_SECONDS: '0.4',
  STUDIO_DISK_RESERVE_MB: '1',
}

export async function openCourierStudio({
  environment = {},
  serve = {},
}: Settings = {}): Promise<CourierStudio> {
  await using opened = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'safelight-courier-'))
  opened.defer(() => rm(folder, { recursive: true, force: true }))
  const gateway = await serveSandbox({
    folder: join(folder, 'gateway'),
    latencyMs: 0,
    draw: 'plain',
    ...serve,
  })
  opened.defer(() => gateway.close())

  const whole = {
    NODE_ENV: 'test' as const,
    ...quick,
    STUDIO_DATA_DIR: join(folder, 'data'),
    LUMENFALL_BASE_URL: `${gateway.url}/openai/v1`,
    LUMENFALL_API_KEY: 'lmnfl_canary.5up3r53cr3t',
    ...environment,
  }
  const config = readConfig(whole)
  const app = opened.use(await createApp(config))
  const owner = await app.store.findOrCreateOwner()
  const lifetime = opened.move()
  const find = async (id: GenerationId) => {
    const generation = await app.store.team(owner.scope).generations.find(id)
    if (!generation) throw new Error('The generation is not there')
    return generation
  }

  return {
    app,
    config,
    owner,
    gateway,
    environment: whole,
    startCourier: () => openCourier(takeEnvironment({ ...whole })),
    press: (wish) => requestGeneration(app, owner, { request: aRequest(wish), key: aKey() }),
    find,
    async until(id, isSo, timeoutMs = 10_000) {
      const look = async () => {
        const generation = await find(id)
        return isSo(generation) && generation
      }
      return await vi.waitUntil(look, { timeout: timeoutMs, interval: 20 })
    },
    [Symbol.asyncDispose]: () => lifetime.disposeAsync(),
  }
}

export function hasSettled({ state }: Generation): boolean {
  return state !== 'queued' && state !== 'running'
}

/** What became of a generation of one image, in a few words that a test can compare. */
export function outcomeOf(generation: Generation) {
  const [attempt] = generation.attempts as [Attempt]
  const { state, failure, tryNumber } = attempt
  return { state, code: failure?.code ?? null, charged: failure?.charged ?? null, tryNumber }
}
