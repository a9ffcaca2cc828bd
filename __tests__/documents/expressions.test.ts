import type { Contexts } from '../../src/documents/expression-evaluate.ts'
import { dataOf, readTemplate } from '../../src/documents/expressions.ts'
import { checkRows } from '../support/rows.ts'

const fruits = [
  { name: 'apple', quantity: 1 },
  { name: 'orange', quantity: 2 },
  { name: 'pear', quantity: 1 },
]

/** What files may use, with something of every type in it. */
const contexts: Contexts = {
  github: dataOf({
    ref: 'refs/heads/main',
    event: {
      number: 7,
      draft: false,
      body: null,
      issue: { labels: [{ name: 'Bug' }, { name: 'help wanted' }, { id: 3 }] },
      orders: [{ lines: [{ sku: 'a' }, { sku: 'b' }] }, { lines: [{ sku: 'c' }] }, {}],
    },
  }),
  env: dataOf({ COUNT: '3', PROPERTY: 'ref' }),
  matrix: dataOf({
    fruits,
    'node-version': 12,
    list: ['zero', 'one', 'two'],
    nothing: [],
    stock: { apple: { quantity: 4 }, pear: { quantity: 5 }, sold: 'out' },
  }),
}

function valueOf(expression: string): unknown {
  return readTemplate(`\${{ ${expression} }}`, contexts).evaluate(contexts).value
}

type Row = readonly [expression: string, value: unknown]

function table(title: string, rows: readonly Row[]): void {
  test(`expressions: ${title}`, async () => {
    await checkRows(rows, ([expression, value]) => {
      expect(valueOf(expression)).toEqual(value)
    })
  })
}

table('literals', [
  ['null', null],
  ['true', true],
  ['false', false],
  ['711', 711],
  ['-9.2', -9.2],
  ['.5', 0.5],
  ['+3', 3],
  ['0xff', 255],
  ['0xFF', 255],
  ['0o17', 15],
  ['-2.99e-2', -0.0299],
  ['1.2E+2', 120],
  ["''", ''],
  ["'Mona the Octocat'", 'Mona the Octocat'],
  ["'It''s open source!'", "It's open source!"],
  ["''''", "'"],
  ["'}}'", '}}'],
  ['\'say "x"\'', 'say "x"'],
])

table('what binds first', [
  ['true || false && false', true],
  ['(true || false) && false', false],
  ['!true || true', true],
  ['!(true || true)', false],
  ['!0 == true', true],
  ['!(0 == true)', true],
  ['2 > 1 == true', true],
  ['false == 1 > 2', true],
  ["'a' == 'b' || 'c'", 'c'],
  ['1 < 2 && 2 < 3', true],
  ['3 > 2 > 1', false],
  ['!github.event.draft', true],
  ['github.event.number > 6', true],
  ['((7))', 7],
])

table('equality of strings takes no notice of case', [
  ["'push' == 'PUSH'", true],
  ["'push' != 'Push'", false],
  ["'übung' == 'ÜBUNG'", true],
  ["'push' == 'push '", false],
  ["'B' > 'a'", true],
  ["'b' < 'A'", false],
  ["'apple' < 'Banana'", true],
  ["'10' < '9'", true],
  ["'a' <= 'A'", true],
  ["'a' >= 'A'", true],
])

table('unlike types are compared as numbers', [
  ['null == 0', true],
  ["null == ''", true],
  ['null == false', true],
  ['null == null', true],
  ['true == 1', true],
  ['false == 0', true],
  ['true == 2', false],
  ["true == '1'", true],
  ["true == 'true'", false],
  ["'' == 0", true],
  ["'12' == 12", true],
  ["' 12 ' == 12", true],
  ["'-9.2' == -9.2", true],
  ["'0xff' == 255", true],
  ["'1e3' == 1000", true],
  ["'12px' == 12", false],
  ['null < 1', true],
  ['null > -1', true],
  ['true > false', true],
  ["'2' > 1", true],
  ["3 >= '3'", true],
  ['env.COUNT == 3', true],
])

table('what is not a number is equal to none, and neither more nor less', [
  ["'kite' == 0", false],
  ["'kite' != 0", true],
  ["'kite' > 0", false],
  ["'kite' < 0", false],
  ["'kite' >= 0", false],
  ["'kite' <= 0", false],
  ['matrix.list == 0', false],
  ['matrix.stock == 0', false],
  ['matrix.nothing == null', false],
  ['matrix.list > 0', false],
  ['matrix.list <= 0', false],
])

table('lists and mappings are equal when they are the same one', [
  ['matrix.list == matrix.list', true],
  ['matrix.stock != matrix.stock', false],
  ["fromJSON('[1]') == fromJSON('[1]')", false],
  ["fromJSON('{}') != fromJSON('{}')", true],
])

table('&& and || give one of their values', [
  ["'a' && 'b'", 'b'],
  ["'' && 'b'", ''],
  ['0 && 1', 0],
  ["null && 'b'", null],
  ["'a' || 'b'", 'a'],
  ["'' || 'b'", 'b'],
  ["0 || null || 'c'", 'c'],
  ['null || false', false],
  ["'0' || 2", '0'],
  ["'false' && 1", 1],
  ["matrix.nothing && 'true anyway'", 'true anyway'],
  ["github.event.draft && 'draft' || 'final'", 'final'],
  ["github.event.missing || 'the next release'", 'the next release'],
])

table('! turns a value into its contrary', [
  ["!''", true],
  ["!'a'", false],
  ['!0', true],
  ['!-0', true],
  ['!-1', false],
  ['!null', true],
  ['!matrix.nothing', false],
  ['!!matrix.stock', true],
])

