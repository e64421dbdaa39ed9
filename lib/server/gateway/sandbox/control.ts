/** The tests' way in from another process: faults by script, calls held at a point, the books in full. */
import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { stages } from './faults/fault.ts'
import { faultNames, faultTable } from './faults/fault-table.ts'
import type { Hold } from './faults/holds.ts'
import { FaultScript } from './faults/script.ts'
import type { Sandbox } from './sandbox.ts'

const Barrier = z.strictObject({ stage: z.enum(stages), prompt: z.optional(z.string()) })
const Balance = z.strictObject({ micros: z.int() })

const done = () => new Response(null, { status: 204 })
const no = (status: number, message: string) => Response.json({ error: { message } }, { status })

/** Answers what begins with `/_ctl/`. */
export function createControl(sandbox: Sandbox): (request: Request) => Promise<Response> {
  const holds = new Map<string, Hold>()

  const verbs: Record<string, (request: Request, url: URL) => Promise<Response> | Response> = {
    'PUT script': async (request) => {
      const script = FaultScript.safeParse(await readJson(request))
      if (!script.success) return no(400, z.prettifyError(script.error))
      sandbox.script(script.data)
      return done()
    },
    'PUT balance': async (request) => {
      const balance = Balance.safeParse(await readJson(request))
      if (!balance.success) return no(400, z.prettifyError(balance.error))
      sandbox.setBalanceMicros(balance.data.micros)
      return done()
    },
    'GET ledger': () => Response.json(sandbox.ledger()),
    'GET faults': () =>
      Response.json(Object.fromEntries(faultNames.map((name) => [name, faultTable[name]({}).says]))),
    'POST barrier': async (request) => {
      const barrier = Barrier.safeParse(await readJson(request))
      if (!barrier.success) return no(400, z.prettifyError(barrier.error))
      const id = randomBytes(8).toString('hex')
      holds.set(id, sandbox.hold(barrier.data.stage, barrier.data.prompt))
      return Response.json({ id }, { status: 201 })
    },
  }

  return async (request) => {
    const url = new URL(request.url)
    const path = url.pathname.slice('/_ctl/'.length)
    const verb = verbs[`${request.method} ${path}`]
    if (verb) return verb(request, url)
    const [noun, id = '', what] = path.split('/')
    const hold = noun === 'barrier' ? holds.get(id) : undefined
    if (!hold) return no(404, 'There is nothing at this address.')
    if (request.method === 'POST' && what === 'release') {
      hold.release()
      return done()
    }
    // Answers once a call waits there, so that nobody has to ask twice.
    if (url.searchParams.has('wait')) await hold.reached
    return Response.json({ reached: hold.isReached() })
  }
}

async function readJson(request: Request): Promise<unknown> {
  return request.json().catch(() => null)
}
