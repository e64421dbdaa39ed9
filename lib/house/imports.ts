import { posix } from 'node:path'

const importForms = [
  /^\s*(?:import|export)\s[^'"`;]*?\sfrom\s+'([^']+)'/gm,
  /^\s*import\s+'([^']+)'/gm,
  /\bimport\(\s*'([^']+)'/g,
]

/** What a file imports: paths of this project as they lie in it, packages as `npm:name`, Node's own as `node:name`. */
export function listImports(file: string, text: string): string[] {
  const specifiers = importForms.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] ?? ''))
  return [...new Set(specifiers)].map((specifier) => resolveImport(file, specifier))
}

function resolveImport(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier)
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (specifier.startsWith('node:')) return specifier
  const parts = specifier.split('/')
  return `npm:${specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]}`
}
