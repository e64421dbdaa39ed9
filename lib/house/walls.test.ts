import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from './source-files.ts'

// The linter's walls are tried with deliberate violations: a wall nobody has run into may not be there.
const violations: [file: string, code: string, rule: string][] = [
  ['lib/shared/a.ts', "import { useState } from 'react'\nexport const a = useState", 'noRestrictedImports'],
  ['lib/shared/b.ts', "import * as z from 'zod'\nexport const b = z.string()", 'noRestrictedImports'],
  ['lib/shared/c.ts', "import { c } from '../server/c.ts'\nexport const d = c", 'noRestrictedImports'],
  ['lib/client/a.ts', "import { a } from '#lib/server/app.ts'\nexport const b = a", 'noRestrictedImports'],
  ['lib/client/b.ts', "import type { a } from '../server/app.ts'\nexport type b = a", 'noRestrictedImports'],
  [
    'lib/client/c.ts',
    "import { readFile } from 'node:fs/promises'\nexport const c = readFile",
    'noRestrictedImports',
  ],
  ['lib/client/d.ts', "import * as z from 'zod'\nexport const d = z.string()", 'noRestrictedImports'],
  ['lib/client/e.ts', "export const e = () => fetch('/api/images')", 'noRestrictedGlobals'],
  ['components/studio/a.tsx', "import OpenAI from 'openai'\nexport const a = OpenAI", 'noRestrictedImports'],
  [
    'components/ui/a.tsx',
    "import { a } from '#lib/shared/image.ts'\nexport const b = a",
    'noRestrictedImports',
  ],
  ['components/ui/b.tsx', "import { a } from '../studio/a.tsx'\nexport const b = a", 'noRestrictedImports'],
  [
    'app/page.tsx',
    "import { a } from '#lib/server/store/store.ts'\nexport const b = a",
    'noRestrictedImports',
  ],
  ['app/b/page.tsx', "import { z } from 'zod'\nexport const b = z", 'noRestrictedImports'],
  [
    'app/api/a/route.ts',
    "import { a } from '#lib/server/courier/b.ts'\nexport const GET = a",
    'noRestrictedImports',
  ],
  ['app/api/b/route.ts', "import { a } from 'node:fs'\nexport const GET = a", 'noRestrictedImports'],
  [
    'lib/server/images/a.ts',
    "import { cookies } from 'next/headers'\nexport const a = cookies",
    'noRestrictedImports',
  ],
  ['lib/server/images/b.ts', "import sharp from 'sharp'\nexport const b = sharp", 'noRestrictedImports'],
  [
    'lib/server/images/c.ts',
    "import { c } from '../store/image-rows.ts'\nexport const d = c",
    'noRestrictedImports',
  ],
  ['lib/server/store/a.ts', "import { a } from 'next/server'\nexport const b = a", 'noRestrictedImports'],
  [
    'lib/server/courier/a.ts',
    "import { a } from '../http/route.ts'\nexport const b = a",
    'noRestrictedImports',
  ],
  ['lib/server/images/d.ts', 'export const d = process.env.HOME', 'noProcessEnv'],
  ['lib/server/images/e.ts', "export const e = () => fetch('http://example.org')", 'noRestrictedGlobals'],
  ['lib/server/images/f.ts', 'export default 1', 'noDefaultExport'],
  ['lib/server/images/g.ts', "console.log('here')", 'noConsole'],
  ['lib/server/images/h.ts', 'export enum H { A }', 'noEnum'],
  ['lib/server/images/i.ts', 'export const i = (value: any) => value', 'noExplicitAny'],
  ['lib/server/images/j.ts', 'export const j = (a: 1, b: 1, c: 1, d: 1) => a + b + c + d', 'useMaxParams'],
  ['lib/server/images/k.ts', "export * from './a.ts'", 'noReExportAll'],
  ['lib/server/images/l.ts', lines(301), 'noExcessiveLinesPerFile'],
  ['lib/server/images/m.ts', `export function m() {\n${lines(41)}\n}`, 'noExcessiveLinesPerFunction'],
  ['lib/server/images/n.ts', "import { a } from './a'\nexport const n = a", 'useImportExtensions'],
  [
    'lib/server/images/o.ts',
    'async function o() {}\nexport const p = () => {\n  o()\n}',
    'noFloatingPromises',
  ],
  ['lib/server/images/CamelCase.ts', 'export const q = 1', 'useFilenamingConvention'],
  ['components/studio/b.tsx', lines(161), 'noExcessiveLinesPerFile'],
  ['app/c/page.tsx', lines(81), 'noExcessiveLinesPerFile'],
  ['app/api/c/route.ts', lines(31), 'noExcessiveLinesPerFile'],
  ['e2e/a.spec.ts', "test.only('a', () => {})", 'noFocusedTests'],
]

const accepted: [file: string, code: string][] = [
  [
    'lib/shared/ok.ts',
    "import * as z from 'zod/mini'\nimport { a } from './a.ts'\nexport const b = z.literal(a)",
  ],
  ['lib/client/api.ts', "export const e = () => fetch('/api/images')"],
  ['lib/server/config.ts', 'export const home = process.env.HOME'],
  ['lib/server/images/ok.ts', "import { randomUUID } from 'node:crypto'\nexport const id = randomUUID"],
  ['app/ok/page.tsx', 'export default function OkPage() {\n  return null\n}'],
  ['lib/commands/ok.ts', "console.log('Ready')"],
]

let folder: string
let found: Map<string, Set<string>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-walls-'))
  for (const name of ['biome.json', 'package.json', 'tsconfig.json'])
    await cp(join(root, name), join(folder, name))
  for (const [file, code] of [...violations, ...accepted]) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), `${code}\n`)
  }
  found = await lint(folder)
})

afterAll(() => rm(folder, { recursive: true }))

test.each(violations)('%s is refused', (file, _code, rule) => {
  expect([...(found.get(file) ?? [])]).toContain(rule)
})

test.each(accepted)('%s is accepted', (file) => {
  expect([...(found.get(file) ?? [])]).toEqual([])
})

function lint(cwd: string): Promise<Map<string, Set<string>>> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const args = [biome, 'lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '.']
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 16 * 1024 * 1024 }, (_error, stdout) => {
      const rules = new Map<string, Set<string>>()
      for (const [, rule = '', path = ''] of stdout.matchAll(/title=lint\/\w+\/(\w+),file=([^,]+),/g)) {
        const file = path.replace(`${cwd}/`, '')
        rules.set(file, (rules.get(file) ?? new Set()).add(rule))
      }
      resolve(rules)
    })
  })
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, line) => `export const line${line} = ${line}`).join('\n')
}
