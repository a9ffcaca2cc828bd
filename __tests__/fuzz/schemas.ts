import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import manifestSchema from '../../manifest.schema.json' with { type: 'json' }
import { durations } from '../../src/base/durations.ts'
import { describe } from '../../src/documents/mismatch.ts'
import { checkShape, readParamSchema } from '../../src/documents/schema.ts'
import { inherited, json, mapping, record, text } from './hostile.ts'
import { claim, property, type Property } from './property.ts'

const odd = fc.oneof(json, fc.constantFrom(5, 'x', null, [], {}, true, { toString: 1 }))

const pattern = fc.oneof(
  fc.constantFrom(
    '^(a+)+$',
    '(a*)*b',
    '(a|a)*$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '[',
    '(?<=a)',
    '\\',
  ),
  text,
)

const names = ['prompt', 'a', 'num_images', 'image_url', ...inherited]
const types = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null']

/** One keyword, and what it may say, or may not. */
function keyword(name: string, ...says: readonly fc.Arbitrary<unknown>[]) {
  return fc.oneof(...says, odd).map((each) => [name, each] as const)
}

/** What a schema may say of one value: a few keywords at a time. */
const valueSchema = fc.letrec<{ one: unknown }>((tie) => {
  const one = tie('one')
  const keywords = [
    keyword('type', fc.constantFrom(...types, ...inherited), fc.array(fc.constantFrom(...types))),
    keyword('enum', fc.array(json, { maxLength: 3 })),
    keyword('const', json),
    keyword('default', json),
    keyword('minimum', fc.nat(5)),
    keyword('exclusiveMinimum', fc.constantFrom(true, false, 0)),
    keyword('maxLength', fc.nat(5)),
    keyword('minItems', fc.nat(2)),
    keyword('multipleOf', fc.constantFrom(0.01, 0, -1, 3)),
    keyword('format', fc.constantFrom('uri', 'date-time', 'regex', 'email', 'nonsense')),
    keyword('pattern', pattern),
    keyword('items', one, fc.array(one, { maxLength: 2 })),
    keyword('properties', mapping(fc.constantFrom(...names), one, 2)),
    keyword('patternProperties', mapping(pattern, one, 1)),
    keyword('additionalProperties', fc.boolean(), one),
    keyword('unevaluatedProperties', fc.boolean()),
    keyword('required', fc.array(fc.constantFrom(...names), { maxLength: 3 })),
    keyword('anyOf', fc.array(one, { maxLength: 3 })),
    keyword('allOf', fc.array(one, { maxLength: 2 })),
    keyword('not', one),
    keyword('if', one),
    keyword('then', one),
    keyword('$ref', fc.constantFrom('#', '#/properties/a', '#/$defs/x', 'https://x.example/s')),
    keyword('$dynamicRef', fc.constantFrom('#', '#a')),
    keyword('$id', fc.constantFrom('x', 'https://json-schema.org/draft/2020-12/schema', '#')),
    keyword('$anchor', fc.constantFrom('a', '1')),
    keyword('$async', fc.boolean()),
    keyword('nullable', fc.boolean()),
    keyword('uniqueItems', fc.boolean()),
  ]
  return {
    one: fc.oneof(
      { maxDepth: 3 },
      { weight: 6, arbitrary: entries(fc.oneof(...keywords), 3) },
      { weight: 1, arbitrary: fc.boolean() },
      { weight: 1, arbitrary: odd },
    ),
  }
}).one

function entries(each: fc.Arbitrary<readonly [string, unknown]>, maxLength: number) {
  return fc
    .array(each, { maxLength })
    .map((all): Record<string, unknown> => Object.fromEntries(all))
}

const dialects = ['draft-04/schema#', 'draft-07/schema#', 'draft/2020-12/schema'].map(
  (each) => `http://json-schema.org/${each}`,
)

const top = fc
  .tuple(
    valueSchema,
    mapping(fc.constantFrom(...names), valueSchema, 3),
    entries(
      fc.oneof(
        keyword('$schema', fc.constantFrom(...dialects, 'nonsense')),
        keyword('$async', fc.boolean()),
        keyword('properties'),
      ),
      1,
    ),
  )
  .map(([base, properties, more]) => ({ ...(base as object), properties, ...more }))

const params = fc.oneof(
  mapping(fc.constantFrom(...names), json),
  mapping(fc.constantFrom(...names), fc.constantFrom('a', 'aaaa', 5, 1, null, true, ['a'], {})),
  record,
)

/** Schemas that a model may well have. */
const sane = fc
  .record({
    properties: mapping(
      fc.constantFrom(...names),
      fc.oneof(
        fc.record({ type: fc.constantFrom(...types) }),
        fc.record({
          type: fc.constant('string'),
          maxLength: fc.nat(4),
          pattern: fc.constant('^a'),
        }),
        fc.record({ enum: fc.array(fc.constantFrom('a', 5, null, 'aaaa'), { minLength: 1 }) }),
        fc.record({ type: fc.constant('integer'), minimum: fc.nat(3), maximum: fc.nat(6) }),
        fc.record({ anyOf: fc.constant([{ type: 'null' }, { type: 'string', minLength: 2 }]) }),
        fc.record({ type: fc.constant('array'), items: fc.constant({ enum: ['a'] }) }),
      ),
    ),
    required: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 }),
    additionalProperties: fc.boolean(),
  })
  .map((each) => each as Record<string, unknown>)

