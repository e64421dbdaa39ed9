import 'server-only'
import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import { startDeadline } from './deadline.ts'
import type { MediaFetch } from './gateway/gateway.ts'
import type { Line } from './gateway/line.ts'
import { isPublicAddress } from './public-address.ts'
import { TooManyBytes, writeWholeFile } from './whole-file.ts'

export type EgressRules = {
  /** Exact names, with a port where it is not 443. Everything else is refused before it is even looked up. */
  allowedHosts: readonly string[]
  /** The configured gateway's own origin: the one place that may be plain HTTP and on a private address. */
  ownOrigin: string
  /** Answers for the own origin, when the gateway is inside this process. */
  ownLine?: Pick<Line, 'ask'>
  maxBytes: number
  timeoutMs: number
  maxRedirects: number
  /** Every address of a name. */
  resolve?: (host: string) => Promise<string[]>
  isPublic?: (address: string) => boolean
}

export type Egress = {
  /** Fetches what a stranger pointed at. `file` is there only when it is whole. */
  fetchToFile(url: string, file: string, signal: AbortSignal): Promise<MediaFetch>
}

type Hop =
  | { kind: 'body'; chunks: AsyncIterable<Uint8Array> }
  | { kind: 'redirect'; location: string }
  | Exclude<MediaFetch, { kind: 'fetched' }>

/** A refusal of the rules, found while connecting. */
class Forbidden extends Error {
  override readonly name = 'Forbidden'
}

const expiredStatuses = new Set([403, 404, 410])

export function createEgress(rules: EgressRules): Egress {
  return {
    async fetchToFile(url, file, signal) {
      using deadline = startDeadline(signal, rules.timeoutMs)
      const agents = {
        own: openAgent(rules, () => true),
        guarded: openAgent(rules, rules.isPublic ?? isPublicAddress),
      }
      try {
        return await followLink(rules, { url, file, agents, signal: deadline.signal })
      } catch (error) {
        return { kind: error instanceof Forbidden || error instanceof TooManyBytes ? 'refused' : 'failed' }
      } finally {
        await Promise.all([agents.own.destroy(), agents.guarded.destroy()])
      }
    },
  }
}

type Agents = { own: Agent; guarded: Agent }
type Trip = { url: string; file: string; agents: Agents; signal: AbortSignal }

async function followLink(rules: EgressRules, { url, file, agents, signal }: Trip): Promise<MediaFetch> {
  let target = URL.parse(url)
  for (let redirects = 0; target && redirects <= rules.maxRedirects; redirects++) {
    if (!isAllowed(target, rules)) return { kind: 'refused' }
    const hop: Hop = await takeHop(rules, { target, agents, signal })
    if (hop.kind === 'body') {
      await writeWholeFile({ file, part: `${file}.part`, maxBytes: rules.maxBytes }, hop.chunks)
      return { kind: 'fetched' }
    }
    if (hop.kind !== 'redirect') return hop
    target = URL.parse(hop.location, target)
  }
  return { kind: 'refused' }
}

function isAllowed(target: URL, rules: EgressRules): boolean {
  if (target.username || target.password) return false
  if (target.origin === rules.ownOrigin) return true
  // A literal address is connected to without being looked up, so it is judged here.
  const literal = target.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) && !(rules.isPublic ?? isPublicAddress)(literal)) return false
  // Another port of an allowed host is another service, so a port that was not named is not allowed.
  return target.protocol === 'https:' && rules.allowedHosts.includes(target.host)
}

type Step = { target: URL; agents: Agents; signal: AbortSignal }

async function takeHop(rules: EgressRules, step: Step): Promise<Hop> {
  const { status, header, chunks, drop } = await get(rules, step)
  // Nobody asked for a compressed picture; unpacking one would let a small answer grow without bound.
  const isPlain = (header('content-encoding') ?? 'identity') === 'identity'
  if (status === 200 && isPlain) return { kind: 'body', chunks }
  drop()
  if (status === 200) return { kind: 'refused' }
  const location = header('location')
  if (status >= 300 && status < 400 && location) return { kind: 'redirect', location }
  return { kind: expiredStatuses.has(status) ? 'expired' : 'failed' }
}

const requestHeaders = { accept: 'image/png, image/webp, image/jpeg', 'accept-encoding': 'identity' }

async function get(rules: EgressRules, { target, agents, signal }: Step) {
  const isOwn = target.origin === rules.ownOrigin
  if (isOwn && rules.ownLine) {
    const answer = await rules.ownLine.ask(new Request(target, { headers: requestHeaders }), signal)
    const header = (name: string) => answer.headers.get(name)
    return { status: answer.status, header, chunks: answer.body, drop: () => undefined }
  }
  const { statusCode, headers, body } = await request(target, {
    dispatcher: isOwn ? agents.own : agents.guarded,
    headers: requestHeaders,
    signal,
  })
  const header = (name: string) => [headers[name]].flat()[0] ?? null
  const drop = () => void body.dump().catch(() => undefined)
  return { status: statusCode, header, chunks: body, drop }
}

/** The address that was checked is the one connected to: nobody looks the name up a second time. */
function openAgent({ resolve = resolveAll }: EgressRules, isFit: (address: string) => boolean): Agent {
  const lookUpChecked: LookupFunction = (host, options, callback) => {
    resolve(host)
      .then((addresses) => {
        const [address] = addresses
        // One private address among several is as good as none: the next try could take that one.
        if (!address || !addresses.every(isFit)) throw new Forbidden('The name leads where it must not.')
        const checked = addresses.map((one) => ({ address: one, family: isIP(one) }))
        if (options.all) callback(null, checked)
        else callback(null, address, isIP(address))
      })
      .catch((error: Error) => callback(error, ''))
  }
  return new Agent({ connect: { lookup: lookUpChecked, allowH2: false }, pipelining: 0 })
}

async function resolveAll(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address)
}
