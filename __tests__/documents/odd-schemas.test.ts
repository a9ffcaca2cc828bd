import { durations } from '../../src/base/durations.ts'
import { readParamSchema } from '../../src/documents/schema.ts'
import type { CatalogModel } from '../../simulator/simulator.ts'
import { tinyPng } from '../support/reading.ts'
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
