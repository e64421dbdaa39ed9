import 'server-only'
import pino, { type Logger } from 'pino'

export type Log = Logger

/**
 * JSON lines on standard output. Prompts, keys and provider texts are never given to it; the
 * redaction is the second line of defence for headers that come along inside an error.
 */
export function createLog(name: string, level: string): Log {
  return pino({
    name,
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        '*.authorization',
        '*.headers',
        '*.prompt',
        '*.apiKey',
        'prompt',
        'apiKey',
        'headers',
        'err.headers',
        'err.error',
      ],
      remove: true,
    },
  })
}
