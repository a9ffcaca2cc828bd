import fc from 'fast-check'
import { inherited, json, mapping, text, url } from './hostile.ts'

/** One answer of an API that is not itself. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const dates = ['2026-11-25T09:00:00Z', 'yesterday', '', '275760-09-13T00:00:00Z', '+999999-01-01']

const id = fc.oneof(
  { weight: 6, arbitrary: fc.constant('0f8fad5b-d9cb-469f-a165-70867728950e') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('..', '../x', 'a/b', '', ' ', '\ud800', 'a,b', '%2e%2e'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('a\nother=task', 'a\r\n::error::pwned', '%00', '?', '#'),
  },
  { weight: 1, arbitrary: fc.oneof(text, json, fc.constant('x'.repeat(5000))) },
)

const assets = fc.oneof(
  fc.array(fc.record({ id, type: json, url: fc.oneof(url, json), thumbnail_url: json }), {
    maxLength: 3,
  }),
  url,
  url.map((each) => JSON.stringify([{ url: each }])),
  url.map((each) => JSON.stringify(JSON.stringify(each))),
  fc
    .constantFrom(10, 4000)
    .map((times) => Array<unknown>(times).fill({ url: 'https://cdn.example/a.png' })),
  json,
)

/** A task with some fields that no task has. */
export const wildTask = fc.record(
  {
    id,
    model_name: fc.oneof(fc.constant('nano-banana-2'), json),
    gen_type: fc.oneof(fc.constantFrom('image', 'video', ...inherited), json),
    status: fc.oneof(fc.constantFrom('done', 'DONE', 'failed', 'generating', ...inherited), json),
    failed_reason: fc.oneof(text, json),
    assets,
    credits_used: fc.oneof(
      fc.constantFrom('1.5', '-3', 'NaN', '1e400', '', ' 2 ', -1, 1e308),
      json,
    ),
    input_params: json,
    created_at: fc.oneof(
      fc.constantFrom(...dates, { toString: 1 }),
      json,
      mapping(fc.constantFrom(...inherited), json),
    ),
    webhook_url: json,
    next: json,
  },
  { requiredKeys: ['id'] },
)

const deep = fc
  .tuple(
    fc.constantFrom('[]', '{}'),
    fc.constantFrom(100, 5000, 50_000),
    fc.constantFrom('results', 'assets', 'id', 'detail'),
  )
  .map(([kind, depth, at]) => {
    const [open, close] = kind === '[]' ? ['[', ']'] : ['{"a":', '}']
    const inside = `${open.repeat(depth)}1${close.repeat(depth)}`
    return at === 'assets' ? `{"id":"a","status":"done","assets":${inside}}` : `{"${at}":${inside}}`
  })

const body = fc.oneof(
  { weight: 5, arbitrary: wildTask.map((each) => JSON.stringify(each)) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.oneof(wildTask, json), { maxLength: 4 })
      .map((each) => JSON.stringify(each)),
  },
  { weight: 3, arbitrary: json.map((each) => JSON.stringify(each)) },
  {
    weight: 1,
    arbitrary: fc
      .record({ results: json, next: fc.oneof(url, json), remaining_credits: json, detail: json })
      .map((each) => JSON.stringify(each)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '<html><title>x',
      '{',
      '\ufeff{}',
      'null',
      '<script'.repeat(600),
      '[1e999]',
    ),
  },
  { weight: 1, arbitrary: deep },
)

const printable = text.map((each) => each.replaceAll(/[^\x20-\x7e]/g, ''))

/** Values of a header that clients look at. */
export const header = fc.oneof(
  fc.constantFrom(
    '-1',
    '0',
    '0.5',
    '99999999999999999999',
    'soon',
    'Wed, 21 Oct 2015 07:28:00 GMT',
  ),
  fc.constantFrom(
    'Fri, 31 Dec 9999 23:59:59 GMT',
    '../x',
    'https://evil.example/',
    'attachment; filename="../../x"',
  ),
  printable,
)

/** Whatever a server may say. */
export const answer: fc.Arbitrary<Answer> = fc.record({
  status: fc.constantFrom(
    200,
    200,
    200,
    200,
    201,
    204,
    301,
    307,
    400,
    401,
    402,
    403,
    404,
    409,
    418,
    422,
    429,
    500,
    503,
  ),
  headers: mapping(
    fc.constantFrom(
      'Retry-After',
      'Date',
      'Content-Type',
      'Location',
      'Content-Disposition',
      'Set-Cookie',
    ),
    header,
    3,
  ),
  body,
})
