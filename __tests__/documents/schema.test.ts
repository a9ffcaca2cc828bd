import { durations } from '../../src/base/durations.ts'
import { readParamSchema, type Checked } from '../../src/documents/schema.ts'

type Json = Readonly<Record<string, unknown>>

async function check(schema: Json, params: Json): Promise<Checked> {
  return (await readParamSchema(schema, 'm', durations.checks)).check(params)
}

/** A schema of three params, of which `x` is odd. */
function withOdd(x: unknown, more: Json = {}): Json {
  const properties = { prompt: { type: 'string' }, n: { type: 'integer', maximum: 4 }, x }
  return { required: ['prompt'], properties, ...more }
}

const odd: readonly (readonly [string, Json, unknown, RegExp])[] = [
  [
    'a reference that leads nowhere',
    withOdd({ anyOf: [{ $ref: '#/components/schemas/Size' }, { enum: ['square'] }] }),
    'round',
    /`\$ref` leads nowhere \(`#\/components\/schemas\/Size`\)/,
  ],
  ['a type that there is not', withOdd({ type: 'float' }), 'a', /`type` is "float"/],
  ['an empty enum', withOdd({ enum: [] }), 5, /`enum` is \[\]/],
  ['a limit as text', withOdd({ type: 'integer', minimum: '1' }), 0, /`minimum` is "1"/],
  [
    'a pattern of Python',
    withOdd({ pattern: '\\A#[0-9a-f]{6}\\Z' }),
    '#aabbcc',
    /pattern `\\A#\[0-9a-f\]\{6\}\\Z` is not in the syntax of JSON Schema/,
  ],
  ['a group of Python', withOdd({ pattern: '(?P<a>x)' }), 'b', /is not in the syntax/],
  ['a class of POSIX', withOdd({ pattern: '^[[:alpha:]]+$' }), 'abc', /is not in the syntax/],
  [
    'a pattern that takes for ever',
    withOdd({ pattern: '^(a+)+$' }),
    `${'a'.repeat(50)}!`,
    /takes too long/,
  ],
  ['text where a schema belongs', withOdd('text'), 1, /is no schema/],
]

test.concurrent.each(odd)('%s: the other params are checked', async (_, schema, x, why) => {
  const { mismatches, gaps } = await check(schema, { n: 40, x })
  expect(mismatches.map(({ message }) => message)).toEqual([
    '`prompt` is missing: m needs this param. It takes text.',
    '`n` is 40, and m takes at most 4.',
  ])
  expect(gaps.map(({ property }) => property)).toEqual(['x'])
  expect(gaps[0]?.why).toMatch(why)
})

test.concurrent.each(odd)('%s: told only where that param is there', async (_, schema) => {
  expect(await check(schema, { prompt: 'a' })).toEqual({ mismatches: [], gaps: [] })
})

test.concurrent('what an odd param still says counts', async () => {
  const { mismatches } = await check(withOdd({ type: 'integer', minimum: '1', maximum: 9 }), {
    prompt: 'a',
    x: 10,
  })
  expect(mismatches.map(({ message }) => message)).toEqual(['`x` is 10, and m takes at most 9.'])
})

const translated: readonly (readonly [string, Json, unknown, readonly string[]])[] = [
  ['nullable without type', withOdd({ nullable: true, enum: ['a'] }), null, []],
  [
    'nullable without type, another value',
    withOdd({ nullable: true, enum: ['a'] }),
    'b',
    ['`x` is "b", and m takes "a" or null.'],
  ],
  [
    'exclusiveMinimum of draft 4',
    withOdd({ minimum: 0, exclusiveMinimum: true }),
    0,
    ['`x` is 0, and m takes more than 0.'],
  ],
  [
    'a tuple of draft 7',
    withOdd({ items: [{ type: 'integer' }] }),
    ['a'],
    ['`x.0` is "a", and m takes a whole number.'],
  ],
  ['required: null', withOdd({}, { required: null }), 1, []],
  ['a number of OpenAPI 3.0', withOdd({ type: 'number', nullable: true }), null, []],
]

test.concurrent.each(translated)('%s is understood', async (_, schema, x, messages) => {
  const { mismatches, gaps } = await check(schema, { prompt: 'a', x })
  expect(mismatches.map(({ message }) => message)).toEqual(messages)
  expect(gaps).toEqual([])
})

test.concurrent('`required: true` on a param, as draft 3 writes it', async () => {
  const { mismatches } = await check(withOdd({ type: 'string', required: true }), { prompt: 'a' })
  expect(mismatches.map(({ message }) => message)).toEqual([
    '`x` is missing: m needs this param. It takes text.',
  ])
})

