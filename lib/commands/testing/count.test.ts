import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addUp, countPlaywright, countStage, countVitest, nothing } from './count.ts'
import { temporaryFolder } from './temporary-folder.ts'

async function tally(count: typeof countVitest, content: object, exitedWell: boolean) {
  await using folder = await temporaryFolder('count')
  const file = join(folder.path, 'report.json')
  await writeFile(file, JSON.stringify(content))
  return count(file, exitedWell)
}

test('a skipped test of vitest counts as one that has not passed', async () => {
  const testResults = [{ status: 'passed', assertionResults: [{}, {}, {}] }]
  const report = { numPassedTests: 2, numTotalTests: 3, testResults }

  expect(await tally(countVitest, report, true)).toEqual({ passed: 2, failed: 1, tests: 3 })
})

test('a test file that cannot be loaded is a failure, although none of its tests failed', async () => {
  const report = {
    numPassedTests: 1,
    numTotalTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  }

  expect(await tally(countVitest, report, false)).toEqual({ passed: 1, failed: 1, tests: 1 })
})

test('a runner that ends badly after tests that all passed has failed', async () => {
  const testResults = [{ status: 'passed', assertionResults: [{}] }]
  const report = { numPassedTests: 1, numTotalTests: 1, testResults }

  expect(await tally(countVitest, report, false)).toEqual({ passed: 1, failed: 1, tests: 1 })
})

test('a report that was never written is a failure', () => {
  expect(countVitest('/nowhere/report.json', true)).toEqual(countStage(false))
  expect(countPlaywright('/nowhere/report.json', true)).toEqual(countStage(false))
})

test('a browser test that needed a second try, or did not run, has not passed', async () => {
  const report = { errors: [], stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 } }

  expect(await tally(countPlaywright, report, false)).toEqual({ passed: 4, failed: 3, tests: 7 })
})

test('stages without tests add to the sum, but do not count as tests that ran', () => {
  expect(addUp(addUp(nothing, countStage(true)), countStage(false))).toEqual({
    passed: 1,
    failed: 1,
    tests: 0,
  })
})
