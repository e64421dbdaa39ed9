/**
 * Who may import what. The first layer whose `files` fit a file is its layer; everything not named in `may` is
 * forbidden. Imports are resolved first, so `../store/store.ts` and `#lib/server/store/store.ts` are the same.
 */
export type Layer = { name: string; files: RegExp; may: RegExp[] }

const shared = /^lib\/shared\//
const browserPackages =
  /^npm:(react|react-dom|next|@tanstack\/react-query|@tanstack\/react-virtual|lucide-react|zod)$/

// Interfaces and facts that the domain may name; what implements them is chosen where an App is made.
const ports =
  /^lib\/server\/(app|access|config|clock|ids|log|store\/store|blobs\/blobs|gateway\/gateway|imaging\/imaging|courier\/courier-client)\.ts$/
const domain = /^lib\/server\/(generations|images|studio)\//
const adapters = /^lib\/server\/(store|blobs|gateway|imaging)\//
const foundations = /^lib\/server\/[a-z-]+\.ts$/
const harmlessNode = /^node:(crypto|stream|stream\/promises|path|util|timers\/promises|events|buffer)$/

export const layers: readonly Layer[] = [
  { name: 'shared', files: shared, may: [shared, /^npm:zod$/] },
  {
    name: 'client',
    files: /^lib\/client\//,
    may: [/^lib\/client\//, shared, browserPackages],
  },
  {
    name: 'ui',
    files: /^components\/ui\//,
    may: [/^components\/ui\//, /^npm:(react|react-dom|lucide-react)$/],
  },
  // What shows one picture, and the large view of it, are parts that studio and gallery both place.
  {
    name: 'image parts',
    files: /^components\/image\//,
    may: [/^components\/(ui|image)\//, /^lib\/client\//, shared, browserPackages, /^npm:(thumbhash)$/],
  },
  {
    name: 'viewer',
    files: /^components\/viewer\//,
    may: [/^components\/(ui|image|viewer)\//, /^lib\/client\//, shared, browserPackages],
  },
  ...['studio', 'gallery', 'shell'].map((area) => ({
    name: area,
    files: new RegExp(`^components/${area}/`),
    may: [
      /^components\/(ui|image|viewer)\//,
      new RegExp(`^components/${area}/`),
      /^lib\/client\//,
      shared,
      browserPackages,
    ],
  })),
  {
    name: 'providers',
    files: /^components\/[a-z-]+\.tsx?$/,
    may: [/^components\//, /^lib\/client\//, shared, browserPackages],
  },
  {
    name: 'routes',
    files: /^app\/api\//,
    may: [/^lib\/server\/http\//, domain, shared, /^npm:zod$/],
  },
  {
    name: 'pages',
    files: /^app\//,
    may: [
      /^app\//,
      /^components\//,
      /^lib\/client\//,
      /^lib\/server\/http\//,
      domain,
      shared,
      /^npm:(react|next|@tanstack\/react-query|server-only|@fontsource-variable\/inter)$/,
    ],
  },
  {
    name: 'domain',
    files: domain,
    may: [domain, ports, shared, harmlessNode, /^npm:(zod|server-only)$/],
  },
  {
    name: 'http',
    files: /^lib\/server\/http\//,
    may: [
      /^lib\/server\/http\//,
      /^lib\/server\/current-app\.ts$/,
      ports,
      domain,
      shared,
      /^node:/,
      /^npm:(next|react|zod|server-only)$/,
    ],
  },
  {
    name: 'adapters',
    files: adapters,
    may: [adapters, foundations, ports, shared, /^node:/, /^npm:(?!next$|react$|react-dom$|@tanstack\/)/],
  },
  {
    name: 'courier',
    files: /^lib\/server\/courier\//,
    may: [
      /^lib\/server\/courier\//,
      adapters,
      domain,
      foundations,
      shared,
      /^node:/,
      /^npm:(zod|pino|undici|server-only)$/,
    ],
  },
  {
    name: 'supervisor',
    files: /^lib\/server\/supervisor\//,
    may: [
      /^lib\/server\/supervisor\//,
      /^lib\/server\/courier\/[a-z-]*(socket|secrets)[a-z-]*\.ts$/,
      /^lib\/server\/store\/open-[a-z-]+\.ts$/,
      foundations,
      shared,
      /^node:/,
      /^npm:(zod|server-only)$/,
    ],
  },
  {
    name: 'verify',
    files: /^lib\/server\/verify\//,
    may: [/^lib\/server\/verify\//, adapters, foundations, shared, /^node:/, /^npm:(zod|server-only)$/],
  },
]

/** What a file imports against its layer; empty for files that belong to none, such as commands and tests. */
export function listForbidden(file: string, imports: readonly string[]): string[] {
  const layer = layers.find(({ files }) => files.test(file))
  if (!layer) return []
  return imports.filter((target) => !layer.may.some((allowed) => allowed.test(target)))
}

/** Folders of the domain that need each other in a circle, as `a → b → a`. */
export function listCycles(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const cycles: string[] = []
  const visit = (folder: string, path: string[]) => {
    if (path.includes(folder)) {
      cycles.push([...path.slice(path.indexOf(folder)), folder].join(' → '))
      return
    }
    for (const next of edges.get(folder) ?? []) visit(next, [...path, folder])
  }
  for (const folder of edges.keys()) visit(folder, [])
  return cycles
}
