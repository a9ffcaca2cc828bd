import type { Contexts } from '../../src/documents/expression-evaluate.ts'
import { ExpressionProblem } from '../../src/documents/expression-syntax.ts'
import {
  dataOf,
  hasExpression,
  readTemplate,
  type Evaluated,
} from '../../src/documents/expressions.ts'
import { checkRows } from '../support/rows.ts'

type Values = Readonly<Record<string, unknown>>

const values: Values = {
  github: { ref: 'refs/heads/main', event: { number: 7 } },
  env: { EMPTY: '' },
  matrix: { 'node-version': 12, list: ['zero', 'one'], nothing: [] },
}

function contextsOf(all: Values): Contexts {
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, dataOf(value)]))
}

function evaluated(text: string, all: Values = values): Evaluated {
  const contexts = contextsOf(all)
  return readTemplate(text, contexts).evaluate(contexts)
}

/** The message of what is refused. */
function problemOf(text: string): string {
  try {
    evaluated(text)
  } catch (error) {
    if (error instanceof ExpressionProblem) return error.message
    throw error
  }
  throw new Error(`${text} is accepted`)
}

test('an expression in text gives its value there', async () => {
  await checkRows(
    [
      ['a ${{ 1 }} b', 'a 1 b'],
      ['${{ 1 }}${{ true }}', '1true'],
      ['x${{ null }}y', 'xy'],
      [' ${{ 5 }}', ' 5'],
      ['${{ 5 }}\n', '5\n'],
      ['${{1.50}}!', '1.5!'],
      ['$${{ 1 }}', '$1'],
      ["a ${{ format('{0}}}', '}}') }} b", 'a }}} b'],
      ["it's ${{ 'so' }}, isn't it", "it's so, isn't it"],
      ['{{ a }} ${ b } $ {{ c }} ${{ 1 }}', '{{ a }} ${ b } $ {{ c }} 1'],
      ["${{\n  'over lines'\n}}", 'over lines'],
      ['${{ matrix.list[0] }}: ${{ github.event.number }}', 'zero: 7'],
    ],
    ([text, value]) => {
      expect(evaluated(text).value).toBe(value)
    },
  )
})

test('text without an expression is left alone', () => {
  expect(hasExpression('{{ a }} $ {{ b }} ${c}')).toBe(false)
  expect(hasExpression('a ${{ b }}')).toBe(true)
})

test('what an expression gave is not evaluated', () => {
  const all = { env: { A: '${{ env.B }}', B: 'secret' } }
  expect(evaluated('${{ env.A }}', all).value).toBe('${{ env.B }}')
  expect(evaluated('- ${{ env.A }} -', all).value).toBe('- ${{ env.B }} -')
  expect(evaluated("${{ format('{0}{1}', '${{ env.B', ' }}') }}", all).value).toBe('${{ env.B }}')
})

test('what cannot be read, or may not be used, is refused with the reason', async () => {
  await checkRows(
    [
      ['${{ secrets.KEY }}', /`secrets`.*`github`, `env`, `matrix`.*`env:`.*`expose-env`/],
      ['${{ inputs.name }}', /`inputs`.*`expose-env`/],
      ['${{ matrx.list }}', /`matrx`.*Did you mean `matrix`\?/],
      ['${{ contians(1, 2) }}', /no function `contians`.*Did you mean `contains`\?/],
      ["${{ hashFiles('**') }}", /no function `hashFiles`/],
      ['${{ success() }}', /no function `success`/],
      ['${{ toString() }}', /no function `toString`/],
      ['${{ constructor }}', /`constructor`/],
      ['${{ "double" }}', /cannot be read/],
      ['${{ 1 + 1 }}', /cannot be read/],
      ['${{ 1 == }}', /no expression/],
      ['${{ (1 }}', /no expression/],
      ['${{ github..ref }}', /cannot be read/],
      ['${{ contains(1) }}', /no expression.*Too few/],
      ['${{ join(1, 2, 3) }}', /no expression.*Too many/],
      ["${{ case(true, 'a') }}", /no expression/],
      ["${{ case(1, 'a', 'b') }}", /cannot be evaluated/],
      ["${{ case('true', 'a', 'b') }}", /cannot be evaluated/],
      ["${{ format('{0} {1}', 'a') }}", /cannot be evaluated/],
      ["${{ format('{0', 'a') }}", /cannot be evaluated/],
      ["${{ format('0}', 'a') }}", /cannot be evaluated/],
      ["${{ fromJSON('{') }}", /cannot be evaluated/],
      ["${{ fromJSON('') }}", /cannot be evaluated/],
      ["${{ fromJSON('''x''') }}", /cannot be evaluated/],
      ['${{ }}', /is empty/],
      ['${{ 1', /no `}}` that closes it/],
      ["${{ '}}", /no `}}` that closes it/],
      ['a ${{ matrix.list }} b', /a list in the middle of text.*`toJSON` or `join`/],
      ['a ${{ github.event }}', /a mapping in the middle of text/],
      ['${{ Infinity }}', /gives infinity or no number at all/],
    ],
    ([text, why]) => {
      expect(problemOf(text)).toMatch(why)
    },
  )
})

