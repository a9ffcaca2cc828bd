import fc from 'fast-check'
import { inherited, json, mapping, record, text } from './hostile.ts'

const yamlPieces = [
  '&a ',
  '*a',
  '<<: ',
  '!!js/function ',
  '!!binary ',
  '!!set ',
  '!<tag:x> ',
  '%YAML 1.1\n',
  '---\n',
  '...\n',
  '? ',
  '- ',
  ': ',
  ', ',
  '[',
  ']',
  '{',
  '}',
  '|\n  ',
  '>-\n  ',
  '#',
  '"',
  "'",
  '\t',
  '\n',
  '\r\n',
  '\r',
  '  ',
  'a: ',
  'b: 1\n',
  '~: ',
  'null: ',
  '"": ',
  '.inf',
  '-.nan',
  '0o17',
  '0x1F',
  '1_000',
  '9007199254740993',
  '1e400',
  '-0',
  'yes',
  'NO',
  '2001-12-14t21:59:43.10-05:00',
  '@',
  '`',
  '%',
  '\ufeff',
  '\0',
  '\u0085',
  '\u2028',
  '\ud800',
  '__proto__: ',
  'constructor: ',
  'toString: ',
]

/** What people write, and what nobody would. */
export const yaml = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(...yamlPieces), { maxLength: 14 })
      .map((all) => all.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.array(fc.oneof(fc.constantFrom(...yamlPieces), text)).map((all) => all.join('')),
  },
  { weight: 1, arbitrary: text },
  { weight: 1, arbitrary: record.map((each) => JSON.stringify(each)) },
  { weight: 1, arbitrary: record.map((each) => JSON.stringify(each, null, '\t')) },
)

const heads = ['', 'a: [', 'a: {', 'a: "', 'a: |\n', 'k: &a [1]\n']
const units = [
  '[',
  '{a: ',
  '- ',
  '? ',
  '&a ',
  '!t ',
  'a: 1\n',
  '1,',
  '"',
  "'",
  '\n',
  '\t',
  ' ',
  '#',
  '\\',
]
const more = ['\r', '${{', '""', '- - ', '|\n', '\u{1f600}', '{}', ',']

/** One piece again and again. */
export const long = fc
  .record({
    start: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.tuple(fc.constantFrom(...heads), fc.constantFrom(...units, ...more)),
      },
      { weight: 1, arbitrary: fc.constant(['k: &a 1\nl: [', '*a,'] as const) },
    ),
    tail: fc.constantFrom('', ']', '}', '"', '!', ': 1'),
    size: fc.constantFrom(1000, 30_000, 250_000),
  })
  .map(({ start: [head, unit], tail, size }) => {
    return { head, unit, tail, times: Math.ceil(size / unit.length) }
  })

const expressionPieces = [
  'github',
  '.event',
  '.title',
  '.list',
  "['ref']",
  '.*',
  '[0]',
  '[-1]',
  '[1e9]',
  'env',
  '.TITLE',
  'env.LIST',
  '.constructor',
  '.__proto__',
  ".toString('x')",
  '(',
  ')',
  ',',
  "'",
  "''",
  "'x'",
  '!',
  '==',
  '&&',
  '||',
  'fromJSON(',
  'toJSON(',
  'join(',
  'format(',
  "'{0}{0}{0}'",
  'contains(',
  'case(',
  'hashFiles(',
  'constructor(',
  'NaN',
  'Infinity',
  '-0',
  '0x1F',
  '1e999',
  'null',
  'true',
  ' ',
  '}}',
  '${{',
  '\n',
]

/** Text with expressions, whole ones and broken ones. */
export const template = fc.oneof(
  fc
    .array(fc.constantFrom(...expressionPieces), { maxLength: 10 })
    .map((all) => `\${{ ${all.join('')} }}`),
  fc.array(fc.oneof(fc.constantFrom(...expressionPieces), text)).map((all) => all.join('')),
)

/** Functions inside functions, which grow. */
export const growing = fc.letrec<{ one: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    fc.constantFrom("'xxxxxxxxxx'", 'env.TITLE', 'env.LIST', 'toJSON(github)'),
    tie('one').map((each) => `format('${'{0}'.repeat(60)}', ${each})`),
    tie('one').map((each) => `join(fromJSON(env.LIST), ${each})`),
    tie('one').map((each) => `toJSON(${each})`),
    tie('one').map((each) => `fromJSON(toJSON(fromJSON(toJSON(${each}))))`),
  ),
})).one

const names = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'A',
    'a-${{ matrix.x }}',
    '..',
    'con',
    '${{ matrix.constructor }}',
    ...inherited,
  ),
  text,
)

const uses = fc.oneof(
  fc
    .constantFrom('a', 'b', 'constructor', 'toString', '__proto__', 'c')
    .map((name) => `\${{ generations['${name}'].assets[0].url }}`),
  fc.constantFrom(
    '${{ matrix.x }}',
    '${{ github.ref }}',
    '${{ nope }}',
    '${{ generations.*.task_id }}',
  ),
  template,
)

const someParams = mapping(
  fc.constantFrom('prompt', 'image_url', ...inherited),
  fc.oneof(uses, json),
  3,
)

const generation = fc.record(
  {
    name: names,
    model: fc.oneof(fc.constantFrom('m', 'n'), text),
    params: fc.oneof(someParams, fc.constant('${{ fromJSON(\'{"constructor": 1}\') }}')),
    matrix: fc.oneof(
      mapping(
        fc.constantFrom('x', 'constructor', '__proto__', 'include', 'exclude'),
        fc.array(json, { maxLength: 3 }),
        3,
      ),
      fc.constant({ x: ['a', 'b'] }),
      uses,
    ),
  },
  { requiredKeys: ['model'] },
)

/** A manifest that may be read, or nearly. */
export const manifest = fc.record(
  {
    defaults: fc.record({ model: fc.constant('m'), params: someParams }, { requiredKeys: [] }),
    generations: fc.array(generation, { minLength: 1, maxLength: 5 }),
  },
  { requiredKeys: ['generations'] },
)