table('contains', [
  ["contains('Hello world', 'llo')", true],
  ["contains('Hello world', 'LLO')", true],
  ["contains('Hello world', 'hallo')", false],
  ["contains('Hello world', '')", true],
  ["contains('v1.2', 1.2)", true],
  ["contains(true, 'RU')", true],
  ['contains(fromJSON(\'["push", "pull_request"]\'), \'PUSH\')', true],
  ["contains(fromJSON('[\"pull_request\"]'), 'pull')", false],
  ["contains(fromJSON('[1, true]'), '1')", true],
  ["contains(github.event.issue.labels.*.name, 'bug')", true],
  ["contains(github.event.issue.labels.*.name, 'bugs')", false],
  ["contains(matrix.nothing, '')", false],
  ["contains(matrix.stock, 'apple')", false],
])

table('startsWith and endsWith', [
  ["startsWith('Hello world', 'He')", true],
  ["startsWith('Hello world', 'hELLO')", true],
  ["startsWith('Hello world', 'world')", false],
  ["startsWith(github.ref, 'refs/heads/')", true],
  ['startsWith(123, 12)', true],
  ["startsWith(null, '')", true],
  ["endsWith('Hello world', 'ld')", true],
  ["endsWith('Hello world', 'WORLD')", true],
  ["endsWith('Hello world', 'Hello')", false],
  ["endsWith(true, 'ue')", true],
])

table('format', [
  ["format('Hello {0} {1} {2}', 'Mona', 'the', 'Octocat')", 'Hello Mona the Octocat'],
  ["format('{{Hello {0}!}}', 'Mona')", '{Hello Mona!}'],
  ["format('{{0}}', 'x')", '{0}'],
  ["format('{{{0}}}', 'x')", '{x}'],
  ["format('{1}{0}{1}', 'a', 'b')", 'bab'],
  ["format('{0}', '{1}', 'x')", '{1}'],
  ["format('{0}|{1}|{2}|{3}', null, true, 1.50, 0xff)", '|true|1.5|255'],
  ["format('{10}', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 'ten')", 'ten'],
  ["format('none', 'x')", 'none'],
])

table('join', [
  ['join(matrix.list)', 'zero,one,two'],
  ["join(matrix.list, ' | ')", 'zero | one | two'],
  ["join(matrix.list, '')", 'zeroonetwo'],
  ["join(github.event.issue.labels.*.name, ', ')", 'Bug, help wanted'],
  ["join(fromJSON('[1, true, null, \"x\"]'), '-')", '1-true--x'],
  ["join('alone', '-')", 'alone'],
  ['join(matrix.nothing)', ''],
  ['join(12)', '12'],
])

table('toJSON', [
  ['toJSON(\'say "x"\')', '"say \\"x\\""'],
  ['toJSON(null)', 'null'],
  ['toJSON(1.50)', '1.5'],
  ['toJSON(matrix.nothing)', '[]'],
  [
    'toJSON(fromJSON(\'{"a": [1, {"b": null}]}\'))',
    JSON.stringify({ a: [1, { b: null }] }, null, 2),
  ],
])

table('fromJSON', [
  ["fromJSON('null')", null],
  ["fromJSON('true')", true],
  ["fromJSON('-1.5e1')", -15],
  ['fromJSON(\'"text"\')', 'text'],
  ['fromJSON(env.COUNT)', 3],
  ['fromJSON(\'[1, "2", {"x": [null]}]\')', [1, '2', { x: [null] }]],
  ['fromJSON(toJSON(matrix.fruits))', fruits],
  ['fromJSON(\'{"a": {"B": 2}}\').A.b', 2],
])

table('case', [
  ["case(true, 'first', 'default')", 'first'],
  ["case(false, 'first', 'default')", 'default'],
  ['case(false, 1, 2 > 1, 2, 3)', 2],
  ['case(false, 1, false, 2, null)', null],
  ["case(github.ref == 'refs/heads/main', 'production', 'development')", 'production'],
])

table('names of functions, contexts and properties take no notice of case', [
  ["FROMJSON('1')", 1],
  ["StartsWith('ab', 'A')", true],
  ['GitHub.REF', 'refs/heads/main'],
  ["matrix['NODE-version']", 12],
])

table('properties and indexes', [
  ['github.ref', 'refs/heads/main'],
  ["github['ref']", 'refs/heads/main'],
  ['github[env.PROPERTY]', 'refs/heads/main'],
  ["github.event['issue'].labels[1]['name']", 'help wanted'],
  ['(github.event).number', 7],
  ['matrix.node-version', 12],
  ['matrix.list[0]', 'zero'],
  ["matrix.list['2']", 'two'],
  ['matrix.list[true]', 'one'],
  ['matrix.list[3]', null],
  ['matrix.list[-1]', null],
  ["matrix.list['kite']", null],
  ['matrix.list.zero', null],
  ['github.event.missing', null],
  ['github.event.missing.deeper[0]', null],
  ['github.ref.length', null],
  ['github.event.body.text', null],
])

table('filters', [
  ['matrix.fruits.*.name', ['apple', 'orange', 'pear']],
  ['matrix.fruits[*].quantity', [1, 2, 1]],
  ["matrix.fruits.*['name']", ['apple', 'orange', 'pear']],
  ['matrix.stock.*.quantity', [4, 5]],
  ['matrix.list.*', ['zero', 'one', 'two']],
  ['github.event.issue.labels.*.name', ['Bug', 'help wanted']],
  ['github.event.orders.*.lines.*.sku', ['a', 'b', 'c']],
  ['github.event.missing.*.name', []],
  ['github.ref.*', []],
])

test('the right side is not evaluated where the left one decides', () => {
  expect(valueOf("true || fromJSON('{')")).toBe(true)
  expect(valueOf("false && fromJSON('{')")).toBe(false)
})
