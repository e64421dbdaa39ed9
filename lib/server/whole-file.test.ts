import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { DiskRefused, TooManyBytes, writeWholeFile } from './whole-file.ts'

async function aPlace() {
  const folder = await mkdtemp(join(tmpdir(), 'whole-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return { folder, file: join(folder, 'a.answer'), part: join(folder, 'a.part'), maxBytes: 1_000_000 }
}

test('what came in any pieces is there whole, behind its head', async () => {
  const { folder, ...place } = await aPlace()
  const pieces = Array.from({ length: 500 }, (_, at) => Buffer.alloc(1 + ((at * 37) % 1999), at))

  await writeWholeFile({ ...place, head: 'head\n' }, Readable.from(pieces, { objectMode: false }))

  expect(await readdir(folder)).toEqual(['a.answer'])
  expect(await readFile(place.file)).toEqual(Buffer.concat([Buffer.from('head\n'), ...pieces]))
})

test('while it comes, nothing is under its name', async () => {
  const { folder, ...place } = await aPlace()
  const seen: string[][] = []
  async function* look() {
    yield Buffer.from('first')
    seen.push(await readdir(folder))
    yield Buffer.from('last')
  }

  await writeWholeFile(place, look())

  expect(seen).toEqual([['a.part']])
})

test('a source that breaks off leaves nothing, and its own error', async () => {
  const { folder, ...place } = await aPlace()
  async function* broken() {
    yield Buffer.from('half')
    throw new Error('cable cut')
  }

  await expect(writeWholeFile(place, broken())).rejects.toThrow('cable cut')
  expect(await readdir(folder)).toEqual([])
})

test('too much of it leaves nothing', async () => {
  const { folder, ...place } = await aPlace()
  async function* endless() {
    while (true) yield Buffer.alloc(100_000)
  }

  await expect(writeWholeFile(place, endless())).rejects.toThrow(TooManyBytes)
  expect(await readdir(folder)).toEqual([])
})

test('as much as is allowed is not too much', async () => {
  const { folder, ...place } = await aPlace()

  await writeWholeFile({ ...place, maxBytes: 5, head: 'not counted' }, Readable.from([Buffer.from('12345')]))

  expect(await readdir(folder)).toEqual(['a.answer'])
})

test('a disk that refuses is told from a source that breaks off', async () => {
  const { folder, ...place } = await aPlace()
  await rm(folder, { recursive: true })

  await expect(writeWholeFile(place, Readable.from(['x']))).rejects.toThrow(DiskRefused)
})

test('a full disk is the disk’s refusal', async () => {
  const { folder, ...place } = await aPlace()
  // What is written to the device is refused as a full disk would; the link to it is all that is removed.
  await symlink('/dev/full', place.part)

  await expect(writeWholeFile(place, Readable.from([Buffer.alloc(10)]))).rejects.toThrow(DiskRefused)
  expect(await readdir(folder)).toEqual([])
})
