import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { parse } from 'yaml'
import { durations } from '../../src/base/durations.ts'
import { isRecord } from '../../src/base/json.ts'
import { readParamSchema } from '../../src/documents/schema.ts'
import { parseMapping, type Mapping, type Path } from '../../src/documents/yaml.ts'
import { inherited, key, mapping, record, text } from './hostile.ts'
import { claim, property, type Property } from './property.ts'
import { long, yaml } from './written.ts'

function isFinding({ message, place }: Mapping['problems'][number]): boolean {
  const fine = !place || (place.line >= 1 && place.column >= 1)
  return fine && message !== '' && !/native code|Cannot read/.test(message)
}

/** Values as people have them. */
const likely = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('x', 1, true, null, 'a: b', ' x ', '|', '"'),
    fc.array(tie('any'), { maxLength: 3 }),
    mapping(fc.oneof(fc.constantFrom('a', 'b', 'c', ...inherited), text), tie('any'), 4),
  ),
})).any

/** Every way to a key in a value. */
function pathsIn(value: unknown, above: Path = []): readonly Path[] {
  const entries = Array.isArray(value)
    ? [...value.entries()]
    : isRecord(value)
      ? Object.entries(value)
      : []
  return entries.flatMap(([step, each]) => [[...above, step], ...pathsIn(each, [...above, step])])
}

/** Numbers that JSON and a person tell apart, and this does not. */
function isExact(value: unknown): boolean {
  return pathsIn({ value })
    .map((path) =>
      path.reduce<unknown>((each, step) => (each as Record<string, unknown>)[step], { value }),
    )
    .every(
      (each) => typeof each !== 'number' || !Number.isInteger(each) || Number.isSafeInteger(each),
    )
}

/** What titles and prompts are made of. */
const plainPieces = [
  ...[
    'A red kite',
    'fix',
    ' ',
    '  ',
    '#',
    '#42',
    ' #42',
    ': ',
    ':',
    ' - ',
    '- ',
    '? ',
    '! ',
    '!',
    '&',
    '&co ',
  ],
  ...[
    '*',
    '*bold*',
    '@me ',
    '%',
    '`',
    '|',
    '>',
    '>-',
    '[',
    ']',
    '[wip] ',
    '{',
    '}',
    ',',
    ', ',
    '~',
    'null',
  ],
  ...[
    'true',
    'No',
    '3.10',
    '001',
    '1e3',
    '0x1F',
    '.5',
    '2024-01-01',
    '12:30',
    '"',
    "'",
    "it's",
    '\\',
    '$',
  ],
  ...[
    '\t',
    '\u00a0',
    '\uff1a',
    '\u2028',
    '---',
    '...',
    '<<',
    '=',
    '\u{1f600}',
    '夏',
    '-',
    '+',
    '_',
  ],
]

const wantsText = { properties: { prompt: { type: 'string' }, seed: { type: 'integer' } } }

