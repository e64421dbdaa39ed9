/** How a courier is told to end. */
export type Signals = {
  /** No new work, and no waiting for what may take long and can be gone on with later. */
  readonly draining: AbortSignal
  /** Nothing is waited for any more, calls in flight included. */
  readonly halted: AbortSignal
}
