import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { diskBlobs } from '../../blobs/disk-blobs.ts'
import { lockFile } from '../../data-folder.ts'
import { openStore } from '../open-store.ts'
import { aGeneration, finish, noon, press } from './test-store.ts'

/** What a second process can be told to do; each prints one line per thing done. */
const tasks: Record<string, (file: string, argument: string) => Promise<void>> = {
  async open(file) {
    await using store = await openStore({ file })
    await store.check()
    print('opened')
  },

  async insertWithKey(file, submissionKey) {
    await using store = await openStore({ file })
    const owner = await store.findOrCreateOwner()
    await ready()
    const generation = aGeneration(owner.id, { submissionKey })
    print(JSON.stringify(await store.team(owner.scope).generations.insert(generation)))
  },

  async claimEverything(file, owner) {
    await using store = await openStore({ file })
    await ready()
    for (;;) {
      const claimed = await store.queue.claim({ owner, now: noon, leaseMs: 30_000, limit: 2 })
      if (claimed.length === 0) return
      for (const { id, fence } of claimed) print(`${id} ${fence}`)
    }
  },

  async insertForEver(file) {
    await using store = await openStore({ file })
    const owner = await store.findOrCreateOwner()
    for (;;) {
      const generation = aGeneration(owner.id, { request: { n: 3 } })
      await store.team(owner.scope).generations.insert(generation)
      print(generation.id)
    }
  },

  async keepForEver(file, blobsFolder) {
    await using store = await openStore({ file })
    const owner = await store.findOrCreateOwner()
    const studio = { owner, rows: store.team(owner.scope) }
    const blobs = diskBlobs(blobsFolder)
    for (;;) {
      const { attempt } = await press(studio)
      const original = await blobs.put(Readable.from([randomBytes(200_000), randomBytes(200_000)]))
      const image = await finish(store, attempt(0), {
        image: { files: [{ variant: 'original', ...original }] },
      })
      print(image.id)
    }
  },

  async putForEver(root) {
    const endless = new Readable({ read() {} })
    endless.push('half of a picture')
    const putting = diskBlobs(root).put(endless)
    while ((await readdir(join(root, 'parts'))).length === 0) await setImmediate()
    print('putting')
    await putting
  },

  async holdLock(file) {
    await lockFile(file)
    print('locked')
    await once(process.stdin, 'data')
    setFlagsFromString('--expose-gc')
    runInNewContext('gc')()
    print('collected')
    await once(process.stdin, 'end')
  },
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Everything slow is behind: from here on the processes race. */
async function ready(): Promise<void> {
  print('ready')
  await once(process.stdin, 'data')
}

const [task = '', file = '', argument = ''] = process.argv.slice(2)
print('up')
await once(process.stdin, 'data')
await tasks[task]?.(file, argument)
process.stdin.destroy()
