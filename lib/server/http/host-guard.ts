import 'server-only'
import { isIP } from 'node:net'
import { AppError } from '#lib/shared/errors.ts'
import type { Config } from '../config.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `localhost`, any 127.x.x.x and ::1, with or without a port; no other name, wherever it leads. */
export function isLoopbackHost(host: string): boolean {
  const match = /^(\[[0-9a-f:]+\]|[^:[\]@/?#\\\s]+)(?::\d{1,5})?$/i.exec(host)
  const name = match?.[1]?.toLowerCase()
  if (name === undefined) return false
  if (name === 'localhost' || name === '[::1]') return true
  return isIP(name) === 4 && name.startsWith('127.')
}

/** Whether the studio listens to this machine only. */
export function isLoopbackStudio({ host }: Pick<Config, 'host'>): boolean {
  return isLoopbackHost(host.includes(':') && !host.startsWith('[') ? `[${host}]` : host)
}

/**
 * A page of another site can make a browser send requests here. One whose name was pointed at this machine (DNS
 * rebinding) is told by `Host`; one that merely posts is told by where the browser says it comes from.
 */
export function assertTrustedOrigin(request: { method: string; headers: Headers }, config: Config): void {
  const host = request.headers.get('host') ?? ''
  assertTrustedHost(host, config)
  if (
    safeMethods.has(request.method) ? isForeignRead(request.headers) : isForeignWrite(request.headers, host)
  ) {
    throw new AppError('wrong_origin', 'The studio only listens to its own pages.')
  }
}

export function isTrustedHost(host: string, config: Config): boolean {
  return isLoopbackStudio(config) && isLoopbackHost(host)
}

function assertTrustedHost(host: string, config: Config): void {
  if (isTrustedHost(host, config)) return
  throw new AppError('wrong_origin', `Open the studio at http://localhost:${config.port} instead.`)
}

// Programs that are not browsers send neither header; whoever can run one on this machine is its owner.
function isForeignWrite(headers: Headers, host: string): boolean {
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  if (site !== null && site !== 'same-origin' && site !== 'none') return true
  return origin !== null && origin !== `http://${host}` && origin !== `https://${host}`
}

// Following a link from elsewhere is fine; drawing our pictures into another site is not.
function isForeignRead(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site === null || site === 'same-origin' || site === 'none') return false
  return headers.get('sec-fetch-mode') !== 'navigate'
}
