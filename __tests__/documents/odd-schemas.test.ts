import { durations } from '../../src/base/durations.ts'
import { readParamSchema } from '../../src/documents/schema.ts'
import type { CatalogModel } from '../../simulator/simulator.ts'
import { tinyPng } from '../support/reading.ts'
import { checkRows } from '../support/rows.ts'
import { startJob } from '../support/scenario.ts'

/** As it is served: without the definition of its choice of sizes. */
const sized: CatalogModel = {
  model_name: 'sized',
  generation_type: 'text_to_image',
  credits: 1,
  input_params_schema: {
    required: ['prompt'],
    properties: {
      prompt: { type: 'string' },
      num_images: { type: 'integer', maximum: 4 },
      image_size: { anyOf: [{ $ref: '#/components/schemas/ImageSize' }, { enum: ['square'] }] },
    },
  },
}

const notChecked =
  'Not checked: `image_size` (its `$ref` leads nowhere (`#/components/schemas/ImageSize`)).'

test.concurrent('one param that cannot be checked does not switch off the check', async () => {
  await using job = await startJob({ catalog: [sized] })
  const params = 'promt: A red kite\nnum_images: 40\nimage_size: square'
  const transcript = await job.run({ with: { model: 'sized', params } })
  expect(transcript.exitCode).toBe(1)
  for (const problem of [
    '`prompt` is missing: sized needs this param. It takes text.',
    'sized has no param `promt`. Did you mean `prompt`?',
    '`num_images` is 40, and sized takes at most 4.',
  ]) {
    expect(transcript.summary).toContain(problem)
  }
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('what was not checked is named in log and summary of a dry run', async () => {
  await using job = await startJob({ catalog: [sized] })
  const params = 'prompt: A red kite\nimage_size: square'
  const transcript = await job.run({ with: { model: 'sized', params, 'dry-run': 'true' } })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.log).toContain(`sized: the params fit sized. ${notChecked}`)
  expect(transcript.summary).toContain('## Creatify: 1 generation valid')
  expect(transcript.summary).toContain(notChecked)
  expect(transcript.annotations).toEqual([])
})

test.concurrent(
  'and in the log before it is created; where it is not used, nothing is said',
  async () => {
    await using job = await startJob({ catalog: [sized], seconds: 0.1 })
    job.simulator.script({ assets: [tinyPng] }, { assets: [tinyPng] })
    const withSize = await job.run({
      with: { model: 'sized', params: 'prompt: A red kite\nimage_size: square' },
    })
    expect(withSize.exitCode).toBe(0)
    expect(withSize.log).toContain(notChecked)
    const without = await job.run({ with: { model: 'sized', params: 'prompt: A red kite' } })
    expect(without.log).toMatch(/^sized: the params fit sized\.$/m)
  },
)

/** Of each, what cannot be compiled. */
const odd: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['a $ref to nowhere', { anyOf: [{ $ref: '#/nowhere' }, { enum: ['square'] }] }],
  ['nullable without type', { nullable: true, enum: ['a'] }],
  ['a boolean exclusiveMinimum', { minimum: 0, exclusiveMinimum: true }],
  ['required on a property', { type: 'string', required: true }],
  ['a type that there is not', { type: 'float' }],
  ['an empty enum', { enum: [] }],
  ['a limit as text', { type: 'integer', minimum: '1' }],
  ['a pattern of Python', { type: 'string', pattern: '\\A#[0-9a-f]{6}\\Z' }],
  ['a tuple', { items: [{ type: 'integer' }] }],
]

test.concurrent(
  'whatever one param has, all mistakes are found, and nothing is created',
  async () => {
    const catalog = odd.map(([, x], i) => ({
      ...sized,
      model_name: `odd-${i}`,
      input_params_schema: {
        required: i % 2 === 0 ? ['prompt'] : [],
        properties: { prompt: { type: 'string' }, num_images: { type: 'integer', maximum: 4 }, x },
      },
    }))
    await using job = await startJob({ catalog })
    const generations = catalog.map(({ model_name: model }) => ({
      model,
      params: { promt: 'A red kite', num_images: 40 },
    }))
    await job.write('creatify.yml', JSON.stringify({ generations }))
    const { summary, errors } = await job.run({ with: { manifest: 'creatify.yml' } })
    await checkRows(odd, ([name]) => {
      const model = `odd-${odd.findIndex(([each]) => each === name)}`
      expect(summary).toContain(`${model} has no param \`promt\`. Did you mean \`prompt\`?`)
      expect(summary).toContain(`\`num_images\` is 40, and ${model} takes at most 4.`)
    })
    expect(summary.match(/`prompt` is missing/g)).toHaveLength(Math.ceil(odd.length / 2))
    expect(errors.at(-1)).toMatch(/^\d+ problems in creatify\.yml\. Nothing was created\.$/)
    expect(job.simulator.counts('create')).toBe(0)
  },
)

test.concurrent('what a schema means is not refused by how it is written', async () => {
  const properties = {
    title: { type: 'string', pattern: '^[\\p{L}\\p{N} ]+$' },
    faces: { type: 'string', pattern: '^.{1,5}$', maxLength: 5 },
    color: { type: 'string', pattern: '\\A#[0-9a-f]{6}\\Z' },
  }
  const model = { ...sized, model_name: 'strict', input_params_schema: { properties } }
  await using job = await startJob({ catalog: [model], seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  const params = { title: 'Größe 12 日本', faces: '😀😀😀😀😀', color: '#aabbcc' }
  const transcript = await job.run({ with: { model: 'strict', params: JSON.stringify(params) } })
  expect(transcript.errors).toEqual([])
  expect(transcript.log).toContain('Not checked: `color` (its pattern')
  expect(job.simulator.tasks[0]?.params).toEqual(params)
})

test('an enumeration that stands in a definition of its own is not checked without it', async () => {
  const width = { allOf: [{ $ref: '#/components/schemas/width' }], default: 512 }
  const schema = { required: ['prompt'], properties: { prompt: { type: 'string' }, width } }
  const whole = { ...schema, components: { schemas: { width: { enum: [512, 768] } } } }
  const read = async (written: typeof schema) => readParamSchema(written, 'cog', durations.checks)
  const params = { prompt: 1, width: 5 }
  const found = [await read(schema), await read(whole)].map(({ check }) => {
    const { mismatches, gaps } = check(params)
    return [mismatches.map(({ path }) => path[0]), gaps.map(({ property }) => property)]
  })
  expect(found).toEqual([
    [['prompt'], ['width']],
    [['prompt', 'width'], []],
  ])
})
