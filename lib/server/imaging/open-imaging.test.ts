import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pino from 'pino'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ImageUnreadable } from './imaging.ts'
import { ImagingFailed, type ImagingOptions, openImaging } from './open-imaging.ts'

// A machine with much to do starts processes slowly.
const patient = { timeout: 15_000 }

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'imaging-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

function anImaging(options: Partial<ImagingOptions> = {}) {
  const words: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void words.push(line) })
  const imaging = openImaging({ log, ...options })
  onTestFinished(() => imaging[Symbol.asyncDispose]())
  return { imaging, words }
}

/**
 * A child that obeys what it is asked to inspect: it notes each start in `starts`, and does to itself what the file is
 * called.
 */
async function anOddChild(folder: string) {
  const program = join(folder, 'odd-child.mjs')
  const starts = join(folder, 'starts')
  const arrivals = join(folder, 'arrivals')
  const released = join(folder, 'released')
  await writeFile(
    program,
    `import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
    appendFileSync(${JSON.stringify(starts)}, process.pid + '\\n')
    const inspection = { format: 'png', width: 1, height: 1, thumbhash: '', derivatives: [] }
    let inFlight = 0
    process.on('disconnect', () => process.exit())
    process.on('message', ({ id, file }) => {
      const answer = () => {
        process.send({ kind: 'inspected', id, inspection })
        inFlight--
      }
      const wait = () => (existsSync(${JSON.stringify(released)}) ? answer() : setTimeout(wait, 5))
      inspection.width = Math.max(inspection.width, ++inFlight)
      appendFileSync(${JSON.stringify(arrivals)}, '.')
      if (file.endsWith('crash')) process.abort()
      if (file.endsWith('leave')) process.exit(0)
      if (file.endsWith('hang')) return
      if (file.endsWith('wait')) return wait()
      if (file.endsWith('swell')) return process.send({ kind: 'memory', rssBytes: 2 ** 31 })
      if (file.endsWith('fail')) return process.send({ kind: 'failed', id, why: 'ENOSPC' })
      if (file.endsWith('crash-once') && !existsSync(file)) {
        writeFileSync(file, '')
        process.kill(process.pid, 'SIGSEGV')
      }
      if (file.endsWith('environment')) inspection.thumbhash = JSON.stringify({ env: process.env, argv: process.execArgv })
      answer()
    })`,
  )
  return {
    program: pathToFileURL(program),
    /** The process ids of the children there have been. */
    listStarts: async () => (existsSync(starts) ? (await readFile(starts, 'utf8')).trim().split('\n') : []),
    countArrivals: async () => (existsSync(arrivals) ? (await readFile(arrivals)).length : 0),
    /** Lets those who wait go on. */
    release: () => writeFile(released, ''),
  }
}

