const batchMs = 2000

let spoken = ''
let waiting: string[] = []
let timer: ReturnType<typeof setTimeout> | null = null
const listeners = new Set<() => void>()

/** Says something to people who cannot see it. What comes within two seconds is said in one breath. */
export function announce(text: string): void {
  if (!waiting.includes(text)) waiting.push(text)
  if (timer) return
  speak()
  timer = setTimeout(() => {
    timer = null
    speak()
  }, batchMs)
}

function speak(): void {
  if (waiting.length === 0) return
  const next = waiting.join('. ')
  waiting = []
  // The same words again would not be read out: a trailing space makes them different.
  spoken = next === spoken ? `${next} ` : next
  for (const listener of listeners) listener()
}

export function readAnnouncement(): string {
  return spoken
}

export function onAnnouncement(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
