import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { listFiles, readText, root } from './source-files.ts'

const docs = listFiles().filter((file) => file.endsWith('.md'))

test('every path named in the docs exists', () => {
  const ours = /^(app|components|lib|e2e|bench|docs|public|\.ci)\/[\w./()[\]@-]+$/
  const missing = docs.flatMap((doc) => {
    const quoted = [...readText(doc).matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? '')
    return quoted
      .filter((path) => ours.test(path) && !existsSync(join(root, path)))
      .map((path) => `${doc}: ${path}`)
  })

  expect(missing).toEqual([])
})

test('every link in the docs leads somewhere', () => {
  const broken = docs.flatMap((doc) => {
    const links = [...readText(doc).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '')
    const local = links.filter((link) => !/^[a-z]+:/.test(link))
    return local
      .filter((link) => !existsSync(join(root, dirname(doc), link)))
      .map((link) => `${doc}: ${link}`)
  })

  expect(broken).toEqual([])
})

test('every command named in the docs is one of package.json', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readText('package.json'))
  const unknown = docs.flatMap((doc) => {
    const named = [...readText(doc).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '')
    return named.filter((name) => !(name in scripts)).map((name) => `${doc}: npm run ${name}`)
  })

  expect(unknown).toEqual([])
})

test('.env.example and docs/operations.md name exactly the variables that are read', () => {
  const sources = ['lib/server/config.ts', 'lib/server/courier/secrets.ts'].filter((file) =>
    existsSync(join(root, file)),
  )
  const variable = /\b((?:STUDIO|LUMENFALL)_[A-Z_]+|HOST|PORT)\b/g
  const read = new Set(sources.flatMap((file) => readText(file).match(variable) ?? []))
  // Told by the supervisor to the processes it starts, and by tests to a courier that is to die; nobody else sets them.
  for (const name of ['STUDIO_GATEWAY', 'STUDIO_TEST_HOOKS', 'STUDIO_KILL_AT']) read.delete(name)
  const listed = new Set(readText('.env.example').match(/(?<=^#? ?)[A-Z_]+(?==)/gm) ?? [])
  const explained = readText('docs/operations.md')

  expect([...listed].sort()).toEqual([...read].sort())
  expect([...read].filter((name) => !explained.includes(`\`${name}\``))).toEqual([])
})
