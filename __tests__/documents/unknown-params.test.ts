import type { CatalogModel } from '../../simulator/simulator.ts'
import { anotherRun, rememberedJob } from '../support/attempts.ts'
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
        /^params, line 2, column 1: nano-banana-2 has no param `num_image`\. Did you mean `num_images`\? To send it anyway, set `unknown-params: allow`\. Nothing was created\.$/,
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

const defaults = (params: string) => `defaults:
  params: { ${params} }
generations:
  - { model: nano-banana-2, name: still, params: { prompt: A red kite } }
  - { model: veo3.1/fast, name: clip, params: { prompt: A red kite } }
`

test.concurrent('a param of defaults is left out for a model that does not know it', async () => {
  await using job = await startJob({ seconds: 0.1, pace: 10 })
  job.simulator.script({ assets: [tinyPng] }, { assets: [tinyPng] })
  await job.write('all.yml', defaults('output_format: png'))
  const transcript = await job.run({ with: { manifest: 'all.yml' } })
  expect(transcript.errors).toEqual([])
  expect(transcript.log.match(/^.* of `defaults`: .*$/gm)).toEqual([
    'veo3.1/fast does not know `output_format` of `defaults`: not sent to it.',
  ])
  const sent = job.simulator.tasks.map(({ model, params }) => [model, Object.keys(params)])
  expect(Object.fromEntries(sent)).toEqual({
    'nano-banana-2': ['output_format', 'prompt'],
    'veo3.1/fast': ['prompt'],
  })
})

test.concurrent('unknown-params: allow sends a param of defaults to all models', async () => {
  await using job = await startJob({ seconds: 0.1, pace: 10 })
  job.simulator.script({ assets: [tinyPng] }, { assets: [tinyPng] })
  await job.write('all.yml', defaults('output_format: png'))
  const transcript = await job.run({ with: { manifest: 'all.yml', 'unknown-params': 'allow' } })
  expect(transcript.warnings).toEqual([expect.stringContaining('veo3.1/fast has no param')])
  expect(job.simulator.tasks.map(({ params }) => params['output_format'])).toEqual(['png', 'png'])
})

test.concurrent('a param of defaults that no model knows is one error at its line', async () => {
  await using job = await startJob()
  await job.write('all.yml', defaults('num_imags: 2'))
  const transcript = await job.run({ with: { manifest: 'all.yml' } })
  const [finding, ...more] = transcript.annotations.filter(({ file }) => file === 'all.yml')
  expect(more).toEqual([])
  expect(finding).toMatchObject({ severity: 'error', line: '2' })
  expect(finding?.message).toBe(
    'No model of this manifest has a param `num_imags`. Did you mean `num_images`? To send it anyway, set `unknown-params: allow`.',
  )
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('a shard asks what the models of the other shards know', async () => {
  await using job = await startJob({ seconds: 0.1 })
  await job.write('all.yml', defaults('output_format: png'))
  const shards = await Promise.all(
    ['1/2', '2/2'].map(async (shard) =>
      job.run({ with: { manifest: 'all.yml', shard, 'dry-run': 'true' } }),
    ),
  )
  expect(shards.map(({ errors }) => errors)).toEqual([[], []])
  expect(shards.map(({ outputs }) => outputs['status'])).toEqual(['validated', 'validated'])
})

test.concurrent(
  'a param left out of what was sent is not bought again by reuse: always',
  async () => {
    await using run = await rememberedJob()
    const files = { 'all.yml': defaults('output_format: png') }
    const always = { files, with: { model: '', params: '', manifest: 'all.yml', reuse: 'always' } }
    expect((await run.attempt(1, always)).outputs['status']).toBe('done')
    const again = await run.attempt(1, { ...always, env: anotherRun })
    expect(again.outputs['status']).toBe('done')
    expect(run.job.simulator.counts('create')).toBe(2)
  },
)
