import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import type { Blobs } from './blobs.ts'
import { diskBlobs } from './disk-blobs.ts'

/** Every way to keep bytes, in a place of its own. */
const openers: Record<string, () => Promise<AsyncDisposable & { blobs: Blobs; folder: string }>> = {
  async disk() {
    const folder = await mkdtemp(join(tmpdir(), 'safelight-blobs-'))
    return {
      blobs: diskBlobs(join(folder, 'blobs')),
      folder,
      [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
    }
  },
}

function sha256Of(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function readAll(blobs: Blobs, sha256: string, range?: { start: number; end: number }) {
  const opened = await blobs.open(sha256, range)
  return opened && (await buffer(opened.stream)).toString()
}

async function list(blobs: Blobs): Promise<string[]> {
  const hashes: string[] = []
  for await (const sha256 of blobs.list()) hashes.push(sha256)
  return hashes.sort()
}

const nothing = '0'.repeat(64)

describe.each(Object.entries(openers))('%s blobs', (_, open) => {
  test('a put gives the hash and the size, and the bytes come back under it', async () => {
    await using place = await open()

    const kept = await place.blobs.put(Readable.from([Buffer.from('hello '), Buffer.from('world')]))

    expect(kept).toEqual({ sha256: sha256Of('hello world'), sizeBytes: 11 })
    expect(await readAll(place.blobs, kept.sha256)).toBe('hello world')
    expect(await place.blobs.stat(kept.sha256)).toEqual({ sizeBytes: 11 })
  })

  test('many megabytes come back as they went in', async () => {
    await using place = await open()
    const chunks = Array.from({ length: 90 }, () => randomBytes(100_003))
    const whole = Buffer.concat(chunks)

    const kept = await place.blobs.put(Readable.from(chunks))

    expect(kept).toEqual({ sha256: sha256Of(whole), sizeBytes: whole.length })
    const opened = await place.blobs.open(kept.sha256)
    expect(opened && (await buffer(opened.stream)).equals(whole)).toBe(true)
  })

  test('nothing at all can be kept too', async () => {
    await using place = await open()

    const kept = await place.blobs.put(Readable.from([]))

    expect(kept).toEqual({ sha256: sha256Of(''), sizeBytes: 0 })
    expect(await readAll(place.blobs, kept.sha256)).toBe('')
  })

  test('a file is kept and left where it is', async () => {
    await using place = await open()
    const path = join(place.folder, 'answer.png')
    await writeFile(path, 'a picture')

    const kept = await place.blobs.putFile(path)

    expect(kept).toEqual({ sha256: sha256Of('a picture'), sizeBytes: 9 })
    expect(await readAll(place.blobs, kept.sha256)).toBe('a picture')
    expect(await readFile(path, 'utf8')).toBe('a picture')
    await expect(place.blobs.putFile(join(place.folder, 'nowhere'))).rejects.toThrow('ENOENT')
  })

  test('a put that breaks off leaves nothing', async () => {
    await using place = await open()
    const broken = Readable.from(
      (async function* () {
        yield 'half'
        throw new Error('cable cut')
      })(),
    )

    await expect(place.blobs.put(broken)).rejects.toThrow('cable cut')

    expect(await place.blobs.open(sha256Of('half'))).toBeNull()
    expect(await list(place.blobs)).toEqual([])
  })

  test('a source that is closed before its end is no end', async () => {
    await using place = await open()
    const closed = new Readable({ read() {} })
    closed.push('half')

    const putting = place.blobs.put(closed)
    closed.destroy()

    await expect(putting).rejects.toThrow('Premature close')
    expect(await list(place.blobs)).toEqual([])
  })

  test('a put that is given up leaves nothing, and its source is not read on', async () => {
    await using place = await open()
    const giveUp = new AbortController()
    const endless = Readable.from(
      (async function* () {
        for (let n = 0; ; n++) {
          if (n === 100) giveUp.abort()
          yield 'more and more'
        }
      })(),
    )

    await expect(place.blobs.put(endless, giveUp.signal)).rejects.toMatchObject({ name: 'AbortError' })

    expect(endless.destroyed).toBe(true)
    expect(await list(place.blobs)).toEqual([])
  })

  test('a put that was given up before it began keeps nothing', async () => {
    await using place = await open()
    const path = join(place.folder, 'answer.png')
    await writeFile(path, 'a picture')

    const refusal = { name: 'AbortError' }
    await expect(place.blobs.put(Readable.from(['x']), AbortSignal.abort())).rejects.toMatchObject(refusal)
    await expect(place.blobs.putFile(path, AbortSignal.abort())).rejects.toMatchObject(refusal)

    expect(await list(place.blobs)).toEqual([])
  })

  test('putting the same bytes twice is the same as once', async () => {
    await using place = await open()

    const first = await place.blobs.put(Readable.from(['same']))
    const second = await place.blobs.put(Readable.from(['sa', 'me']))

    expect(second).toEqual(first)
    expect(await list(place.blobs)).toEqual([first.sha256])
    expect(await readAll(place.blobs, first.sha256)).toBe('same')
  })

  test('putting the same bytes many times at once is the same as once', async () => {
    await using place = await open()
    const bytes = randomBytes(300_000)

    const kept = await Promise.all(
      Array.from({ length: 24 }, () =>
        place.blobs.put(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)])),
      ),
    )

    expect(new Set(kept.map(({ sha256 }) => sha256))).toEqual(new Set([sha256Of(bytes)]))
    expect(await list(place.blobs)).toEqual([sha256Of(bytes)])
  })

  test('who reads while the same bytes are put again, or deleted, reads to the end', async () => {
    await using place = await open()
    const bytes = randomBytes(2_000_000)
    const { sha256 } = await place.blobs.put(Readable.from([bytes]))
    const opened = await place.blobs.open(sha256)

    await place.blobs.put(Readable.from([bytes]))
    await place.blobs.delete([sha256])

    expect(opened && (await buffer(opened.stream)).equals(bytes)).toBe(true)
    expect(await place.blobs.open(sha256)).toBeNull()
  })

  test.each([
    [{ start: 0, end: 0 }, '0'],
    [{ start: 0, end: 9 }, '0123456789'],
    [{ start: 3, end: 5 }, '345'],
    [{ start: 9, end: 9 }, '9'],
    [{ start: 8, end: 4000 }, '89'],
    [{ start: 0, end: Number.MAX_SAFE_INTEGER }, '0123456789'],
  ])('the range %j gives %j, and the size of the whole', async (range, expected) => {
    await using place = await open()
    const { sha256 } = await place.blobs.put(Readable.from(['0123456789']))

    expect(await readAll(place.blobs, sha256, range)).toBe(expected)
    const opened = await place.blobs.open(sha256, range)
    expect(opened?.sizeBytes).toBe(10)
    opened?.stream.destroy()
  })

  test.each([
    { start: 10, end: 12 },
    { start: 5, end: 4 },
    { start: -1, end: 4 },
    { start: 0.5, end: 4 },
    { start: Number.NaN, end: 4 },
    { start: 0, end: Number.NaN },
    { start: 0, end: Number.POSITIVE_INFINITY },
  ])('the range %j is refused', async (range) => {
    await using place = await open()
    const { sha256 } = await place.blobs.put(Readable.from(['0123456789']))

    await expect(place.blobs.open(sha256, range)).rejects.toThrow(RangeError)
  })

  test('no range of nothing can be read', async () => {
    await using place = await open()
    const { sha256 } = await place.blobs.put(Readable.from([]))

    await expect(place.blobs.open(sha256, { start: 0, end: 0 })).rejects.toThrow(RangeError)
  })

  test('what is not kept is null, and deleting it is no error', async () => {
    await using place = await open()

    expect(await place.blobs.open(nothing)).toBeNull()
    expect(await place.blobs.open(nothing, { start: 0, end: 1 })).toBeNull()
    expect(await place.blobs.stat(nothing)).toBeNull()
    await place.blobs.delete([nothing])
    await place.blobs.delete([])
  })

  test('deleting takes what is named and leaves the rest', async () => {
    await using place = await open()
    const [first, second, third] = await Promise.all(
      ['a', 'b', 'c'].map((text) => place.blobs.put(Readable.from([text]))),
    )

    await place.blobs.delete([first?.sha256 ?? '', nothing, third?.sha256 ?? ''])

    expect(await list(place.blobs)).toEqual([second?.sha256])
    expect(await place.blobs.stat(first?.sha256 ?? '')).toBeNull()
  })

  test('every hash that is kept is listed, and nothing else', async () => {
    await using place = await open()
    expect(await list(place.blobs)).toEqual([])
    const texts = Array.from({ length: 40 }, (_, n) => `text ${n}`)

    for (const text of texts) await place.blobs.put(Readable.from([text]))

    expect(await list(place.blobs)).toEqual(texts.map(sha256Of).sort())
  })

  test.each(['', '../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(63)}/`, `${'a'.repeat(64)}.part`, '..'])(
    'the name %j is no hash: nothing is found or deleted under it',
    async (name) => {
      await using place = await open()
      const { sha256 } = await place.blobs.put(Readable.from(['kept']))

      expect(await place.blobs.open(name)).toBeNull()
      expect(await place.blobs.stat(name)).toBeNull()
      await place.blobs.delete([name])

      expect(await list(place.blobs)).toEqual([sha256])
    },
  )
})
