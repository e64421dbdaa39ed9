import type { StudioProcesses } from './studio-processes.ts'

/** The web process holds nothing that matters: open pages come back by themselves. */
const webGraceMs = 2000
const courierGraceMs = 3000
const silentMs = 1000

/** The web process ends soon; the courier when the pictures that are being made have been kept. */
export function drainProcesses({ web, courier, ended }: StudioProcesses, say: (line: string) => void): void {
  web.stop('SIGTERM')
  courier.stop('SIGTERM')
  const timers = [
    setTimeout(() => web.stop('SIGKILL'), webGraceMs),
    setTimeout(() => say('Finishing the pictures that are being made. Ctrl-C again ends at once.'), silentMs),
  ]
  void ended.then(() => timers.map(clearTimeout))
}

/** What was being made is asked about at the next start: nothing is paid for twice, and nothing is forgotten. */
export function endProcesses({ web, courier, ended }: StudioProcesses): void {
  web.stop('SIGKILL')
  courier.stop('SIGTERM')
  const timer = setTimeout(() => courier.stop('SIGKILL'), courierGraceMs)
  void ended.then(() => clearTimeout(timer))
}
