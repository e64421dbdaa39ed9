import 'server-only'
import type { App } from './app.ts'

// Next gives instrumentation and route handlers different instances of one module; only the global object is shared.
const place = Symbol.for('safelight.app')

type Global = typeof globalThis & { [place]?: App }

/** The app of this process. */
export function currentApp(): App {
  const app = (globalThis as Global)[place]
  if (!app) throw new Error('The studio was asked before it had started')
  return app
}

export function setCurrentApp(app: App | undefined): void {
  ;(globalThis as Global)[place] = app
}
