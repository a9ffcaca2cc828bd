import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { InputError } from '../../src/base/errors.ts'
import { ExpressionProblem } from '../../src/documents/expression-syntax.ts'
import { dataOf, readTemplate } from '../../src/documents/expressions.ts'
import { readContext } from '../../src/inputs/context.ts'
import type { Asked } from '../../src/manifest/generation.ts'
import { loadGenerations } from '../../src/manifest/load.ts'
import { crossMatrix } from '../../src/manifest/matrix.ts'
import { inherited, json, mapping } from './hostile.ts'
import { claim, property, type Property } from './property.ts'
import { isFileName } from './texts.ts'
import { growing, manifest, template, yaml } from './written.ts'

const contexts = {
  github: dataOf({
    ref: 'refs/heads/main',
    event: { title: "it's }}", list: [1, [2], { a: null }] },
  }),
  env: dataOf({ TITLE: 'x'.repeat(200), LIST: `[${Array(2000).fill(0).join()}]` }),
}

function lowerCased(value: unknown): boolean {
  const keys = JSON.stringify(value).match(/"(?:[^"\\]|\\.)*":/g) ?? []
  return keys.every((each) => each === each.toLowerCase())
}

const workspace = mkdtempSync(join(tmpdir(), 'creatify-fuzz-'))

async function load(written: string): Promise<Asked | undefined> {
  writeFileSync(join(workspace, 'creatify.yml'), written)
  const context = { ...readContext({}, undefined), workspace, github: { ref: 'refs/heads/main' } }
  try {
    return await loadGenerations({ kind: 'manifest', file: 'creatify.yml' }, { context, env: {} })
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}

function isSound({ generations, findings }: Asked): void {
  for (const { message, place } of findings) {
    claim(
      !/native code|Cannot read|is not a function|call stack/.test(message),
      'a strange message',
      message,
    )
    claim(!place || (place.line >= 1 && place.column >= 1), 'a strange place', place)
  }
  const wrong = new Set(
    findings.flatMap(({ severity, generation: of }) => (severity === 'error' ? [of] : [])),
  )
  if (wrong.has(undefined)) return
  const taken = generations.map(({ name }) => name.toLowerCase())
  claim(new Set(taken).size === taken.length || wrong.size > 0, 'two of one name', taken)
  for (const { name, model, parents, resolve } of generations) {
    if (wrong.has(name)) continue
    // A number may stand behind a hundred characters.
    const isFine = isFileName(name) || isFileName(name.replace(/-\d+$/, ''))
    claim(isFine, 'a name that is no file name', name)
    claim(model.trim() !== '', 'no model', name)
    claim(
      parents.every((parent) => generations.some((each) => each.name === parent)),
      'no parent',
      parents,
    )
    const url = 'https://cdn.example/x.png'
    const { params, problems } = resolve((parent) => ({
      name: parent,
      model_name: 'm',
      input_params: {},
      status: 'done',
      task_id: 't',
      credits_used: 1,
      assets: [{ type: 'image', url, thumbnail_url: null }],
    }))
    for (const each of problems)
      claim(!/Cannot read|native/.test(each.message), 'a strange message', each)
    const left = /\$\{\{ (generations|nope)/.test(JSON.stringify(params))
    claim(!left || problems.length > 0, 'an expression that is sent as it is', name, params)
  }
}

/** Manifests that are short and expand to much: long defaults, many keys, many parents, many expressions, many combinations. */
const bomb = fc
  .record({
    prompt: fc.constantFrom(1, 4000, 100_000, 900_000),
    keys: fc.constantFrom(0, 400, 40_000),
    parents: fc.constantFrom(0, 20, 400),
    expressions: fc.constantFrom(0, 100, 20_000),
    expression: fc.constantFrom('matrix.x', 'github', 'toJSON(github)', 'matrix'),
    entries: fc.integer({ min: 1, max: 20 }),
    combinations: fc.integer({ min: 1, max: 256 }),
  })
  .map(({ prompt, keys, parents, expressions, expression, entries, combinations }) => {
    const named = (count: number, value: (i: number) => unknown) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, value(i)]))
    const params = {
      ...named(expressions, () => `\${{ ${expression} }}`),
      urls: Array.from({ length: parents }, (_, i) => `\${{ generations.p${i}.task_id }}`),
    }
    const matrix = { x: Array.from({ length: combinations }, (_, i) => i) }
    return JSON.stringify({
      defaults: { model: 'm', params: { prompt: 'x'.repeat(prompt), ...named(keys, () => 1) } },
      generations: [
        ...Array.from({ length: parents }, (_, i) => ({ name: `p${i}` })),
        ...Array.from({ length: entries }, (_, i) => ({ name: `e${i}`, matrix, params })),
      ],
    })
  })

