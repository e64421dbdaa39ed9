import { getRandomValues } from 'node:crypto'
import type { AttemptId, GenerationId, ImageId, MemberId, TeamId } from '#lib/shared/ids.ts'

// Crockford's base 32: no i, l, o or u, so an id read aloud is not misheard.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const randomBits = 80n
const last = { time: 0, random: 0n }

export const newGenerationId = () => `gen_${nextSortable()}` as GenerationId
export const newAttemptId = () => `att_${nextSortable()}` as AttemptId
export const newImageId = () => `img_${nextSortable()}` as ImageId
export const newMemberId = () => `mem_${nextSortable()}` as MemberId
export const newTeamId = () => `team_${nextSortable()}` as TeamId

/** 128 bits in hex, as `traceparent` wants them: all zeros would mean that there is no trace. */
export function newTraceId(): string {
  const id = getRandomValues(Buffer.alloc(16)).toString('hex')
  return /[^0]/.test(id) ? id : newTraceId()
}

/**
 * 48 bits of milliseconds and 80 random bits. Within a millisecond, or when the clock has been set back, the last
 * number is counted up: an id is always greater than those this process made before it.
 */
function nextSortable(): string {
  const now = Date.now()
  if (now > last.time) {
    last.time = now
    last.random = BigInt(`0x${getRandomValues(Buffer.alloc(10)).toString('hex')}`)
  } else {
    last.random += 1n
    if (last.random >> randomBits) {
      last.time += 1
      last.random = 0n
    }
  }
  return toBase32((BigInt(last.time) << randomBits) | last.random)
}

function toBase32(value: bigint): string {
  let text = ''
  for (let rest = value; text.length < 26; rest >>= 5n) text = alphabet.charAt(Number(rest & 31n)) + text
  return text
}
