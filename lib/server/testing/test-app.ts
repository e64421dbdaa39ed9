import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Member, Role } from '../access.ts'
import { vouchForTeam } from '../access.ts'
import type { App } from '../app.ts'
import type { Clock } from '../clock.ts'
import { type Config, readConfig } from '../config.ts'
import { setCurrentApp } from '../current-app.ts'
import { newMemberId, newTeamId } from '../ids.ts'
import { createLog } from '../log.ts'
import { createApp } from '../open-app.ts'
import { createTestCourier, type TestCourier } from './test-courier.ts'

export type MovableClock = Clock & { move(ms: number): void }

export type TestApp = App & {
  readonly clock: MovableClock
  readonly courier: TestCourier
  /** The owner of this studio, as anybody on this machine is. */
  signInOwner(): Promise<Member>
  /** Somebody of a team of their own, who has nothing to do with the owner's. */
  signIn(name: string, role?: Role): Member
}

type Settings = { environment?: Record<string, string> }

/** A studio as it really is, in a folder of its own, with a clock that moves when told. Routes reach it as the current app. */
export async function createTestApp({ environment = {} }: Settings = {}): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-test-'))
  const config = testConfig(folder, environment)
  const clock = movableClock()
  const courier = createTestCourier()
  const app = await createApp(config, { clock, courier, log: createLog('test', config.logLevel) })
  const testApp: TestApp = {
    ...app,
    clock,
    courier,
    signInOwner: () => app.store.findOrCreateOwner(),
    signIn: (name, role = 'owner') => ({
      kind: 'member',
      id: newMemberId(),
      name,
      role,
      scope: vouchForTeam(newTeamId()),
    }),
    async [Symbol.asyncDispose]() {
      setCurrentApp(undefined)
      await app[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
  setCurrentApp(testApp)
  return testApp
}

function testConfig(folder: string, environment: Record<string, string>): Config {
  return readConfig({ NODE_ENV: 'test', STUDIO_DATA_DIR: folder, STUDIO_LOG_LEVEL: 'silent', ...environment })
}

function movableClock(): MovableClock {
  let now = Date.parse('2026-11-23T10:00:00.000Z')
  return {
    now: () => new Date(now),
    move(ms) {
      now += ms
    },
  }
}