const fitting: readonly (readonly [string, Json, unknown])[] = [
  ['letters of all scripts', { pattern: '^[\\p{L}\\p{N} ]+$' }, 'Größe 12 日本'],
  ['five emoji as five characters', { pattern: '^.{1,5}$', maxLength: 5 }, '😀😀😀😀😀'],
  ['an escape that Unicode patterns do not have', { pattern: '^[a-z\\_]+\\@$' }, 'a_b@'],
  ['letters with accents for \\w', { pattern: '^[\\w\\s]+$' }, 'Größe drei'],
  ['a URL with a space', { type: 'string', format: 'uri' }, 'https://example.com/a b.png'],
]

test.concurrent.each(fitting)('%s', async (_, x, value) => {
  expect(await check(withOdd(x), { prompt: 'a', x: value })).toEqual({ mismatches: [], gaps: [] })
})

test.concurrent('a pattern still refuses', async () => {
  const { mismatches } = await check(withOdd({ pattern: '^[\\w]+$' }), { prompt: 'a', x: 'a b' })
  expect(mismatches.map(({ message }) => message)).toEqual([
    '`x` is "a b", and m takes text that matches `^[\\w]+$`.',
  ])
})

test.concurrent.each([
  [{ type: 'string', minLength: 3 }, 'é', '`x` has 1 character, and m takes at least 3.'],
  [{ type: 'string', maxLength: 2 }, '😀😀😀', '`x` has 3 characters, and m takes at most 2.'],
  [{ type: 'array', minItems: 2 }, [1], '`x` has 1 item, and m takes at least 2.'],
  [{ enum: ['4s', '8s'] }, 8, '`x` is 8, and m takes "4s" or "8s". Did you mean "8s"?'],
  [{ enum: ['4s', '8s'] }, '8', '`x` is "8", and m takes "4s" or "8s". Did you mean "8s"?'],
  [{ enum: ['5', '10'] }, '5s', '`x` is "5s", and m takes "5" or "10". Did you mean "5"?'],
  [
    { enum: ['square_hd', 'auto'] },
    'Square-HD',
    '`x` is "Square-HD", and m takes "square_hd" or "auto". Did you mean "square_hd"?',
  ],
  [
    { enum: ['portrait', 'landscape'] },
    'portrai',
    '`x` is "portrai", and m takes "portrait" or "landscape". Did you mean "portrait"?',
  ],
  [{ enum: ['1K', '2K'] }, '8K', '`x` is "8K", and m takes "1K" or "2K".'],
  [{ allOf: [{ enum: ['a'] }] }, 'c', '`x` is "c", and m takes "a".'],
])('%j and %j', async (x, value, message) => {
  const { mismatches } = await check(withOdd(x), { prompt: 'a', x: value })
  expect(mismatches.map((each) => each.message)).toEqual([message])
})

test.concurrent('one wrong value of a choice behind a reference is one mismatch', async () => {
  const $defs = {
    Size: { type: 'object', properties: { w: { $ref: '#/$defs/W' } } },
    W: { type: 'integer' },
  }
  const schema = withOdd({ anyOf: [{ $ref: '#/$defs/Size' }, { enum: ['square'] }] }, { $defs })
  const { mismatches } = await check(schema, { prompt: 'a', x: { w: 'wide' } })
  expect(mismatches).toHaveLength(1)
})

test.concurrent('a value that takes for ever is told, and the others are checked', async () => {
  const schema = { properties: { a: { uniqueItems: true }, n: { type: 'integer' } } }
  const many = Array.from({ length: 30_000 }, (_, i) => ({ i }))
  const { mismatches, gaps } = await check(schema, { a: many, n: 'x' })
  expect(mismatches.map(({ message }) => message)).toEqual([
    '`n` is "x", and m takes a whole number.',
  ])
  expect(gaps.map(({ property }) => property)).toContain('a')
})

test.concurrent('a list of very many wrong values is told in time', async () => {
  const items = { oneOf: [{ const: 'x' }, { type: 'boolean' }, { $ref: '#/$defs/deep' }] }
  const schema = {
    $defs: { deep: { type: 'object', properties: { a: { type: 'string' } } } },
    properties: { a: { type: 'array', items } },
  }
  const began = performance.now()
  const { mismatches } = await check(schema, { a: Array<number>(100_000).fill(1) })
  expect(mismatches).toHaveLength(100)
  expect(performance.now() - began).toBeLessThan(60_000)
})

test.concurrent.each([
  [{ properties: {} }, true],
  [{}, true],
  [{ properties: { a: {} } }, false],
  [{ properties: { a: {} }, additionalProperties: false }, false],
  [{ properties: { a: {} }, additionalProperties: true }, true],
  [{ properties: { a: {} }, additionalProperties: { type: 'string' } }, true],
  [{ properties: { a: {} }, $ref: '#/nowhere' }, true],
  [{ properties: { a: {} }, allOf: [{}] }, true],
  [{ properties: { a: {} }, patternProperties: { '^x': {} }, additionalProperties: false }, true],
])('%j may allow more params than it names: %s', async (schema, expected) => {
  expect((await readParamSchema(schema, 'm', durations.checks)).allowsMore).toBe(expected)
})