const evil = ['^(a+)+$', '(a*)*b', '^(a|a)*$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*a){20}']

/** Schemas that take for ever where nobody looks at the clock. */
const slow = fc.oneof(
  fc
    .record({ schema: fc.constantFrom(...evil), at: fc.constantFrom('pattern', 'key', 'format') })
    .map(({ schema, at }) => {
      const attack = `${'a'.repeat(60)}!`
      return at === 'key'
        ? { schema: { patternProperties: { [schema]: {} } }, value: { [attack]: 1 } }
        : { schema: { properties: { a: { pattern: schema } } }, value: { a: attack } }
    }),
  fc.constantFrom(18, 40).map((depth) => ({
    schema: {
      $defs: Object.fromEntries(
        Array.from({ length: depth }, (_, i) => {
          const next = { $ref: `#/$defs/d${i + 1}` }
          return [`d${i}`, i + 1 === depth ? { type: 'object' } : { allOf: [next, next] }]
        }),
      ),
      $ref: '#/$defs/d0',
    },
    value: { a: 1 },
  })),
  fc
    .record({
      items: fc.constantFrom(
        { type: 'string', enum: ['x'] },
        { anyOf: [{ type: 'string' }, { type: 'null' }] },
        { oneOf: [{ const: 'x' }, { type: 'boolean' }] },
      ),
      times: fc.constantFrom(1000, 100_000),
    })
    .map(({ items, times }) => ({
      schema: { properties: { a: { type: 'array', items } } },
      value: { a: Array<number>(times).fill(1) },
    })),
  fc.constantFrom(1000, 6000).map((times) => ({
    schema: { properties: { a: { uniqueItems: true } } },
    value: { a: Array.from({ length: times }, (_, i) => ({ i })) },
  })),
)

async function checkOf(schema: Record<string, unknown>) {
  return (await readParamSchema(schema, 'm', durations.checks)).check
}

/** What the models' schemas say, and what becomes of it. */
export const schemas: readonly Property[] = [
  property('any schema checks any params', {
    cases: { full: 1500, short: 60 },
    of: fc.tuple(top, params),
    async holds([schema, value]) {
      const before = JSON.stringify([schema, value])
      const check = await checkOf(schema)
      for (const { message, path } of check(value).mismatches) {
        claim(!message.includes('native code'), 'words of the machine', message)
        claim(
          path.every((step) => typeof step === 'string' || step >= 0),
          'a strange path',
          path,
        )
      }
      claim(JSON.stringify([schema, value]) === before, 'something was changed')
      // A promise that nobody looks at would end the step later.
      await new Promise(setImmediate)
    },
  }),

  property('what a schema takes can be told', {
    cases: { full: 700, short: 60 },
    of: valueSchema,
    holds(each) {
      const words = describe(each)
      claim(!words.includes('native code'), 'words of the machine', words)
    },
  }),

  property('what the schema refuses is refused, and nothing else', {
    cases: { full: 500, short: 40 },
    of: fc.tuple(sane, params),
    async holds([schema, value]) {
      // Ajv leaves out this name wherever it is that of a property, and counts it as unknown.
      fc.pre(!Object.hasOwn(schema['properties'] as object, '__proto__'))
      const valid = new Ajv2020({ strict: false, unicodeRegExp: false }).validate(schema, value)
      const { mismatches: found } = (await checkOf(schema))(value)
      const unknown =
        schema['additionalProperties'] === false &&
        Object.keys(value).some((key) => !Object.hasOwn(schema['properties'] as object, key))
      const refused = found.length > 0 || unknown
      claim(refused === !valid, valid ? 'refused' : 'taken', schema, value, found)
    },
  }),

  property('a schema that would take for ever ends', {
    cases: { full: 40, short: 2 },
    // A schema may take ten seconds, and then each param by itself.
    bound: 15_000,
    of: slow,
    async holds({ schema, value }) {
      const { mismatches: found } = (await checkOf(schema))(value)
      claim(found.length <= 200, 'too many', found.length)
    },
  }),

  property('any mapping is a manifest or is refused', {
    cases: { full: 150, short: 25 },
    of: fc.oneof(
      record,
      fc.array(json, { maxLength: 4 }).map((generations) => ({ generations })),
      fc.tuple(json, fc.constantFrom(100, 30_000)).map(([each, times]) => ({
        generations: Array<unknown>(times).fill(each),
      })),
      fc
        .array(mapping(fc.constantFrom('name', 'model', 'params', 'matrix', 'x'), json))
        .map((generations) => ({ generations })),
    ),
    async holds(value) {
      const found = await checkShape(value, manifestSchema, 'a manifest', () => undefined)
      const valid = new Ajv({ strict: false }).validate(manifestSchema, value)
      claim(valid === (found.length === 0), 'judged otherwise', value, found)
    },
  }),
]
