import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { onTestFinished } from 'vitest'
import type { Exchange, Gateway, PaidCall } from '../gateway/gateway.ts'
import { type LumenfallOptions, lumenfallGateway } from '../gateway/lumenfall-gateway.ts'
import { sealSecret } from '../gateway/secret.ts'

/** A key that is easy to find wherever it should not be. */
export const canaryKey = 'lmnfl_canary.7f3c9a'

type Options = Partial<Pick<LumenfallOptions, 'kind' | 'mediaHosts' | 'fetch'>> & {
  deadlineMs?: number
  maxAnswerBytes?: number
}

/** The real adapter, against whatever listens at the origin. */
export function aGateway(origin: string, options: Options = {}): Gateway {
  const { deadlineMs = 10_000, maxAnswerBytes = 1_000_000, ...others } = options
  const secret = sealSecret(canaryKey)
  if (!secret) throw new Error('The key cannot be used.')
  return lumenfallGateway({
    kind: 'lumenfall',
    baseUrl: new URL(`${origin}/openai/v1`),
    secret,
    limits: { deadlineMs, maxAnswerBytes },
    mediaHosts: ['media.lumenfall.ai'],
    log: pino({ level: 'silent' }),
    ...others,
  })
}

export function aCall(changes: Partial<PaidCall> = {}): PaidCall {
  return {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    user: 'mem_1',
    model: 'flux.2-flex',
    prompt: 'A lighthouse, "TIDAL" in tall letters · 灯台',
    size: { width: 1024, height: 768 },
    seed: 771_204,
    extra: {},
    deadlineMs: 10_000,
    ...changes,
  }
}

export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

type Sent = { exchange: Exchange; files: string[]; folder: string }

export async function send(
  gateway: Gateway,
  call = aCall(),
  signal = new AbortController().signal,
): Promise<Sent> {
  const folder = await aFolder()
  const exchange = await gateway.generate(call, join(folder, 'att_1.answer'), signal)
  return { exchange, files: await readdir(folder), folder }
}
