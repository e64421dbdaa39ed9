import { describe, expect, test } from 'vitest'
import { aSandbox, aWish, baseUrl, posted, readAll } from '#lib/server/testing/test-sandbox.ts'

const generations = `${baseUrl}/images/generations`

describe('links and books', () => {
  test.each([
    ['media-403', 403],
    ['media-404', 404],
    ['media-410', 410],
    ['media-500', 500],
  ] as const)('%s', async (fault, status) => {
    const sandbox = await aSandbox()
    const made = await sandbox.fetch(generations, posted(aWish({ response_format: 'url' })))
    const { url } = (await made.json()).data[0]
    sandbox.script([{ fault }])

    expect((await sandbox.fetch(url)).status).toBe(status)
  })

  test.each([
    ['media-redirect-same', '/media/elsewhere.png'],
    ['media-redirect-other', 'https://media.example.org/a.png'],
    ['media-redirect-private', 'http://10.0.0.1/a.png'],
    ['media-redirect-loop', ''],
  ] as const)('%s', async (fault, location) => {
    const sandbox = await aSandbox()
    sandbox.script([{ fault }])

    const response = await sandbox.fetch('http://sandbox.local/media/a.png')

    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(location)
  })

  test('the books can be empty, late, show the cost late, or fail, without being wrong afterwards', async () => {
    let nowMs = Date.UTC(2026, 0, 1)
    const sandbox = await aSandbox({ clock: { now: () => new Date(nowMs) } })
    await sandbox.fetch(generations, posted())
    const read = async () => (await sandbox.fetch('http://sandbox.local/v1/requests')).json()

    sandbox.script([
      { fault: 'requests-empty', times: 1 },
      { fault: 'requests-500', times: 1 },
    ])
    expect((await read()).data).toEqual([])
    expect(await read()).toHaveProperty('error')
    expect((await read()).data).toHaveLength(1)

    sandbox.script([{ fault: 'requests-late', ms: 5000 }])
    expect((await read()).data).toEqual([])
    nowMs += 5000
    expect((await read()).data).toMatchObject([{ cost: 0.06 }])

    sandbox.script([{ fault: 'requests-cost-late', ms: 9000 }])
    expect((await read()).data).toMatchObject([{ cost: 0 }])
    nowMs += 5000
    expect((await read()).data).toMatchObject([{ cost: 0.06 }])
  })
})

describe('scripts', () => {
  test('a rule strikes the nth call, or those whose prompt contains a word, as often as it says', async () => {
    const sandbox = await aSandbox()
    const ask = async (prompt: string) => (await sandbox.fetch(generations, posted(aWish({ prompt })))).status

    sandbox.script([
      { fault: '500', match: { nth: 2 } },
      { fault: '402', match: { prompt: 'gold' }, times: 1 },
    ])

    expect(await ask('one')).toBe(200)
    expect(await ask('two')).toBe(500)
    expect(await ask('a gold ring')).toBe(402)
    expect(await ask('a gold ring')).toBe(200)
  })

  test('two scripts with the same chances strike the same calls', async () => {
    const run = async () => {
      const sandbox = await aSandbox()
      sandbox.script([{ fault: '500', probability: 0.5 }])
      const statuses: number[] = []
      for (let at = 0; at < 12; at++) statuses.push((await sandbox.fetch(generations, posted())).status)
      return statuses
    }

    const statuses = await run()

    expect(statuses).toEqual(await run())
    expect(new Set(statuses)).toEqual(new Set([200, 500]))
  })
})

describe('holds', () => {
  test('a call waits at the point until it is let go', async () => {
    const sandbox = await aSandbox()
    const hold = sandbox.hold('before_billing', 'lighthouse')

    const answer = sandbox.fetch(generations, posted())
    await hold.reached
    expect(sandbox.ledger()).toMatchObject([{ cost_micros: 0, status: 'processing' }])
    hold.release()

    expect((await answer).status).toBe(200)
    expect(sandbox.ledger()).toMatchObject([{ cost_micros: 60_000, status: 'completed' }])
  })

  test('half of the body is there while a call waits in its middle', async () => {
    const sandbox = await aSandbox()
    const hold = sandbox.hold('mid_body')
    const response = await sandbox.fetch(generations, posted())
    const reading = readAll(response)

    await hold.reached
    expect(sandbox.ledger()).toMatchObject([{ cost_micros: 60_000 }])
    hold.release()

    expect((await reading).size).toBe(Number(response.headers.get('content-length')))
  })

  test('closing lets go of everything that waits', async () => {
    const sandbox = await aSandbox()
    const hold = sandbox.hold('read')
    const answer = sandbox.fetch(generations, posted())
    await hold.reached

    const closing = sandbox[Symbol.asyncDispose]()

    await expect(answer).rejects.toThrow('fetch failed')
    await closing
  })
})
