import type { CatalogModel } from '../../simulator/simulator.ts'
import { kite, tinyPng } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'

const misspelt = 'prompt: A red kite\nnum_image: 2'

function modelWith(schema: CatalogModel['input_params_schema']): CatalogModel {
  return {
    model_name: 'open',
    generation_type: 'text_to_image',
    credits: 1,
    input_params_schema: schema,
  }
}

test.concurrent(
  'a param that the model does not name is an error with the nearest name',
  async () => {
    await using job = await startJob()
    const transcript = await job.run({ with: { ...kite, params: misspelt } })
    expect(transcript.exitCode).toBe(1)
    expect(transcript.errors).toEqual([
      expect.stringMatching(
        /^params, line 2, column 1: nano-banana-2 has no param `num_image`\. Did you mean `num_images`\? To send it all the same, set `unknown-params: allow`\. Nothing was created\.$/,
      ),
    ])
    expect(job.simulator.counts('create')).toBe(0)
  },
)

test.concurrent('with another capital it is unknown too', async () => {
  await using job = await startJob()
  const params = 'prompt: A red kite\nAspect_ratio: "1:1"'
  const transcript = await job.run({ with: { ...kite, params } })
  expect(transcript.errors.at(-1)).toContain('`Aspect_ratio`. Did you mean `aspect_ratio`?')
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('where nothing is near, the error lists what the model takes', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { ...kite, params: 'prompt: A red kite\nxyzzy: 1' } })
  expect(transcript.errors.at(-1)).toMatch(
    /no param `xyzzy`\. It takes `prompt`, .*`output_format`\./,
  )
})

test.concurrent('unknown-params: allow sends it with a warning', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  const transcript = await job.run({
    with: { ...kite, params: misspelt, 'unknown-params': 'allow' },
  })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.warnings).toEqual([
    expect.stringMatching(/line 2, column 1.*`num_image`.*It is sent.*Did you mean `num_images`\?/),
  ])
  expect(job.simulator.tasks[0]?.params).toEqual({ prompt: 'A red kite', num_image: 2 })
})

test.concurrent('where the schema forbids others, it is an error in the same words', async () => {
  await using job = await startJob({ assumptions: { additionalProperties: false } })
  const transcript = await job.run({ with: { ...kite, params: misspelt } })
  expect(transcript.errors).toEqual([
    expect.stringContaining('has no param `num_image`. Did you mean `num_images`?'),
  ])
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent.each([
  ['patternProperties', { properties: { prompt: {} }, patternProperties: { '^x_': {} } }],
  ['allOf', { properties: { prompt: {} }, allOf: [{ required: ['prompt'] }] }],
  ['a reference', { properties: { prompt: {} }, $ref: '#/definitions/more' }],
])('a schema with %s may allow more: a warning, and it is sent', async (_, schema) => {
  await using job = await startJob({ catalog: [modelWith(schema)], seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  const params = 'prompt: A red kite\npromt: x'
  const transcript = await job.run({ with: { model: 'open', params } })
  expect(transcript.errors).toEqual([])
  expect(transcript.warnings).toEqual([
    expect.stringContaining(
      'The schema of open does not name `promt`, but may allow it, so it is sent. Did you mean `prompt`?',
    ),
  ])
  expect(job.simulator.tasks[0]?.params).toEqual({ prompt: 'A red kite', promt: 'x' })
})

test.concurrent('a schema that names no params is one warning', async () => {
  await using job = await startJob({ catalog: [modelWith({})], seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  const transcript = await job.run({ with: { model: 'open', params: 'prompt: a\nseed: 1' } })
  expect(transcript.warnings).toEqual([expect.stringContaining('names no params')])
})

test.concurrent('another value of the input', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { ...kite, 'unknown-params': 'warn' } })
  expect(transcript.errors).toEqual([
    'Input `unknown-params` is "warn". It takes `error` or `allow`.',
  ])
})
