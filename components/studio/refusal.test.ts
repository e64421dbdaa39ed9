import { expect, test } from 'vitest'
import { AppError } from '#lib/shared/errors.ts'
import { toRefusal } from './refusal.ts'

function refused(path: string) {
  return new AppError('invalid_request', 'The request was refused.', {
    details: { fields: [{ path, message: 'Not like this.' }] },
  })
}

test.each([
  ['prompt', 'prompt'],
  ['n', 'count'],
  ['resolution', 'size'],
  ['size', 'size'],
])('what is wrong with %s is said at the field %s', (path, field) => {
  expect(toRefusal(refused(path))).toEqual({ field, message: 'Not like this.' })
})

test('what no field can mend is said at the button', () => {
  expect(toRefusal(refused('extra.guidance'))).toEqual({ field: null, message: 'The request was refused.' })
  expect(toRefusal(new AppError('storage_full', 'The disk is full.'))).toEqual({
    field: null,
    message: 'The disk is full.',
  })
})

test('a press without an answer promises neither that it was lost nor that it was taken', () => {
  const { field, message } = toRefusal(new AppError('unreachable', 'The studio does not answer.'))

  expect(field).toBeNull()
  expect(message).toContain('If the press arrived')
})

test('an error nobody foresaw still says that nothing is lost', () => {
  expect(toRefusal(new TypeError('x is undefined')).message).toContain('are kept')
})