test('what is too long or too deep is refused', () => {
  expect(problemOf(`\${{ '${'x'.repeat(30_000)}' }}`)).toContain('too long')
  expect(problemOf(`\${{ ${'('.repeat(60)}1${')'.repeat(60)} }}`)).toContain('depth')
})

test('a short expression cannot give gigabytes', () => {
  const tens = '{0}'.repeat(10)
  const bomb = Array.from({ length: 9 }).reduce<string>(
    (inner) => `format('${tens}', ${inner})`,
    "'0123456789'",
  )
  expect(problemOf(`\${{ ${bomb} }}`)).toContain('more than a million characters')
  expect(problemOf(`\${{ contains(${bomb}, 'x') }}`)).toContain('more than a million characters')
})

test('an expression that gives nothing is told, unless it says so itself', async () => {
  await checkRows(
    [
      ['${{ env.EMPTY }}', ['env.EMPTY']],
      ['${{ github.event.missing }} by ${{ env.EMPTY }}', ['github.event.missing', 'env.EMPTY']],
      ['${{ null }}', ['null']],
      ['${{ matrix.nothing }}', []],
      ['${{ false }}', []],
      ['${{ 0 }}', []],
      ["${{ github.event.missing || '' }}", []],
      ["${{ github.event.missing || 'x' }}", []],
    ],
    ([text, empty]) => {
      expect(evaluated(text).empty).toEqual(empty)
    },
  )
})

test('the generations that a template uses are known', async () => {
  await checkRows(
    [
      ['${{ generations.still.assets[0].url }}', ['still']],
      ["${{ generations['hero-16:9'].task_id }}", ['hero-16:9']],
      ["${{ generations[format('kite-{0}', matrix.node-version)].task_id }}", ['kite-12']],
      ['${{ generations.a.task_id }} ${{ generations.b.task_id }}', ['a', 'b']],
      ["${{ join(generations.a.assets.*.url) || (generations).b['name'] }}", ['a', 'b']],
      ['${{ toJSON(generations) }}', [undefined]],
      ['${{ generations.*.task_id }}', [undefined]],
      ['${{ generations[generations.a.name].task_id }}', ['a', undefined]],
      ["${{ 'generations.a' }} generations.b", []],
    ],
    ([text, names]) => {
      const { uses } = readTemplate(text, contextsOf({ ...values, generations: {} }))
      const found = uses.filter(({ context }) => context === 'generations')
      expect(found.map(({ property }) => property)).toEqual(names)
    },
  )
})

test('a use of the token or a secret is seen in whatever way it is written', async () => {
  await checkRows(
    [
      ['${{ github.token }}', 'github', 'token'],
      ["${{ GitHub['TOKEN'] }}", 'github', 'TOKEN'],
      ["${{ (github)[format('to{0}', 'ken')] }}", 'github', 'token'],
      ["${{ case(true, github.token, 'x') }}", 'github', 'token'],
      ["${{ github['token'] }}", 'github', 'token'],
      ['${{ github[join(fromJSON(\'["to","ken"]\'), \'\')] }}', 'github', 'token'],
      ["${{ github[case(true, 'token', 'ref')] }}", 'github', 'token'],
      ["${{ github['to' || 'x'] || github.token }}", 'github', 'token'],
      ['${{ toJSON(github.token) }}', 'github', 'token'],
      ["${{ format('{0}', github.token) }}", 'github', 'token'],
      ["${{ contains(github.token, 'g') }}", 'github', 'token'],
      ["${{ startsWith(github.token, 'ghs') }}", 'github', 'token'],
      ["${{ github.token == 'x' && 1 || 2 }}", 'github', 'token'],
      ['${{ ((github)).token }}', 'github', 'token'],
      ['a ${{ 1 }} b ${{ github.token }} c', 'github', 'token'],
      ['${{ matrix.list[env.SECRET] }}', 'env', 'SECRET'],
      ['${{ !env.SECRET && 1 }}', 'env', 'SECRET'],
      ["${{ env['SECRET'] }}", 'env', 'SECRET'],
      ["${{ env[format('SEC{0}', 'RET')] }}", 'env', 'SECRET'],
      ['${{ env.SECRET < 5 }}', 'env', 'SECRET'],
      ["${{ fromJSON(env.SECRET || '1') }}", 'env', 'SECRET'],
    ],
    ([text, context, property]) => {
      const { uses } = readTemplate(text, contextsOf(values))
      expect(uses).toContainEqual({ context, property })
    },
  )
})
