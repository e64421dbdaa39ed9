import { join } from 'node:path'
import { ensureBuilt } from '../build.mjs'
import { addUp, countPlaywright, countStage, countVitest, nothing, type Tally } from './count.ts'
import { ensureBrowser } from './find-browser.ts'
import { runNode } from './run-node.ts'
import { temporaryFolder } from './temporary-folder.ts'

await using reports = await temporaryFolder('reports')
const withBrowser = !process.argv.includes('--no-browser')

const bin = {
  next: 'node_modules/next/dist/bin/next',
  tsc: 'node_modules/typescript/bin/tsc',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
}

async function checkTypes() {
  return countStage(
    (await runNode([bin.next, 'typegen'])) &&
      (await runNode([bin.tsc, '--noEmit', '--incremental', 'false'])),
  )
}

async function checkStyle() {
  return countStage(await runNode([bin.biome, 'check', '--error-on-warnings', '.']))
}

async function runVitest(name: string, ...args: string[]) {
  const file = join(reports.path, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const ok = await runNode([bin.vitest, 'run', ...args, '--no-color', ...reporters])
  return countVitest(file, ok)
}

// The build that `npm start` makes and would use: what has not changed since is not built again.
async function build() {
  ensureBuilt(process.execPath)
  return countStage(true)
}

async function runBrowserTests() {
  const file = join(reports.path, 'browser.json')
  const ok = await runNode([bin.playwright, 'test', '--reporter=line,json'], {
    CHROMIUM_PATH: await ensureBrowser(),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  return countPlaywright(file, ok)
}

let total: Tally = nothing

async function stage(title: string, run: () => Promise<Tally>) {
  console.log(`\n== ${title}`)
  const started = performance.now()
  const tally = await run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    return countStage(false)
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`-- ${title}: ${tally.failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s`)
  total = addUp(total, tally)
  return tally.failed === 0
}

await stage('Types', checkTypes)
await stage('Format, lint and walls', checkStyle)
await stage('House rules', () => runVitest('house', 'lib/house'))
await stage('Unit, domain, contract and route tests', () =>
  runVitest('unit', '--exclude=lib/house.test.ts', '--exclude=lib/house/**'),
)
if (withBrowser) {
  // Without a build there is nothing to open; the failed build has already been counted.
  if (await stage('Production build', build)) await stage('Browser tests', runBrowserTests)
  else console.log('\n== Browser tests: cannot run without the build')
}

console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 && total.tests > 0 ? 0 : 1
