/** One number that was promised, and what it is on this machine. */
export type Measure = {
  name: string
  unit: 'ms' | 'MB' | 'KB' | 'KiB' | '' | '×'
  /** `most`: the measured value may not be greater; `least`: not smaller. */
  target: { most: number } | { least: number } | null
  measured: number
}

export function isReached({ target, measured }: Measure): boolean {
  if (target === null) return true
  return 'most' in target ? measured <= target.most : measured >= target.least
}

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** The smallest value that as many percent of all values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN
}

export function printTable(measures: readonly Measure[]): void {
  const rows = measures.map((measure) => [
    measure.name,
    toTargetWords(measure),
    toWords(measure.measured, measure.unit),
    measure.target === null ? '' : isReached(measure) ? 'reached' : 'MISSED',
  ])
  const all = [['measure', 'promised', 'measured', ''], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  for (const row of all) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  }
}

function toTargetWords({ target, unit }: Measure): string {
  if (target === null) return '–'
  return 'most' in target ? `≤ ${toWords(target.most, unit)}` : `≥ ${toWords(target.least, unit)}`
}

function toWords(value: number, unit: Measure['unit']): string {
  const digits = value !== 0 && Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : 0
  return `${value.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`
}
