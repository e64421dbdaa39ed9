import { toByteWords, toPixelWords, toTookWords } from '#components/image/image-words.ts'
import { toDateAndTime } from '#lib/shared/days.ts'
import type { Image } from '#lib/shared/image.ts'
import { findModel } from '#lib/shared/model.ts'
import { formatMicros } from '#lib/shared/money.ts'

export type Fact = {
  name: string
  value: string
  /** Set in fixed width and offered for copying: numbers and ids that are used elsewhere. */
  isCode?: boolean
  /** Not what was asked for. */
  isOff?: boolean
}

/** What is known about a picture, in the order people ask for it; what nobody knows is left out. */
export function toFacts(image: Image, timeZone: string): Fact[] {
  const isOff = image.asked.width !== image.width || image.asked.height !== image.height
  const facts: (Fact | null)[] = [
    { name: 'Size', value: toPixelWords(image), isOff },
    isOff ? { name: 'Asked for', value: toPixelWords(image.asked) } : null,
    { name: 'Seed', value: String(image.seed), isCode: true },
    { name: 'Model', value: findModel(image.model)?.label ?? image.model },
    image.executedModel && image.executedModel !== image.model
      ? { name: 'Ran as', value: image.executedModel }
      : null,
    image.provider ? { name: 'Provider', value: image.provider } : null,
    image.costMicros === null ? null : { name: 'Cost', value: formatMicros(image.costMicros) },
    image.durationMs === null ? null : { name: 'Took', value: toTookWords(image.durationMs) },
    { name: 'Made', value: toDateAndTime(image.createdAt, timeZone) },
    { name: 'File', value: `${image.format.toUpperCase()}, ${toByteWords(image.sizeBytes)}` },
    image.requestId ? { name: 'Request', value: image.requestId, isCode: true } : null,
  ]
  return facts.filter((fact) => fact !== null)
}
