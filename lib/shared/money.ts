/** Millionths of a US dollar as people read money: cents, and finer only where cents would say nothing. */
export function formatMicros(micros: number): string {
  const dollars = micros / 1_000_000
  const digits = dollars !== 0 && Math.abs(dollars) < 0.1 ? 3 : 2
  return dollars.toLocaleString('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  })
}
