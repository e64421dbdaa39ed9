import { expect, test } from 'vitest'
import { listImports } from './imports.ts'

test('every way to import is seen, and resolved to what it names', () => {
  const text = [
    "import 'server-only'",
    "import type { A } from './a.ts'",
    'import {',
    '  b,',
    "} from '../store/b.ts'",
    "export { c } from '#lib/shared/c.ts'",
    "import { useQuery } from '@tanstack/react-query'",
    "import Link from 'next/link'",
    "import { readFile } from 'node:fs/promises'",
    "const d = await import('#components/d.tsx')",
  ].join('\n')

  expect(listImports('lib/server/images/images.ts', text).sort()).toEqual([
    'components/d.tsx',
    'lib/server/images/a.ts',
    'lib/server/store/b.ts',
    'lib/shared/c.ts',
    'node:fs/promises',
    'npm:@tanstack/react-query',
    'npm:next',
    'npm:server-only',
  ])
})

test('words about importing in a sentence are not imports', () => {
  expect(listImports('a.ts', "// We import nothing from 'there'\nconst text = \"from 'here'\"")).toEqual([])
})
