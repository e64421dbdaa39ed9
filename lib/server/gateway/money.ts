/** Millionths of a US dollar from a price in dollars; null for what cannot be a price. */
export function toMicros(dollars: unknown): number | null {
  const value = typeof dollars === 'string' && dollars.trim() !== '' ? Number(dollars) : dollars
  if (typeof value !== 'number' || !(value >= 0 && value <= 1_000_000)) return null
  // `toFixed` rounds the number itself, where a multiplication would round a product that is already off.
  return Number(value.toFixed(6).replace('.', ''))
}

/** Whole micros as they come in an estimate. */
export function readMicros(micros: unknown): number | null {
  return typeof micros === 'number' && Number.isSafeInteger(micros) && micros >= 0 ? micros : null
}
