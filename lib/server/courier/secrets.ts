import 'server-only'
import { type Config, ConfigError, readConfig } from '../config.ts'
import { type Secret, sealSecret } from '../gateway/secret.ts'
import { type Checkpoint, dieAt, noCheckpoint } from './checkpoint.ts'

export type CourierEnvironment = {
  config: Config
  /** Null when the gateway does not ask for one. */
  key: Secret | null
  checkpoint: Checkpoint
}

/**
 * Reads the environment of the courier, and is the only reader of the key in the studio. The key is taken out of the
 * environment, so that no child process inherits it and no report of a crash prints it.
 */
export function takeEnvironment(env: NodeJS.ProcessEnv = process.env): CourierEnvironment {
  const config = readConfig(env)
  const key = takeKey(env, config.gateway.kind)
  return { config, key, checkpoint: readCheckpoint(env) }
}

function takeKey(env: NodeJS.ProcessEnv, kind: Config['gateway']['kind']): Secret | null {
  const text = env.LUMENFALL_API_KEY ?? ''
  delete env.LUMENFALL_API_KEY
  // A gateway of one's own may not ask for a key.
  if (kind === 'sandbox' || (kind === 'custom' && text === '')) return null
  const key = sealSecret(text)
  // What was set is not quoted, even though it is no good: it may be the key with a line end behind it.
  if (!key)
    throw new ConfigError(
      'LUMENFALL_API_KEY cannot be used: it is empty, or has a space or a line end in it.',
    )
  return key
}

function readCheckpoint(env: NodeJS.ProcessEnv): Checkpoint {
  const wanted = env.STUDIO_TEST_HOOKS === '1' ? env.STUDIO_KILL_AT : undefined
  return wanted ? dieAt(wanted) : noCheckpoint
}