/** Params and manifests as text. */
export const documents: readonly Property[] = [
  property('any text is a mapping or has problems with a place', {
    cases: { full: 4000, short: 300 },
    of: yaml,
    async holds(written) {
      const { value, problems, locate } = await parseMapping(written, undefined, 'prompt: x')
      claim(isRecord(value), 'no mapping', value)
      claim(problems.every(isFinding), 'a strange problem', problems)
      if (problems.length > 0) {
        claim(Object.keys(value).length === 0, 'a value with problems', value)
        return
      }
      claim(
        isDeepStrictEqual(JSON.parse(JSON.stringify(value)), withoutMinus(value)),
        'no JSON',
        value,
      )
      const lines = written.split('\n').length
      for (const path of pathsIn(value)) {
        const place = locate(path)
        claim(place !== undefined && place.line <= lines, 'nowhere', path, place)
      }
      claim(Object.prototype.constructor === Object && !('a' in {}), 'a changed prototype')
    },
  }),

  property('nothing that is written is lost', {
    cases: { full: 2000, short: 150 },
    of: fc.array(
      fc.tuple(
        fc.constantFrom(
          '~',
          'null',
          '""',
          "'null'",
          'a',
          '"a"',
          '1',
          '"1"',
          '01',
          '1.0',
          'true',
          '__proto__',
          '-0',
          '0',
          '[a]',
          '<<',
          'Null',
          ' ',
        ),
        fc.nat(3),
      ),
      { minLength: 1, maxLength: 4 },
    ),
    async holds(entries) {
      const written = `{${entries.map(([each, i]) => `${each}: ${i}`).join(', ')}}`
      const { value, problems } = await parseMapping(written, undefined, 'prompt: x')
      const kept = Object.keys(value).length
      claim(problems.length > 0 || kept === entries.length, 'a key that is gone', written, value)
    },
  }),

  property('JSON is read as JSON', {
    cases: { full: 2000, short: 150 },
    of: fc.tuple(record, fc.constantFrom(undefined, 2, '\t', '\n', '\r\n ')),
    async holds([value, space]) {
      const refused = /"<<"|\\u(0000|d[89a-f])/
      fc.pre(isExact(value) && !refused.test(JSON.stringify(value)))
      const written = JSON.stringify(value, null, space)
      const { value: read, problems } = await parseMapping(written, undefined, 'prompt: x')
      claim(problems.length === 0, 'refused', written, problems)
      claim(isDeepStrictEqual(read, JSON.parse(written)), 'read as something else', written, read)
    },
  }),

  property('YAML is read as the library reads it', {
    cases: { full: 1000, short: 80 },
    of: mapping(key, likely),
    async holds(value) {
      const { stringify } = await import('yaml')
      const written = stringify(value)
      const { value: read, problems } = await parseMapping(written, undefined, 'prompt: x')
      if (problems.length > 0) return
      claim(
        isDeepStrictEqual(read, parse(written, { uniqueKeys: false })),
        'differs',
        written,
        read,
      )
    },
  }),

  property('text that is meant, written without quotes, is read as it is, or there is a finding', {
    cases: { full: 5000, short: 400 },
    of: fc
      .array(fc.constantFrom(...plainPieces), { minLength: 1, maxLength: 6 })
      .map((all) => all.join('').trim()),
    async holds(text) {
      // A comment, and text in quotes (behind a tag or an anchor too), are meant as YAML has them.
      const isQuoted = /^([!&]\S*\s+)*["']/.test(text)
      fc.pre(text !== '' && !/(^|\s)#(\s|$)/.test(text) && !isQuoted)
      const { value, problems, misreadings, sourceOf } = await parseMapping(
        `prompt: ${text}\nseed: 1`,
        undefined,
        'prompt: x',
      )
      if (problems.length > 0 || misreadings.length > 0) return
      const { prompt } = value
      const schema = await readParamSchema(wantsText, 'm', durations.checks)
      const [mismatch] = schema.check(value, sourceOf).mismatches
      claim(mismatch !== undefined || prompt === text, 'other text, and nothing said', text, value)
      if (typeof prompt !== 'number' && typeof prompt !== 'boolean') return
      const advice = `Quote it: ${JSON.stringify(text)}.`
      claim(mismatch?.message.endsWith(advice) === true, 'other advice', text, mismatch)
    },
  }),

  property('long text is read or refused in time', {
    cases: { full: 100, short: 4 },
    bound: 15_000,
    of: long,
    async holds({ head, unit, times, tail }) {
      const written = head + unit.repeat(times) + tail
      const { problems } = await parseMapping(written, undefined, 'prompt: x')
      claim(problems.every(isFinding), 'a strange problem', problems[0])
    },
  }),
]

/** JSON has no -0. */
function withoutMinus(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMinus)
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withoutMinus(v)]))
  return Object.is(value, -0) ? 0 : value
}
