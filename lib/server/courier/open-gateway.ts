import 'server-only'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { lumenfallGateway } from '../gateway/lumenfall-gateway.ts'
import { type Secret, sealSecret } from '../gateway/secret.ts'
import type { Log } from '../log.ts'

/** The gateway that was chosen: the one outside, or the embedded one, which speaks the same and needs no key. */
export async function openGateway(config: Config, key: Secret | null, log: Log): Promise<Gateway> {
  const { gateway, limits, mediaHosts, dataDir } = config
  const { kind, baseUrl } = gateway
  const secret = key ?? noKey()
  if (baseUrl) return lumenfallGateway({ kind, baseUrl, secret, limits, mediaHosts, log })
  // Drawing is a lot of code, which a courier that pays for its pictures does not need.
  const { createSandbox } = await import('../gateway/sandbox/sandbox.ts')
  const sandbox = createSandbox({ folder: join(dataDir, 'sandbox'), keys: 'none' })
  const embedded = lumenfallGateway({
    kind,
    baseUrl: new URL('http://sandbox.invalid/openai/v1'),
    secret,
    limits,
    mediaHosts: [],
    log,
    fetch: (request) => sandbox.fetch(request),
  })
  return {
    ...embedded,
    async [Symbol.asyncDispose]() {
      await embedded[Symbol.asyncDispose]()
      await sandbox[Symbol.asyncDispose]()
    },
  }
}

/** For gateways that ask for none: a header has to say something. */
function noKey(): Secret {
  const secret = sealSecret('none')
  if (!secret) throw new Error('A plain word can stand in a header.')
  return secret
}
