import { expect, test } from 'vitest'
import { listImports } from './house/imports.ts'
import { listCycles, listForbidden } from './house/layers.ts'
import { isForTests, isSource, isTest, listFiles, readText } from './house/source-files.ts'

const files = listFiles()
const sources = files.filter(isSource)
const production = sources.filter((file) => !isTest(file))
const house = /^lib\/house(\/|\.)/

function withMatch(list: readonly string[], pattern: RegExp): string[] {
  return list.filter((file) => !house.test(file) && pattern.test(readText(file)))
}

test('the top level holds only what the house has', () => {
  const folders = 'app components lib public e2e docs bench .ci'.split(' ')
  const single = (
    'README.md CONTRIBUTING.md LICENSE package.json package-lock.json tsconfig.json next.config.ts tailwind.config.ts ' +
    'postcss.config.mjs biome.json vitest.config.ts playwright.config.ts instrumentation.ts proxy.ts ' +
    '.editorconfig .env.example .gitignore .npmrc .nvmrc'
  ).split(' ')
  const top = new Set(files.map((file) => (file.includes('/') ? `${file.split('/')[0]}/` : file)))

  expect(
    [...top].filter((entry) => ![...folders.map((name) => `${name}/`), ...single].includes(entry)),
  ).toEqual([])
})

test('no file is named for being miscellaneous', () => {
  const vague =
    /\/(utils?|helpers?|misc|common|types|constants|index|manager|service|handler|data|info)\.[a-z]+$/

  expect(files.filter((file) => vague.test(`/${file}`))).toEqual([])
})

test('imports go down the layers and never up', () => {
  const found = production.flatMap((file) =>
    listForbidden(file, listImports(file, readText(file))).map((target) => `${file} imports ${target}`),
  )

  expect(found).toEqual([])
})

test('the folders of the domain do not need each other in a circle', () => {
  const folderOf = (path: string) =>
    /^lib\/server\/(generations|images|studio|auth|shares|teams)\//.exec(path)?.[1]
  const edges = new Map<string, Set<string>>()
  for (const file of production) {
    const from = folderOf(file)
    if (!from) continue
    const targets = listImports(file, readText(file)).map(folderOf)
    for (const to of targets) if (to && to !== from) edges.set(from, (edges.get(from) ?? new Set()).add(to))
  }

  expect(listCycles(edges)).toEqual([])
})

test('only tests use what is made for tests', () => {
  const users = production.filter((file) => listImports(file, readText(file)).some(isForTests))

  expect(users.filter((file) => !file.startsWith('bench/'))).toEqual([])
})

test('every endpoint is declared with route()', () => {
  const endpoints = files.filter((file) => file.startsWith('app/') && file.endsWith('/route.ts'))
  const bare =
    /export (async )?function|export const (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b(?! = route\()|export \{/

  expect(withMatch(endpoints, bare)).toEqual([])
})

test('every file that touches a secret or the machine’s environment says server-only', () => {
  const reads = /process\.env|from 'openai'|\/secrets\.ts'/
  const server = production.filter((file) => file.startsWith('lib/server/'))

  expect(withMatch(server, reads).filter((file) => !/^import 'server-only'$/m.test(readText(file)))).toEqual(
    [],
  )
})

test('the environment is read in one place, and the key in another', () => {
  const readers = withMatch(production, /process\.env\b/).filter((file) =>
    /^(app|components|lib\/(?!commands))/.test(file),
  )
  // The supervisor hands the environment on to the processes it starts.
  const allowed = ['lib/server/config.ts', 'lib/server/courier/secrets.ts', 'lib/server/supervisor/main.ts']

  expect(readers.filter((file) => !allowed.includes(file))).toEqual([])
})

test('no test replaces our own modules', () => {
  expect(withMatch(sources.filter(isTest), /vi\.(mock|doMock)\(/)).toEqual([])
})

test('no test is left out, and none waits for the clock', () => {
  const tests = sources.filter(isTest)

  expect(withMatch(tests, /\b(test|it|describe)\.(skip|only|todo|fixme|runIf|skipIf)\b/)).toEqual([])
  expect(
    withMatch(tests, /waitForTimeout|await (sleep|delay|setTimeout)\(|=> setTimeout\((resolve|done|r),/),
  ).toEqual([])
})

test('nothing is silenced and nothing is left for later', () => {
  expect(withMatch(sources, /biome-ignore|eslint-disable|@ts-(ignore|expect-error|nocheck)/)).toEqual([])
  expect(withMatch(sources, /\bas unknown as\b|\bas any\b|: any\b|<any>/)).toEqual([])
  expect(
    withMatch(
      files.filter((file) => !file.endsWith('.json')),
      /\b(TODO|FIXME|XXX)\b/,
    ),
  ).toEqual([])
})
