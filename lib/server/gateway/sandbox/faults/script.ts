/** Rules that say which call goes wrong, and how. */
import * as z from 'zod/mini'
import { createRandom } from '../random.ts'
import { type Fault, type Target, targets } from './fault.ts'
import { faultNames, faultTable } from './fault-table.ts'

export const FaultRule = z.strictObject({
  fault: z.enum(faultNames),
  match: z.optional(
    z.strictObject({
      /** The nth call since the script was set, from 1, counted for each target by itself. */
      nth: z.optional(z.int().check(z.gte(1))),
      model: z.optional(z.string()),
      /** Part of the prompt. */
      prompt: z.optional(z.string()),
      endpoint: z.optional(z.enum(['generations', 'edits'])),
    }),
  ),
  /** How many calls; all of them when absent. */
  times: z.optional(z.int().check(z.gte(1))),
  /** Of each matching call, by a chance that comes out the same each time. */
  probability: z.optional(z.number().check(z.gte(0), z.lte(1))),
  ms: z.optional(z.number().check(z.gte(0))),
  url: z.optional(z.string()),
  bytesPerSecond: z.optional(z.number().check(z.gt(0))),
  retryAfter: z.optional(z.string()),
})
export type FaultRule = z.infer<typeof FaultRule>

export const FaultScript = z.array(FaultRule)

/** What is known of a call once its body was read. */
export type CallFacts = { model: string; prompt: string; endpoint: 'generations' | 'edits' }

export type Script = ReturnType<typeof createScript>

export function createScript() {
  let rules: { rule: FaultRule; fault: Fault; left: number }[] = []
  let counts = startCounts()
  let random = createRandom('script')

  const take = (matches: (rule: FaultRule, fault: Fault) => boolean): Fault | null => {
    const found = rules.find(
      ({ rule, fault, left }) =>
        left > 0 &&
        matches(rule, fault) &&
        (rule.probability === undefined || random.chance(rule.probability)),
    )
    if (!found) return null
    found.left--
    return found.fault
  }

  return {
    set(script: readonly FaultRule[]): void {
      rules = script.map((rule) => ({
        rule,
        fault: faultTable[rule.fault](rule),
        left: rule.times ?? Number.POSITIVE_INFINITY,
      }))
      counts = startCounts()
      random = createRandom('script')
    },

    /** Counts a request; what is asked of it in `match` can be decided now or once its body was read. */
    arrive(target: Target) {
      counts[target]++
      const nth = counts[target]
      const isDue = (rule: FaultRule, fault: Fault) =>
        (fault.on ?? 'images') === target && (rule.match?.nth === undefined || rule.match.nth === nth)
      return {
        /** Faults that strike before the body is read, by rules that do not ask about it. */
        early: () => take((rule, fault) => isDue(rule, fault) && strikesEarly(rule, fault)),
        late: (facts: CallFacts | null) => take((rule, fault) => isDue(rule, fault) && suits(rule, facts)),
      }
    },
  }
}

function startCounts(): Record<Target, number> {
  return Object.fromEntries(targets.map((target) => [target, 0])) as Record<Target, number>
}

function strikesEarly({ match }: FaultRule, fault: Fault): boolean {
  const blind = match?.model === undefined && match?.prompt === undefined && match?.endpoint === undefined
  return blind && fault.breaks?.at === 'arrived'
}

function suits({ match }: FaultRule, facts: CallFacts | null): boolean {
  if (!match) return true
  const { model, prompt, endpoint } = match
  return (
    (model === undefined || facts?.model === model) &&
    (prompt === undefined || Boolean(facts?.prompt.includes(prompt))) &&
    (endpoint === undefined || facts?.endpoint === endpoint)
  )
}
