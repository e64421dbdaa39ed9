import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { residentBytes } from '../e2e/processes.ts'
import { expectPictures, generate, openStudio } from '../e2e/studio-page.ts'
import { type BenchStudio, openBenchStudio, openBrowser } from './bench-studio.ts'
import { type Measure, median } from './measure.ts'

const runs = 3
const pictures = 8
const megabyte = 1_000_000

/** Eight pictures of 4 megapixels at once: what the studio needs for them, and what the browser has to fetch. */
export async function measureMemory(): Promise<Measure[]> {
  const studios: number[] = []
  const peers: number[] = []
  const tiles: number[] = []
  for (let run = 0; run < runs; run += 1) {
    await using bench = await openBenchStudio({ STUDIO_CONCURRENCY: String(pictures) })
    const { peakBytes, tileBytes } = await watchStudio(bench)
    studios.push(peakBytes)
    tiles.push(tileBytes)
    peers.push(await watchPeer(bench.gateway.url))
  }
  const studio = median(studios)
  return [
    {
      name: `memory for ${pictures} × 4 MP in flight`,
      unit: 'MB',
      target: { most: 450 },
      measured: studio / megabyte,
    },
    {
      name: 'the same against a playground that holds base64 in memory',
      unit: '×',
      target: { most: 1 },
      measured: studio / median(peers),
    },
    { name: 'fetched for each tile', unit: 'KB', target: { most: 100 }, measured: median(tiles) / 1000 },
  ]
}

async function watchStudio({ studio }: BenchStudio): Promise<{ peakBytes: number; tileBytes: number }> {
  const browser = await openBrowser()
  const page = await browser.newPage({ baseURL: studio.url, viewport: { width: 1440, height: 900 } })
  let tileBytes = 0
  page.on('requestfinished', async (request) => {
    if (request.resourceType() !== 'image' || !request.url().includes('/bytes')) return
    tileBytes += (await request.sizes()).responseBodySize
  })
  await openStudio(page)
  const watch = watchPeak(() =>
    studio
      .listProcesses()
      .slice(1)
      .map(({ pid }) => pid),
  )
  const card = await generate(page, { prompt: 'Eight at once', size: '4 MP', count: pictures })
  await expectPictures(card, pictures)
  const peakBytes = watch.stop()
  await browser.close()
  return { peakBytes, tileBytes: tileBytes / pictures }
}

/** The peer's memory for the same pictures from the same gateway. */
async function watchPeer(gatewayUrl: string): Promise<number> {
  const peer = fork(fileURLToPath(new URL('naive-playground.ts', import.meta.url)), [
    gatewayUrl,
    String(pictures),
  ])
  const watch = watchPeak(() => [peer.pid ?? 0])
  const [code] = await once(peer, 'exit')
  if (code !== 0) throw new Error('The playground could not make its pictures.')
  return watch.stop()
}

/** Looks at the memory of processes until it is stopped, and gives the most they had together. */
function watchPeak(listPids: () => number[]): { stop(): number } {
  let peakBytes = 0
  const look = () => {
    const bytes = listPids().reduce((sum, pid) => sum + residentBytes(pid), 0)
    peakBytes = Math.max(peakBytes, bytes)
  }
  const timer = setInterval(look, 50)
  return {
    stop() {
      clearInterval(timer)
      return peakBytes
    },
  }
}
