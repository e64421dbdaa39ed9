/** A signal that ends with another one or after a time, and knows which it was. */
export type Deadline = Disposable & { signal: AbortSignal; hasPassed(): boolean }

export function startDeadline(parent: AbortSignal, afterMs: number): Deadline {
  const controller = new AbortController()
  let passed = false
  const timer = setTimeout(() => {
    passed = true
    controller.abort(new DOMException('The deadline has passed.', 'TimeoutError'))
  }, afterMs)
  const follow = () => controller.abort(parent.reason)
  if (parent.aborted) follow()
  else parent.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    hasPassed: () => passed,
    [Symbol.dispose]() {
      clearTimeout(timer)
      parent.removeEventListener('abort', follow)
    },
  }
}
