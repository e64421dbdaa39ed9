import { join } from 'node:path'
import { startStudio } from '../e2e/running-studio.ts'
import { expectPictures, generate, openStudio } from '../e2e/studio-page.ts'
import { temporaryFolder } from '../lib/commands/testing/temporary-folder.ts'
import { openBrowser } from './bench-studio.ts'
import type { Measure } from './measure.ts'

const pictures = 8

/** What a browser fetches to show a picture in the stream. The pictures are drawn ones, which weigh what pictures weigh. */
export async function measureTileBytes(): Promise<Measure[]> {
  await using folder = await temporaryFolder('bench')
  const studio = await startStudio({ dataDir: join(folder.path, 'data') })
  const browser = await openBrowser()
  const page = await browser.newPage({ baseURL: studio.url, viewport: { width: 1440, height: 900 } })
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'image' || !request.url().includes('/bytes')) return
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await openStudio(page)
  const card = await generate(page, { prompt: 'A harbour in the rain', size: '1 MP', count: pictures })
  await expectPictures(card, pictures)
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await browser.close()
  await studio.cutPower()
  return [
    { name: 'fetched for each tile', unit: 'KB', target: { most: 100 }, measured: bytes / pictures / 1000 },
  ]
}