/** Manifests, and the language in them. */
export const manifests: readonly Property[] = [
  property('an expression gives JSON or a problem, and not too much', {
    cases: { full: 2000, short: 150 },
    of: fc.oneof(
      { weight: 5, arbitrary: template },
      { weight: 1, arbitrary: growing.map((each) => `\${{ ${each} }}`) },
    ),
    holds(written) {
      try {
        const { value } = readTemplate(written, contexts).evaluate(contexts)
        const size = (JSON.stringify(value) as string | undefined)?.length ?? 0
        claim(size < 5_000_000, 'too much', size)
      } catch (error) {
        if (!(error instanceof ExpressionProblem)) throw error
        claim(
          !/Cannot read|is not a function|native code/.test(error.message),
          'a strange message',
          error.message,
        )
      }
    },
  }),

  property('a value goes through the language unharmed', {
    cases: { full: 1500, short: 100 },
    of: json,
    holds(value) {
      fc.pre(lowerCased(value) && !JSON.stringify(value).includes('null,"'))
      const plain = JSON.parse(JSON.stringify(value)) as unknown
      const given = { ...contexts, matrix: dataOf({ x: plain }) }
      const { value: back } = readTemplate('${{ matrix.x }}', given).evaluate(given)
      claim(isDeepStrictEqual(back, plain), 'differs', plain, back)
    },
  }),

  property('any text is a manifest or is refused', {
    cases: { full: 1000, short: 60 },
    of: fc.oneof(
      yaml,
      yaml.map((each) => `generations:\n- model: m\n  params:\n    ${each}`),
    ),
    async holds(written) {
      const asked = await load(written.toWellFormed())
      if (asked) isSound(asked)
    },
  }),

  property('a manifest gives generations that can be sent, or findings', {
    cases: { full: 1500, short: 100 },
    of: manifest,
    async holds(each) {
      const asked = await load(JSON.stringify(each).toWellFormed())
      if (asked) isSound(asked)
    },
  }),

  property('params of a generation are its own and those of all', {
    cases: { full: 700, short: 60 },
    of: fc.tuple(
      mapping(fc.constantFrom('a', 'b', ...inherited), fc.nat(9)),
      mapping(fc.constantFrom('a', 'c', ...inherited), fc.nat(9)),
    ),
    async holds([common, own]) {
      const written = { defaults: { model: 'm', params: common }, generations: [{ params: own }] }
      const asked = await load(JSON.stringify(written))
      const expected = Object.fromEntries([...Object.entries(common), ...Object.entries(own)])
      const got = asked?.generations[0]?.params ?? {}
      claim(isDeepStrictEqual({ ...got }, expected), 'other params', written, got)
    },
  }),

  property('a manifest that expands to very much is refused soon, with one message', {
    cases: { full: 40, short: 3 },
    bound: 20_000,
    of: bomb,
    async holds(written) {
      fc.pre(written.length < 1_000_000)
      const asked = await load(written)
      claim(asked !== undefined, 'not read')
      const { generations, findings } = asked ?? { generations: [], findings: [] }
      const size = generations.reduce((sum, { params }) => sum + JSON.stringify(params).length, 0)
      claim(size <= 25_000_000, 'too much', size)
      const large = findings.filter(({ message }) => message.includes('expands to more than'))
      claim(large.length <= 1, 'told more than once', large.length)
      claim(large.length === 0 || generations.length === 0, 'generations of what is refused')
    },
  }),

  property('a matrix has a leg for every combination', {
    cases: { full: 700, short: 60 },
    of: mapping(
      fc.constantFrom('x', 'y', ...inherited),
      fc.array(json, { minLength: 1, maxLength: 5 }),
      4,
    ),
    holds(matrix) {
      const total = Object.values(matrix).reduce((product, { length }) => product * length, 1)
      const legs = crossMatrix(matrix)?.combinations
      const expected = Object.keys(matrix).length === 0 ? 0 : total
      claim(legs === undefined ? total > 256 : legs.length === expected, 'other legs', matrix, legs)
      for (const leg of legs ?? []) {
        claim(Object.keys(leg).length === Object.keys(matrix).length, 'a leg without a key', leg)
      }
    },
  }),
]
