/** Answers of the right kind with the wrong thing in them. */
import type { JsonPart } from '../json-stream.ts'
import type { AnswerItem, Fault, FaultMaker } from './fault.ts'

const base64 = (item: AnswerItem) => ('b64_json' in item ? item.b64_json.toString('base64') : '')

function items(says: string, change: (items: readonly AnswerItem[]) => JsonPart[]): FaultMaker {
  return () => ({ says, items: change })
}

/** The same change to each picture's base64; links stay as they are. */
function spelt(says: string, change: (text: string) => string): FaultMaker {
  return items(says, (all) => all.map((item) => ('url' in item ? item : { b64_json: change(base64(item)) })))
}

function linked(says: string, to: string): FaultMaker {
  return ({ url }) => ({ says, items: (all) => all.map(() => ({ url: url ?? to })) })
}

function cost(says: string, value: JsonPart): FaultMaker {
  return () => ({ says, body: (body) => ({ ...body, metadata: { cost: value, cost_currency: 'USD' } }) })
}

function text(says: string, change: NonNullable<Fault['text']>): FaultMaker {
  return () => ({ says, text: change })
}

export const answerFaults = {
  'no-data': items('no picture in the list', () => []),
  'fewer-than-n': items('one picture fewer than asked for', (all) => all.slice(1)),
  'more-than-n': items('one picture more than asked for', (all) => [...all, ...all.slice(0, 1)]),
  'same-picture-twice': items('the first picture in every place', (all) =>
    all.flatMap(() => all.slice(0, 1)),
  ),
  'item-errors': items('an error in place of each picture', (all) =>
    all.map(() => ({ error: { message: 'The provider gave no image.', code: 'UPSTREAM_ERROR' } })),
  ),
  'first-item-error': items('an error in place of the first picture', (all) => [
    { error: { message: 'The provider gave no image.', code: 'UPSTREAM_ERROR' } },
    ...all.slice(1),
  ]),
  'null-item': items('null in place of each picture', (all) => all.map(() => null)),
  'url-null': items('a link that is null', (all) => all.map(() => ({ url: null }))),
  'b64-empty': items('an empty picture', (all) => all.map(() => ({ b64_json: '' }))),
  'b64-newlines': spelt('base64 in lines of 76', (value) => value.replace(/.{76}/g, '$&\r\n')),
  'b64-data-url': spelt('base64 behind data:image/png', (value) => `data:image/png;base64,${value}`),
  'b64-url-alphabet': spelt('base64 in the alphabet of links, without padding', (value) =>
    value.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  ),
  'b64-bad-padding': spelt('base64 with one padding sign too many', (value) => `${value}=`),
  'b64-not-base64': spelt('text that is no base64', () => '<<this is not a picture>>'),
  'private-url': linked('a link to the metadata service', 'http://169.254.169.254/latest/meta-data/'),
  'file-url': linked('a link to a file', 'file:///etc/passwd'),
  'other-host-url': linked('a link to a host nobody vouched for', 'https://media.example.org/a.png'),
  'cost-nan': cost('a cost that is no number', 'NaN'),
  'cost-negative': cost('a negative cost', -0.06),
  'cost-absent': cost('no cost', null),
  'no-metadata': () => ({ says: 'no metadata', body: ({ metadata: _metadata, ...rest }) => rest }),
  'extra-fields': () => ({
    says: 'names nobody promised',
    body: (body) => ({ ...body, '\u0000': 1, constructor: { prototype: 1 }, nested: nest(500) }),
  }),
  'long-revised-prompt': () => ({
    says: 'a revised prompt of a megabyte',
    items: (all) => all.map((item) => ({ ...item, revised_prompt: 'so '.repeat(350_000) })),
  }),
  'cut-json': text('JSON that stops in the middle, with a Content-Length that agrees', (body) =>
    body.slice(0, Math.floor(body.length / 2)),
  ),
  bom: text('JSON behind a byte order mark', (body) => `\uFEFF${body}`),
  'duplicate-keys': text('the list twice, the second one empty', (body) =>
    body.replace(/\}$/, ',"data":[]}'),
  ),
} satisfies Record<string, FaultMaker>

function nest(depth: number): JsonPart {
  return depth === 0 ? null : [nest(depth - 1)]
}
