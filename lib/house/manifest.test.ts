import { expect, test } from 'vitest'
import { listFiles, readText } from './source-files.ts'

const manifest: {
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  optionalDependencies: Record<string, string>
} = JSON.parse(readText('package.json'))
const packages = {
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
}

test('every dependency is named with one exact version', () => {
  const loose = Object.entries(packages).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))

  expect(loose).toEqual([])
})

test('every dependency has a line that says why it was not written here', () => {
  const reasons = readText('docs/decisions/0001-dependencies.md')

  expect(Object.keys(packages).filter((name) => !reasons.includes(`\`${name}\``))).toEqual([])
})

test('every dependency is used', () => {
  const texts = listFiles()
    .filter((file) => /\.(tsx?|mjs|css)$/.test(file) && !file.startsWith('lib/house/'))
    .map(readText)
    .join('\n')
  // Types are used by being there; the pinned Node is found by its folder; fonts are named by their family.
  const byName = Object.keys(packages).filter((name) => !/^(@types|@fontsource)\/|^node-/.test(name))

  expect(byName.filter((name) => !texts.includes(name))).toEqual([])
})

test('the lockfile works with every registry: it names packages and their hashes, not where they came from', () => {
  const lock: { packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }> } =
    JSON.parse(readText('package-lock.json'))
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '')

  expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([])
  expect(entries.filter(([, entry]) => !entry.integrity).map(([path]) => path)).toEqual([])
  expect(readText('.npmrc')).not.toMatch(/registry=|_auth|\/\//)
})

test('no package runs a script of its own when it is installed', () => {
  const lock: { packages: Record<string, { hasInstallScript?: boolean }> } = JSON.parse(
    readText('package-lock.json'),
  )
  const scripted = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript)

  expect(scripted.map(([path]) => path)).toEqual([])
})

test('every npm command runs a file that exists', () => {
  const files = listFiles()
  const named = Object.values(manifest.scripts).flatMap(
    (script) => script.match(/[\w./-]+\.(ts|mjs)\b/g) ?? [],
  )

  expect(named.filter((file) => !files.includes(file))).toEqual([])
})

test('no file knows the machine it was written on', () => {
  const machine = /(?<![\w.:-])\/(home|root|Users|work|tmp)\/[\w-]+/
  const texts = listFiles().filter((file) => !/\.(png|jpe?g|webp|ico|woff2?)$/.test(file))

  expect(texts.filter((file) => machine.test(readText(file)) && !file.startsWith('lib/house/'))).toEqual([])
})
