const formats = new Map<string, Intl.DateTimeFormat>()

function format(name: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${timeZone}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone })
  formats.set(key, known)
  return known
}

/** The calendar day of a moment in a time zone, as `2026-11-23`: days are the same when these are. */
export function toDay(at: string | number, timeZone: string): string {
  const parts = format('day', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' })
    .format(new Date(at))
    .split('/')
  return parts.reverse().join('-')
}

/** `Today`, `Yesterday`, `21 November`, and the year where it is not this one. */
export function toDayWords(day: string, today: string): string {
  if (day === today) return 'Today'
  const noon = Date.parse(`${day}T12:00:00Z`)
  if (toDay(Date.parse(`${today}T12:00:00Z`) - 86_400_000, 'UTC') === day) return 'Yesterday'
  const isThisYear = day.slice(0, 4) === today.slice(0, 4)
  return isThisYear
    ? format('short', 'UTC', { day: 'numeric', month: 'long' }).format(noon)
    : format('long', 'UTC', { day: 'numeric', month: 'long', year: 'numeric' }).format(noon)
}

/** `14:32`. */
export function toTimeOfDay(at: string, timeZone: string): string {
  return format('time', timeZone, { hour: '2-digit', minute: '2-digit' }).format(new Date(at))
}

/** `23 November 2026, 14:32`. */
export function toDateAndTime(at: string, timeZone: string): string {
  return `${format('date', timeZone, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at))}, ${toTimeOfDay(at, timeZone)}`
}

/** Neighbours of one day together, in the order they come. */
export function groupByDay<Item>(
  items: readonly Item[],
  dayOf: (item: Item) => string,
): { day: string; items: Item[] }[] {
  const groups: { day: string; items: Item[] }[] = []
  for (const item of items) {
    const day = dayOf(item)
    const last = groups.at(-1)
    if (last?.day === day) last.items.push(item)
    else groups.push({ day, items: [item] })
  }
  return groups
}
