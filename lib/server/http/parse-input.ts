import 'server-only'
import type * as z from 'zod/mini'
import { AppError } from '#lib/shared/errors.ts'

type Field = { path: string; message: string }

/** A part of the request through its schema; refused with every field that does not fit, and why. */
export function parseInput<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.flatMap(toFields)
  const first = fields[0]
  const message = first === undefined ? 'The request cannot be used.' : sentence(first)
  throw new AppError('invalid_request', message, { details: { fields }, cause: parsed.error })
}

function toFields(issue: z.core.$ZodIssue): Field[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'The studio does not know this field.',
    }))
  }
  if (issue.code === 'invalid_key') {
    return issue.issues.map(({ message }) => ({ path: path.join('.'), message: own(message) }))
  }
  return [{ path: path.join('.'), message: own(issue.message) }]
}

// The schemas of this project write their own sentences; what has none gets a plain one.
function own(message: string): string {
  return message === '' || message === 'Invalid input' ? 'This value cannot be used.' : message
}

function sentence({ path, message }: Field): string {
  const isPlain =
    message.startsWith('This value') || message.startsWith('The studio does not know this field')
  return isPlain && path !== '' ? `${path}: ${message}` : message
}
