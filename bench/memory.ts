import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { proportionalBytes, residentBytes } from '../e2e/processes.ts'
import { awaitEnd, type BenchStudio, openBenchStudio, press } from './bench-studio.ts'
import { type Measure, median } from './measure.ts'

const runs = 3
const pictures = 8
const megabyte = 1_000_000

type Peak = { residentBytes: number; ownBytes: number }

/** Eight pictures of 4 megapixels at once: what the studio needs for them, against what a playground needs. */
export async function measureMemory(): Promise<Measure[]> {
  const studios: Peak[] = []
  const peers: Peak[] = []
  for (let run = 0; run < runs; run += 1) {
    await using bench = await openBenchStudio({ STUDIO_CONCURRENCY: String(pictures) })
    studios.push(await watchStudio(bench))
    peers.push(await watchPeer(bench.gateway.url))
  }
  const of = (peaks: Peak[], fact: keyof Peak) => median(peaks.map((peak) => peak[fact]))
  const name = `memory for ${pictures} × 4 MP in flight`
  const resident = of(studios, 'residentBytes')
  return [
    { name, unit: 'MB', target: { most: 450 }, measured: resident / megabyte },
    {
      name: 'the same with what processes share counted once',
      unit: 'MB',
      target: null,
      measured: of(studios, 'ownBytes') / megabyte,
    },
    {
      name: 'a playground’s that holds base64 in memory',
      unit: 'MB',
      target: null,
      measured: of(peers, 'residentBytes') / megabyte,
    },
  ]
}

async function watchStudio({ studio }: BenchStudio): Promise<Peak> {
  // The supervisor only waits; what is measured is what works for the pictures.
  const watch = watchPeak(() =>
    studio
      .listProcesses()
      .slice(1)
      .map(({ pid }) => pid),
  )
  const id = await press(studio.url, { prompt: 'Eight at once', n: pictures, size: '2048x2048' })
  await awaitEnd(studio.url, id)
  return watch.stop()
}

/** The peer's memory for the same pictures from the same gateway. */
async function watchPeer(gatewayUrl: string): Promise<Peak> {
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
function watchPeak(listPids: () => number[]): { stop(): Peak } {
  const peak: Peak = { residentBytes: 0, ownBytes: 0 }
  const look = () => {
    const pids = listPids()
    const sum = (bytesOf: (pid: number) => number) => pids.reduce((total, pid) => total + bytesOf(pid), 0)
    peak.residentBytes = Math.max(peak.residentBytes, sum(residentBytes))
    peak.ownBytes = Math.max(peak.ownBytes, sum(proportionalBytes))
  }
  const timer = setInterval(look, 50)
  return {
    stop() {
      clearInterval(timer)
      return peak
    },
  }
}
