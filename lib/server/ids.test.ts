import { expect, test, vi } from 'vitest'
import { AttemptId, GenerationId, ImageId, MemberId, TeamId } from '#lib/shared/ids.ts'
import { newAttemptId, newGenerationId, newImageId, newMemberId, newTeamId, newTraceId } from './ids.ts'

test('each kind of id is what the wire accepts for it', () => {
  expect(GenerationId.safeParse(newGenerationId()).success).toBe(true)
  expect(AttemptId.safeParse(newAttemptId()).success).toBe(true)
  expect(ImageId.safeParse(newImageId()).success).toBe(true)
  expect(MemberId.safeParse(newMemberId()).success).toBe(true)
  expect(TeamId.safeParse(newTeamId()).success).toBe(true)
  expect(AttemptId.safeParse(newGenerationId()).success).toBe(false)
})

test('ids sort in the order in which they were made, and none comes twice', () => {
  const ids = Array.from({ length: 20_000 }, newAttemptId)

  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

test('ids keep their order across kinds, so a generation sorts before its attempts by the part behind the prefix', () => {
  const sortable = [newGenerationId(), newAttemptId(), newImageId(), newGenerationId()].map((id) =>
    id.slice(-26),
  )

  expect(sortable.toSorted()).toEqual(sortable)
})

test('a clock that is set back does not turn the order round', () => {
  vi.useFakeTimers({ now: Date.now() + 60_000 })
  const before = newImageId()
  vi.setSystemTime(Date.now() - 86_400_000)
  const after = newImageId()
  vi.useRealTimers()

  expect(after > before).toBe(true)
})

test('an id begins with the millisecond in which it was made', () => {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
  vi.useFakeTimers({ now: Date.now() + 120_000 })
  const now = Date.now()
  const id = newGenerationId()
  vi.useRealTimers()

  const time = [...id.slice(4, 14)].reduce((sum, letter) => sum * 32 + alphabet.indexOf(letter), 0)
  expect(time).toBe(now)
})

test('a trace id is 32 hex digits, another each time, and never all zeros', () => {
  const ids = Array.from({ length: 1000 }, newTraceId)

  expect(ids.every((id) => /^(?!0+$)[0-9a-f]{32}$/.test(id))).toBe(true)
  expect(new Set(ids).size).toBe(1000)
})
