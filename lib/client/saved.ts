import type * as z from 'zod/mini'

/** What this browser remembers under a name; null when there is nothing, or nothing that can be understood. */
export function readSaved<Schema extends z.ZodMiniType>(
  name: string,
  schema: Schema,
): z.output<Schema> | null {
  try {
    const text = localStorage.getItem(`safelight:${name}`)
    if (text === null) return null
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Full or forbidden storage is no reason to disturb anybody: false says that it was not kept. */
export function save(name: string, value: unknown): boolean {
  try {
    localStorage.setItem(`safelight:${name}`, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function forgetSaved(name: string): void {
  try {
    localStorage.removeItem(`safelight:${name}`)
  } catch {
    // Nothing was kept then.
  }
}
