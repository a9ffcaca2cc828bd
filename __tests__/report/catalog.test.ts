import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import type { WorkflowStep } from '../../scripts/project.ts'
import { resultsOf } from '../support/reading.ts'
import { startJob, type Transcript } from '../support/scenario.ts'

interface Listed {
  readonly model_name: string
  readonly generation_type: string
  readonly input_params_schema: { readonly properties: Record<string, unknown> }
}

function modelsOf({ outputs }: Transcript): readonly Listed[] {
  return JSON.parse(outputs['models'] ?? '') as readonly Listed[]
}

test.concurrent('list-models: true shows the whole catalog', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { 'list-models': 'true' } })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.outputs['status']).toBe('listed')
  const models = modelsOf(transcript)
  expect(models).toHaveLength(12)
  expect(models[0]).toMatchObject({
    model_name: 'nano-banana-2',
    generation_type: 'text_to_image',
    input_params_schema: { required: ['prompt'] },
  })
  expect(JSON.parse(await readFile(transcript.outputs['models-file'] ?? '', 'utf8'))).toEqual(
    models,
  )
  for (const { model_name: name, generation_type: type, input_params_schema: schema } of models) {
    expect(transcript.log).toContain(`${name} (${type})`)
    const row = transcript.summary.split('\n').find((line) => line.startsWith(`| \`${name}\``))
    for (const param of Object.keys(schema.properties)) expect(row).toContain(`\`${param}\``)
  }
  expect(transcript.summary).toContain('| `num_images` | a whole number from 1 to 4 | `1` |')
  expect(transcript.summary).toContain('"jpeg", "png" or "webp"')
  expect(resultsOf(transcript)).toEqual([])
  expect(job.simulator.counts('create')).toBe(0)
  expect(transcript.files).toEqual([])
})

test.concurrent('a generation type', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { 'list-models': 'image_to_video' } })
  expect(transcript.exitCode).toBe(0)
  expect(modelsOf(transcript).map(({ model_name: name }) => name)).toEqual([
    'kling-video/v1.6/pro/image-to-video',
    'veo3.1/image-to-video',
  ])
})

test.concurrent('names', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { 'list-models': ' veo3.1/fast , nano-banana-2,' } })
  expect(transcript.exitCode).toBe(0)
  const names = modelsOf(transcript).map(({ model_name: name }) => name)
  expect(names.toSorted()).toEqual(['nano-banana-2', 'veo3.1/fast'])
})

test.concurrent('an unknown name fails with the nearest, in log and summary', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { 'list-models': 'veo3.1/fats' } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.outputs['status']).toBe('failed')
  expect(transcript.errors.at(-1)).toContain('`veo3.1/fats`. Did you mean `veo3.1/fast`')
  expect(transcript.summary).toContain('veo3.1/fats')
})

test.concurrent('what models make: the models of all types that make it', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { 'list-models': 'video' } })
  expect(transcript.errors).toEqual([])
  const types = modelsOf(transcript).map(({ generation_type: type }) => type)
  expect([...new Set(types)].sort()).toEqual(['image_to_video', 'text_to_video', 'video_to_video'])
  const plural = await job.run({ with: { 'list-models': 'videos' } })
  expect(plural.errors.at(-1)).toContain('no generation type `videos`. Did you mean `video`?')
})

test.concurrent('list-models: false lists nothing', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { 'list-models': 'false' } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors.at(-1)).toContain('`model`')
  expect(job.simulator.counts('schemas')).toBe(0)
})

test.concurrent('a catalog too large for an output is in the file', async () => {
  const catalog = Array.from({ length: 30 }, (_, i) => ({
    model_name: `model-${i}`,
    generation_type: 'text_to_image',
    credits: 1,
    input_params_schema: { description: 'ß'.repeat(9000) },
  }))
  await using job = await startJob({ catalog })
  const transcript = await job.run({ with: { 'list-models': 'true' } })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.outputs['models']).toBe('[]')
  const file = await readFile(transcript.outputs['models-file'] ?? '', 'utf8')
  expect(JSON.parse(file)).toHaveLength(30)
  expect(transcript.warnings).toEqual([
    expect.stringMatching(/too large for GitHub and empty: `models`.*models-file/),
  ])
})

test.concurrent('the step to copy of every model passes a dry run as it stands', async () => {
  await using job = await startJob()
  const { summary } = await job.run({
    with: { 'list-models': 'true' },
    env: { GITHUB_ACTION_REPOSITORY: 'octo-org/creatify', GITHUB_ACTION_REF: 'v1' },
  })
  const blocks = [...summary.matchAll(/^```yaml\n([^]*?)\n```$/gm)].map(([, text = '']) => text)
  const steps = blocks.flatMap((text) => parse(text) as readonly WorkflowStep[])
  // One of the twelve makes text, and is refused.
  expect(steps).toHaveLength(11)
  expect(summary).toContain('This model makes text.')
  expect(new Set(steps.map(({ uses }) => uses))).toEqual(new Set(['octo-org/creatify@v1']))
  // One dry run for all of them.
  const generations = steps.map(({ with: given = {} }) => ({
    model: given['model'],
    params: parse(String(given['params'])) as unknown,
  }))
  await job.write('creatify.yml', JSON.stringify({ generations }))
  const dry = await job.run({ with: { manifest: 'creatify.yml', 'dry-run': 'true' } })
  expect(dry.errors).toEqual([])
  expect(dry.outputs['status']).toBe('validated')
  expect(dry.summary).toContain('## Creatify: 11 generations valid')
})
