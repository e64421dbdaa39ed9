import 'server-only'
import { readProcessConfig } from './config.ts'
import { setCurrentApp } from './current-app.ts'
import { createApp } from './open-app.ts'
import { toSentence } from './sentence.ts'
import { endWithSupervisor, tellSupervisor } from './supervisor-channel.ts'

/** Makes this process the studio's web process: everything is open before its first request. */
export async function startWeb(): Promise<void> {
  endWithSupervisor()
  try {
    const app = await createApp(readProcessConfig())
    setCurrentApp(app)
    // Next ends when its last answer has ended, and an event stream does not end by itself.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => void app.live[Symbol.asyncDispose]())
    }
  } catch (error) {
    const sentence = toSentence(error)
    if (sentence !== null) await tellSupervisor({ kind: 'cannot-run', sentence })
    throw error
  }
}
