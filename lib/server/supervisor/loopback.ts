import { isIPv4 } from 'node:net'

/** Whether an address can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  if (isIPv4(host)) return host.startsWith('127.')
  return host === 'localhost' || host === '::1' || host === '0:0:0:0:0:0:0:1'
}

export function toUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
