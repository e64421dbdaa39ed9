import 'server-only'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { CannotRun } from './sentence.ts'

/** What was decided from the environment, once; nothing below reads the environment again. */
export type Config = {
  dataDir: string
  host: string
  port: number
  /** Which gateway the courier speaks to. The key itself is the courier's alone: `courier/secrets.ts`. */
  gateway: { kind: 'sandbox'; baseUrl: URL | null } | { kind: 'lumenfall' | 'custom'; baseUrl: URL }
  /** Hosts that pictures may be fetched from when the gateway answers with a link, beside the gateway's own origin. */
  mediaHosts: readonly string[]
  limits: Limits
  logLevel: string
  files: {
    database: string
    blobs: string
    spool: string
    socket: string
    studioLock: string
    courierLock: string
  }
}

export type Limits = {
  /** Paid calls in flight at once. */
  concurrency: number
  /** How long a paid call may take. Longer than Node's own 300 s, because image calls are. */
  deadlineMs: number
  leaseMs: number
  /** Tries for one image, the first included, when a refusal cost nothing. */
  maxTries: number
  /** Nothing is sent while less than this is free on the data folder's disk. */
  diskReserveBytes: number
  maxAnswerBytes: number
  /** When and how often the ledger is asked about a call whose end nobody saw. */
  reconcileEveryMs: number
  reconcileForMs: number
}

export class ConfigError extends CannotRun {
  override readonly name = 'ConfigError'
}

const Environment = z.object({
  STUDIO_DATA_DIR: z._default(z.string(), 'data'),
  HOST: z._default(z.string(), '127.0.0.1'),
  PORT: z._default(z.coerce.number().check(z.int(), z.gte(0), z.lte(65_535)), 3000),
  LUMENFALL_BASE_URL: z.optional(z.url({ protocol: /^https?$/ })),
  STUDIO_GATEWAY: z.optional(z.enum(['sandbox', 'lumenfall', 'custom'])),
  STUDIO_MEDIA_HOSTS: z._default(z.string(), 'media.lumenfall.ai'),
  STUDIO_CONCURRENCY: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(64)), 4),
  STUDIO_DEADLINE_SECONDS: z._default(z.coerce.number().check(z.gt(0), z.lte(3600)), 600),
  // A lease of no time would be over before anything is sent.
  STUDIO_LEASE_SECONDS: z._default(z.coerce.number().check(z.gte(1), z.lte(600)), 30),
  STUDIO_MAX_TRIES: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(20)), 5),
  STUDIO_DISK_RESERVE_MB: z._default(z.coerce.number().check(z.gte(0)), 512),
  STUDIO_MAX_ANSWER_MB: z._default(z.coerce.number().check(z.gt(0)), 200),
  STUDIO_RECONCILE_SECONDS: z._default(z.coerce.number().check(z.gt(0)), 15),
  STUDIO_RECONCILE_FOR_SECONDS: z._default(z.coerce.number().check(z.gt(0)), 900),
  STUDIO_LOG_LEVEL: z._default(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    'info',
  ),
})

/** True under `next dev`, whose pages need more freedom than the built ones. */
export const isDevelopment = process.env.NODE_ENV === 'development'

/** What this process was told at its start. */
export function readProcessConfig(): Config {
  return readConfig(process.env)
}

const lumenfallUrl = 'https://api.lumenfall.ai/openai/v1'

/** The environment of this process and of `file`, if there is one; what is set already goes before what the file says. */
export function loadEnvironment(file: string): NodeJS.ProcessEnv {
  if (existsSync(file)) process.loadEnvFile(file)
  return process.env
}

/** Throws a `ConfigError` with a sentence that names the variable. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // An empty variable means the same as none: that is how a shell or a compose file unsets one.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigError(`${issue?.path.join('.')} cannot be used: ${issue?.message}.`)
  }
  const vars = parsed.data
  const dataDir = resolve(vars.STUDIO_DATA_DIR)
  return {
    dataDir,
    host: vars.HOST,
    port: vars.PORT,
    gateway: chooseGateway(vars.STUDIO_GATEWAY, vars.LUMENFALL_BASE_URL, Boolean(given.LUMENFALL_API_KEY)),
    mediaHosts: vars.STUDIO_MEDIA_HOSTS.split(/[\s,]+/).filter(Boolean),
    limits: {
      concurrency: vars.STUDIO_CONCURRENCY,
      deadlineMs: vars.STUDIO_DEADLINE_SECONDS * 1000,
      leaseMs: vars.STUDIO_LEASE_SECONDS * 1000,
      maxTries: vars.STUDIO_MAX_TRIES,
      diskReserveBytes: vars.STUDIO_DISK_RESERVE_MB * 1024 * 1024,
      maxAnswerBytes: vars.STUDIO_MAX_ANSWER_MB * 1024 * 1024,
      reconcileEveryMs: vars.STUDIO_RECONCILE_SECONDS * 1000,
      reconcileForMs: vars.STUDIO_RECONCILE_FOR_SECONDS * 1000,
    },
    logLevel: vars.STUDIO_LOG_LEVEL,
    files: {
      database: join(dataDir, 'studio.sqlite'),
      blobs: join(dataDir, 'blobs'),
      spool: join(dataDir, 'spool'),
      socket: join(dataDir, 'courier.sock'),
      studioLock: join(dataDir, 'studio.lock'),
      courierLock: join(dataDir, 'courier.lock'),
    },
  }
}

// The web process is started without the key, so it is told which gateway was chosen by STUDIO_GATEWAY.
function chooseGateway(
  told: 'sandbox' | 'lumenfall' | 'custom' | undefined,
  baseUrl: string | undefined,
  hasKey: boolean,
): Config['gateway'] {
  const kind = told ?? (baseUrl ? 'custom' : hasKey ? 'lumenfall' : 'sandbox')
  // With an address, the embedded gateway is on a port of its own, where faults can be asked of it.
  if (kind === 'sandbox') return { kind, baseUrl: baseUrl ? new URL(baseUrl) : null }
  return { kind, baseUrl: new URL(baseUrl ?? lumenfallUrl) }
}

/** What is marked with this was drawn by the embedded gateway. */
export const embeddedGateway = 'sandbox'

/**
 * Which gateway a press is meant for. Kept with the generation, so that what was asked of one gateway is never sent to
 * another: a free press must not become a paid one because the studio was started again with a key.
 */
export function nameGateway({ gateway }: Config): string {
  return gateway.kind === 'sandbox' ? embeddedGateway : gateway.baseUrl.origin
}
