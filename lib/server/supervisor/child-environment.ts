import type { Config } from '../config.ts'
import type { StudioMode } from './supervise.ts'

/**
 * What the web process is told. Not the key: it is emptied rather than left out, because Next reads `.env` by itself and
 * fills in what is missing, but leaves alone what is set.
 */
export function webEnvironment(env: NodeJS.ProcessEnv, config: Config, mode: StudioMode): NodeJS.ProcessEnv {
  return {
    ...env,
    NODE_ENV: mode === 'dev' ? 'development' : 'production',
    LUMENFALL_API_KEY: '',
    // Only where it leads, to mark what is asked with it; the rest of the address may hold a password.
    LUMENFALL_BASE_URL: config.gateway.kind === 'sandbox' ? '' : config.gateway.baseUrl.origin,
    STUDIO_GATEWAY: config.gateway.kind,
    STUDIO_DATA_DIR: config.dataDir,
    HOST: config.host,
    PORT: String(config.port),
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/** What the courier is told: all of it. */
export function courierEnvironment(env: NodeJS.ProcessEnv, config: Config): NodeJS.ProcessEnv {
  return {
    ...env,
    STUDIO_GATEWAY: config.gateway.kind,
    STUDIO_DATA_DIR: config.dataDir,
    // The embedded gateway draws on many threads; with a heap for each of them the memory of the largest would stay.
    MALLOC_ARENA_MAX: '2',
  }
}
