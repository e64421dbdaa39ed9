import { readdirSync, readFileSync } from 'node:fs'

/** A process as Linux shows it under `/proc`. */
export type Process = { pid: number; parent: number; command: string }

/** Everything a process has started, directly and through others, nearest first. */
export function listDescendants(pid: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? [])
  const descendants: Process[] = []
  for (let parents = [pid]; parents.length > 0; ) {
    const children = all.filter(({ parent }) => parents.includes(parent))
    descendants.push(...children)
    parents = children.map((child) => child.pid)
  }
  return descendants
}

/** Bytes of memory that belong to a process and are in RAM; 0 when it has ended. */
export function residentBytes(pid: number): number {
  const status = readOrNull(`/proc/${pid}/status`)
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status ?? '')?.[1] ?? 0) * 1024
}

/** The same with what is shared between processes divided among them. */
export function proportionalBytes(pid: number): number {
  const rollup = readOrNull(`/proc/${pid}/smaps_rollup`)
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup ?? '')?.[1] ?? 0) * 1024
}

/** Name and value of every variable that a process was started with. */
export function readEnvironment(pid: number): string {
  return readFileSync(`/proc/${pid}/environ`, 'utf8')
}

export function isAlive(pid: number): boolean {
  const status = readOrNull(`/proc/${pid}/status`)
  // A process whose parent has not yet asked how it ended is dead all the same.
  return status !== null && !/^State:\s+Z/m.test(status)
}

function readProcess(pid: number): Process | null {
  const status = readOrNull(`/proc/${pid}/status`)
  const command = readOrNull(`/proc/${pid}/cmdline`)
  if (status === null || command === null) return null
  const parent = Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0)
  return { pid, parent, command: command.replaceAll('\0', ' ').trim() }
}

// It may end between being listed and being read.
function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
