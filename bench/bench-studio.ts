import { join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { type ServedSandbox, serveSandbox } from '#lib/server/gateway/sandbox/serve-sandbox.ts'
import { type RunningStudio, startStudio } from '../e2e/running-studio.ts'
import { ensureBrowser, quietChromium } from '../lib/commands/testing/find-browser.ts'
import { temporaryFolder } from '../lib/commands/testing/temporary-folder.ts'

export type BenchStudio = AsyncDisposable & { studio: RunningStudio; gateway: ServedSandbox }

/** A studio on a gateway whose pictures cost nothing to draw, so that what is measured is the studio. */
export async function openBenchStudio(env: Record<string, string> = {}): Promise<BenchStudio> {
  const folder = await temporaryFolder('bench')
  const gateway = await serveSandbox({ folder: join(folder.path, 'gateway'), draw: 'plain', latencyMs: 0 })
  const studio = await startStudio({
    dataDir: join(folder.path, 'data'),
    env: {
      LUMENFALL_API_KEY: 'bench',
      LUMENFALL_BASE_URL: `${gateway.url}/openai/v1`,
      STUDIO_LOG_LEVEL: 'warn',
      ...env,
    },
  })
  return {
    studio,
    gateway,
    async [Symbol.asyncDispose]() {
      await studio.cutPower()
      await gateway.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureBrowser(), args: quietChromium })
}

export type Wish = { prompt: string; n?: number; size?: string }

/** Presses the button without a browser; gives the generation's id. */
export async function press(studioUrl: string, wish: Wish): Promise<string> {
  const answer = await fetch(`${studioUrl}/api/generations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ model: 'flux.2-flex', size: '512x512', ...wish }),
  })
  if (answer.status !== 201) throw new Error(`The studio refused a press: ${await answer.text()}`)
  const { id } = (await answer.json()) as { id: string }
  return id
}

/** Waits until nothing of a generation is at work any more. */
export async function awaitEnd(studioUrl: string, id: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${studioUrl}/api/generations/${id}`)
    const { state } = (await answer.json()) as { state: string }
    if (state === 'done') return
    if (state !== 'queued' && state !== 'running') throw new Error(`A generation ended as ${state}.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
