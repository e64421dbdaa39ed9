import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'

/** `tests` are those of a test runner: a run in which none took place proves nothing. */
export type Tally = { passed: number; failed: number; tests: number }

export const nothing: Tally = { passed: 0, failed: 0, tests: 0 }

export function addUp(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, tests: a.tests + b.tests }
}

/** A stage without tests of its own counts as one. */
export function countStage(ok: boolean): Tally {
  return ok ? { passed: 1, failed: 0, tests: 0 } : { passed: 0, failed: 1, tests: 0 }
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numTotalTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

export function countVitest(file: string, exitedWell: boolean): Tally {
  const report = readReport(VitestReport, file)
  if (!report) return countStage(false)
  // A file that could not even be loaded has no tests to fail.
  const broken = report.testResults.filter(
    (result) => result.status === 'failed' && !result.assertionResults.length,
  )
  const notPassed = report.numTotalTests - report.numPassedTests + broken.length
  return blame({ passed: report.numPassedTests, failed: notPassed, tests: report.numTotalTests }, exitedWell)
}

const PlaywrightReport = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
})

export function countPlaywright(file: string, exitedWell: boolean): Tally {
  const report = readReport(PlaywrightReport, file)
  if (!report) return countStage(false)
  const { expected, unexpected, flaky, skipped } = report.stats
  // A test that passed at the second try, or was left out, has not passed.
  const notPassed = unexpected + flaky + skipped
  const failed = notPassed + report.errors.length
  return blame({ passed: expected, failed, tests: expected + notPassed }, exitedWell)
}

// A runner that ends badly with nothing to show for it (an error outside any test) has failed all the same.
function blame(tally: Tally, exitedWell: boolean): Tally {
  return exitedWell || tally.failed > 0 ? tally : { ...tally, failed: 1 }
}

function readReport<T extends z.ZodMiniType>(schema: T, file: string): z.infer<T> | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