describe('the child', () => {
  test('is started for the first picture, serves the next, and is gone when there is nothing to do', async () => {
    const folder = await aFolder()
    const { program, listStarts } = await anOddChild(folder)
    const { imaging } = anImaging({ program, idleMs: 100 })
    expect(await listStarts()).toEqual([])

    await imaging.inspect('a', folder)
    await imaging.inspect('b', folder)

    const [pid, ...others] = await listStarts()
    expect(others).toEqual([])
    await expect.poll(() => isRunning(Number(pid)), patient).toBe(false)
    await imaging.inspect('c', folder)
    expect(await listStarts()).toHaveLength(2)
  })

  test('is there beforehand when a picture is announced, and gone when none comes', async () => {
    const folder = await aFolder()
    const { program } = await anOddChild(folder)
    const { imaging, words } = anImaging({ program, idleMs: 300 })

    imaging.prepare()
    imaging.prepare()

    const pids = words.flatMap((word) => JSON.parse(word).childPid ?? [])
    expect(pids).toHaveLength(1)
    await expect.poll(() => isRunning(pids[0]), patient).toBe(false)
  })

  test('that dies under a picture is replaced, and the picture is tried once more', async () => {
    const folder = await aFolder()
    const { program, listStarts } = await anOddChild(folder)
    const { imaging, words } = anImaging({ program })

    expect(await imaging.inspect(join(folder, 'crash-once'), folder)).toMatchObject({ format: 'png' })
    expect(await listStarts()).toHaveLength(2)
    expect(words.join()).toContain('SIGSEGV')
  })

  test.each(['crash', 'leave'])('that dies twice says nothing about the picture (%s)', async (name) => {
    const folder = await aFolder()
    const { program, listStarts } = await anOddChild(folder)
    const { imaging } = anImaging({ program })

    const failure = imaging.inspect(name, folder)

    await expect(failure).rejects.toThrow(ImagingFailed)
    await expect(failure).rejects.not.toThrow(ImageUnreadable)
    expect(await listStarts()).toHaveLength(2)
    expect(await imaging.inspect('another', folder)).toMatchObject({ format: 'png' })
  })

  test('that dies under one picture takes no other with it', async () => {
    const folder = await aFolder()
    const { program } = await anOddChild(folder)
    const { imaging } = anImaging({ program })

    const ends = await Promise.allSettled(
      ['crash', 'a', 'crash', 'b', 'c', 'leave', 'd'].map((name) => imaging.inspect(name, folder)),
    )

    expect(ends.map(({ status }) => status === 'fulfilled')).toEqual([
      false,
      true,
      false,
      true,
      true,
      false,
      true,
    ])
  })

  test('that overstays its time is killed and replaced', async () => {
    const folder = await aFolder()
    const { program } = await anOddChild(folder)
    const { imaging, words } = anImaging({ program, jobMs: 300 })

    await expect(imaging.inspect('hang', folder)).rejects.toThrow(ImagingFailed)
    expect(words.filter((word) => word.includes('is started'))).toHaveLength(2)
    expect(words.filter((word) => word.includes('too long'))).toHaveLength(2)
  })

  test('that takes too much memory is killed and replaced', async () => {
    const folder = await aFolder()
    const { program } = await anOddChild(folder)
    const { imaging, words } = anImaging({ program })

    await expect(imaging.inspect('swell', folder)).rejects.toThrow(ImagingFailed)
    expect(words.join()).toContain('memory')
    expect(await imaging.inspect('another', folder)).toMatchObject({ format: 'png' })
  })

  test('that cannot write says so, and not that the picture is bad', async () => {
    const folder = await aFolder()
    const { program, listStarts } = await anOddChild(folder)
    const { imaging } = anImaging({ program })

    await expect(imaging.inspect('fail', folder)).rejects.toThrow(new ImagingFailed('ENOSPC'))
    expect(await listStarts()).toHaveLength(1)
  })

  test('has nothing of the studio’s environment, and little memory', async () => {
    process.env.LUMENFALL_API_KEY = 'lmnfl_canary'
    onTestFinished(() => void delete process.env.LUMENFALL_API_KEY)
    const folder = await aFolder()
    const { program } = await anOddChild(folder)
    const { imaging } = anImaging({ program })

    const { env, argv } = JSON.parse((await imaging.inspect('environment', folder)).thumbhash)

    expect(Object.keys(env).filter((name) => !name.startsWith('NODE_'))).toEqual(['MALLOC_ARENA_MAX'])
    expect(argv).toContain('--max-old-space-size=128')
  })

  test('works on no more than two pictures at once', async () => {
    const folder = await aFolder()
    const { program, countArrivals, release } = await anOddChild(folder)
    const { imaging } = anImaging({ program })
    const jobs = [1, 2, 3, 4, 5].map(() => imaging.inspect('wait', folder))
    await expect.poll(countArrivals, patient).toBe(2)

    await release()

    // The odd child says in the width how many it has had at once.
    expect(Math.max(...(await Promise.all(jobs)).map(({ width }) => width))).toBe(2)
  })

  test('is gone once the studio closes, and its work fails', async () => {
    const folder = await aFolder()
    const { program, listStarts } = await anOddChild(folder)
    const { imaging } = anImaging({ program })
    const work = [1, 2, 3, 4].map(() => imaging.inspect('hang', folder))
    const ends = Promise.allSettled(work)
    await expect.poll(listStarts, patient).toHaveLength(1)

    await imaging[Symbol.asyncDispose]()

    expect((await ends).map(({ status }) => status)).toEqual(Array(4).fill('rejected'))
    const [pid] = await listStarts()
    await expect.poll(() => isRunning(Number(pid)), patient).toBe(false)
    await expect(imaging.inspect('a', folder)).rejects.toThrow(ImagingFailed)
    expect(await listStarts()).toHaveLength(1)
  })
})

test('somebody who no longer waits is told so, and the others are served', async () => {
  const folder = await aFolder()
  const { program, release } = await anOddChild(folder)
  const { imaging } = anImaging({ program })
  const stop = new AbortController()
  const left = Promise.allSettled([1, 2, 3].map(() => imaging.inspect('wait', folder, stop.signal)))
  const other = imaging.inspect('wait', folder)

  stop.abort(new Error('never mind'))

  const reasons = (await left).map((end) => end.status === 'rejected' && end.reason.message)
  expect(reasons).toEqual(['never mind', 'never mind', 'never mind'])
  await release()
  expect(await other).toMatchObject({ format: 'png' })
  await expect(imaging.inspect('late', folder, AbortSignal.abort())).rejects.toThrow()
})

test('what nobody waits for is not tried again when its child dies', async () => {
  const folder = await aFolder()
  const { program, listStarts } = await anOddChild(folder)
  const { imaging, words } = anImaging({ program })
  const stop = new AbortController()
  const left = imaging.inspect('hang', folder, stop.signal)
  await expect.poll(listStarts, patient).toHaveLength(1)
  stop.abort()
  await expect(left).rejects.toThrow()

  process.kill(Number((await listStarts())[0]), 'SIGKILL')

  await expect.poll(() => words.join(), patient).toContain('ended in the middle')
  expect(await listStarts()).toHaveLength(1)
})

test('the real child is replaced when it is killed in the middle of its work', async () => {
  const folder = await aFolder()
  const file = join(folder, 'large')
  await sharp({ create: { width: 3000, height: 3000, channels: 3, background: '#d94f30' } })
    .png()
    .toFile(file)
  const { imaging, words } = anImaging()
  const inspection = imaging.inspect(file, folder)
  const pids = () => words.flatMap((word) => JSON.parse(word).childPid ?? [])
  expect(pids()).toHaveLength(1)

  process.kill(pids()[0], 'SIGKILL')

  expect(await inspection).toMatchObject({ format: 'png', width: 3000, height: 3000 })
  expect(pids()).toHaveLength(2)
  expect((await readdir(folder)).sort()).toEqual(['large', 'large.webp', 'preview.webp', 'thumbnail.webp'])
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
