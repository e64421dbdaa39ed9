import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Every file of the project that git knows or would take, with `/` between folders. */
export function listFiles(): string[] {
  const output = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
  // A file that has been deleted but not yet committed is still listed.
  return [...new Set(output.split('\0'))].filter((file) => file !== '' && existsSync(join(root, file)))
}

export function readText(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

export function isSource(file: string): boolean {
  return /\.(ts|tsx|mjs)$/.test(file)
}

export function isTest(file: string): boolean {
  return /\.(test|spec)\.tsx?$/.test(file) || isForTests(file)
}

/** What only tests use: `testing.ts`, or everything in a folder of that name; and the browser tests. */
export function isForTests(file: string): boolean {
  return /^lib\/server\/(.+\/)?testing(\/|\.ts$)/.test(file) || file.startsWith('e2e/')
}
