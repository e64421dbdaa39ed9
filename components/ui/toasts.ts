export type Toast = {
  id: number
  text: string
  tone: 'plain' | 'danger'
  action: { label: string; onPress: () => void } | null
}

type ToastWish = { text: string; tone?: Toast['tone']; action?: Toast['action'] }

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says what happened, with at most one thing to do about it. More than three at once push the oldest out. */
export function showToast(wish: ToastWish): number {
  lastId += 1
  const toast = { id: lastId, text: wish.text, tone: wish.tone ?? 'plain', action: wish.action ?? null }
  set([...toasts, toast].slice(-3))
  return toast.id
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id))
}

export function readToasts(): readonly Toast[] {
  return toasts
}

export function onToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
