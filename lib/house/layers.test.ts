import { expect, test } from 'vitest'
import { listCycles, listForbidden } from './layers.ts'

const violations: [string, string][] = [
  ['lib/shared/image.ts', 'npm:react'],
  ['lib/shared/image.ts', 'node:fs'],
  ['lib/client/api.ts', 'lib/server/config.ts'],
  ['lib/client/live.ts', 'components/ui/button.tsx'],
  ['components/ui/button.tsx', 'lib/shared/image.ts'],
  ['components/ui/button.tsx', 'components/studio/composer.tsx'],
  ['components/studio/composer.tsx', 'components/gallery/gallery-grid.tsx'],
  ['components/viewer/viewer.tsx', 'components/studio/composer.tsx'],
  ['components/studio/composer.tsx', 'lib/server/generations/generations.ts'],
  ['app/(studio)/page.tsx', 'lib/server/store/store.ts'],
  ['app/api/generations/route.ts', 'lib/server/store/store.ts'],
  ['app/api/generations/route.ts', 'node:fs'],
  ['lib/server/generations/generations.ts', 'lib/server/store/generation-rows.ts'],
  ['lib/server/generations/generations.ts', 'lib/server/http/route.ts'],
  ['lib/server/images/images.ts', 'node:fs/promises'],
  ['lib/server/images/images.ts', 'npm:sharp'],
  ['lib/server/store/store.ts', 'lib/server/images/images.ts'],
  ['lib/server/blobs/disk-blobs.ts', 'lib/server/courier/courier.ts'],
  ['lib/server/gateway/lumenfall-gateway.ts', 'npm:next'],
  ['lib/server/courier/dispatch.ts', 'lib/server/http/route.ts'],
  ['lib/server/http/route.ts', 'lib/server/store/open-store.ts'],
]

test.each(violations)('%s may not import %s', (file, target) => {
  expect(listForbidden(file, [target])).toEqual([target])
})

test('what the layers are made for is allowed', () => {
  expect(
    listForbidden('lib/server/generations/generations.ts', ['lib/server/app.ts', 'node:crypto']),
  ).toEqual([])
  expect(listForbidden('app/api/generations/route.ts', ['lib/server/http/route.ts'])).toEqual([])
  expect(listForbidden('components/studio/studio.tsx', ['components/viewer/viewer.tsx'])).toEqual([])
})

test('a circle of folders is found wherever it starts, and a line of them is none', () => {
  const circle = new Map([
    ['images', new Set(['generations'])],
    ['generations', new Set(['studio'])],
    ['studio', new Set(['images'])],
  ])

  expect(listCycles(circle)).toContain('images → generations → studio → images')
  expect(listCycles(new Map([['images', new Set(['generations'])]]))).toEqual([])
})
