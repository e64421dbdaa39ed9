import { openBenchStudio, press } from './bench-studio.ts'
import { type Measure, percentile } from './measure.ts'

const inFlight = 50
const presses = 400

/** How long a press takes to be a row on disk, while fifty others are at work in the studio. */
export async function measurePress(): Promise<Measure[]> {
  await using bench = await openBenchStudio()
  const { url } = bench.studio
  // Nothing is answered until the end, so that those fifty stay where they are.
  const holds = Array.from({ length: 4 }, () => bench.gateway.sandbox.hold('before_headers'))
  await Promise.all(Array.from({ length: inFlight }, () => press(url, { prompt: 'In flight' })))

  const one = await timePresses(url, 1)
  const many = await timePresses(url, inFlight)
  for (const hold of holds) hold.release()
  return [
    {
      name: `press to accepted, p99, ${inFlight} in flight`,
      unit: 'ms',
      target: { most: 50 },
      measured: percentile(one, 99),
    },
    {
      name: `the same with ${inFlight} people pressing all the time, p50`,
      unit: 'ms',
      target: null,
      measured: percentile(many, 50),
    },
  ]
}

async function timePresses(url: string, people: number): Promise<number[]> {
  const times: number[] = []
  const work = async () => {
    while (times.length < presses) {
      const startedAt = performance.now()
      await press(url, { prompt: 'A press' })
      times.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: people }, work))
  return times
}
