import { get } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

const askEveryMs = 40

/** Resolves true when the address answers that it is well; false when the signal comes first. */
export async function awaitHealth(url: string, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await isWell(`${url}/api/health`)) return true
    await wait(askEveryMs, undefined, { signal }).catch(() => undefined)
  }
  return false
}

function isWell(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 5000, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.once('error', () => resolve(false))
    request.once('timeout', () => request.destroy())
  })
}
