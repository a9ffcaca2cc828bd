import type { CatalogModel } from '../../simulator/simulator.ts'
import { kite, resultOf, tinyPng } from '../support/reading.ts'
import { startJob, type Job, type Transcript } from '../support/scenario.ts'

async function check(
  job: Job,
  model: string,
  lines: readonly string[],
  env: Record<string, string> = {},
): Promise<Transcript> {
  await job.write('params.yml', lines.join('\n'))
  return job.run({ with: { model, 'params-file': 'params.yml' }, env })
}

/** Annotations in the file as `line:col severity message`. */
function placed({ annotations }: Transcript): readonly string[] {
  return annotations
    .filter(({ file }) => file === 'params.yml')
    .map(({ line = '', col = '', severity, message }) => `${line}:${col} ${severity} ${message}`)
}

test.concurrent('every problem at once, each at its line and column', async () => {
  await using job = await startJob()
  const transcript = await check(job, 'nano-banana-2', [
    '# a comment',
    'num_images: 9',
    'resolution: 8K',
    'aspect_ratio: 1',
    'outputformat: png',
  ])
  expect(transcript.exitCode).toBe(1)
  expect(job.simulator.counts('create')).toBe(0)
  expect(placed(transcript)).toEqual([
    expect.stringMatching(
      /^2:1 error `prompt` is missing: nano-banana-2 needs this param\. It takes text\.$/,
    ),
    expect.stringMatching(/^2:1 error `num_images` is 9, and nano-banana-2 takes at most 4\.$/),
    expect.stringMatching(/^3:1 error `resolution` is "8K", .*"0\.5K", "1K", "2K" or "4K"\.$/),
    expect.stringMatching(/^4:1 error `aspect_ratio` is 1, .*"9:16"\.$/),
    expect.stringMatching(/^5:1 error .*`outputformat`.*Did you mean `output_format`\?/),
  ])
  expect(transcript.errors).toHaveLength(6)
  expect(transcript.errors.at(-1)).toBe('5 problems in params.yml. Nothing was created.')
  for (const { message, line = '', col = '' } of transcript.annotations.slice(0, -1)) {
    expect(transcript.log.split(`params.yml:${line}:${col}: ${message}`)).toHaveLength(2)
    expect(transcript.summary).toContain(`params.yml:${line}:${col}`)
    expect(transcript.summary.split(message)).toHaveLength(2)
  }
  expect(transcript.summary).toContain('> 5 problems to fix first.')
  expect(transcript.outputs['status']).toBe('failed')
  expect(resultOf(transcript)).toMatchObject({ status: 'failed', task_id: null, credits_used: 0 })
})

test.concurrent(
  'types are not coerced, and the hint says which quotes to set or leave out',
  async () => {
    await using job = await startJob()
    const transcript = await check(job, 'kling-video/v1.6/pro/image-to-video', [
      'prompt: A red kite',
      'duration: 5',
      'cfg_scale: "0.5"',
      'negative_prompt: 7',
      'image_url: https://example.com/hero.png',
    ])
    expect(placed(transcript)).toEqual([
      expect.stringMatching(/^2:1 error `duration` is 5, .*"5" or "10".*Quote it: "5"\.$/),
      expect.stringMatching(/^3:1 error `cfg_scale` is "0\.5", .*Leave out the quotes: 0\.5\.$/),
      expect.stringMatching(/^4:1 error `negative_prompt` is 7, .*text\. Quote it: "7"\.$/),
    ])
    expect(job.simulator.counts('create')).toBe(0)
  },
)

test.concurrent('one wrong value is one problem', async () => {
  await using job = await startJob()
  const transcript = await check(job, 'kling-video/v1.6/pro/image-to-video', [
    'prompt: A red kite',
    'duration: 5',
    'image_url: https://example.com/hero.png',
  ])
  expect(placed(transcript)).toHaveLength(1)
  expect(transcript.errors.at(-1)).toBe('1 problem in params.yml. Nothing was created.')
})

test.concurrent('lengths, minimum and lists are told with their limits', async () => {
  await using job = await startJob()
  const transcript = await check(job, 'flux-2-pro/edit', [
    'prompt: ""',
    'image_urls: []',
    'seed: 1.5',
  ])
  expect(placed(transcript)).toEqual([
    expect.stringMatching(/^1:1 error `prompt` has 0 characters, .*at least 1\.$/),
    expect.stringMatching(/^2:1 error `image_urls` has 0 items, .*at least 1\.$/),
    expect.stringMatching(/^3:1 error `seed` is 1\.5, .*a whole number\.$/),
  ])
})

test.concurrent('a local path where a URL is wanted', async () => {
  await using job = await startJob()
  await job.write('art/hero shot.png', 'not looked into')
  const transcript = await check(job, 'flux-2-pro/edit', [
    'prompt: A red kite',
    'image_urls:',
    '  - https://example.com/a.png',
    '  - ./art/hero shot.png',
  ])
  expect(placed(transcript)).toEqual([
    expect.stringMatching(
      /^4:5 error `image_urls\.1` is "\.\/art\/hero shot\.png", which the API cannot fetch: GitHub does not show this repository to everyone\./,
    ),
  ])
  expect(transcript.log).not.toContain('raw.githubusercontent.com')
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent(
  'above nine findings: nine annotations, the others as lines of the log, and their number',
  async () => {
    const properties = Object.fromEntries(
      Array.from({ length: 14 }, (_, i) => [`size_${i}`, { type: 'integer', maximum: 4 }]),
    )
    const model: CatalogModel = {
      model_name: 'many',
      generation_type: 'text_to_image',
      credits: 1,
      input_params_schema: { type: 'object', properties },
    }
    await using job = await startJob({ catalog: [model] })
    const transcript = await check(
      job,
      'many',
      Object.keys(properties).map((key) => `${key}: 99`),
    )
    expect(placed(transcript)).toHaveLength(9)
    expect(transcript.errors).toHaveLength(10)
    expect(transcript.errors.at(-1)).toBe('14 problems in params.yml. Nothing was created.')
    for (const key of Object.keys(properties)) {
      expect(transcript.summary).toContain(`\`${key}\` is 99`)
      expect(transcript.log.split(`\`${key}\` is 99`)).toHaveLength(2)
    }
  },
)

test.concurrent('inline params: the key is named, one error message and no file', async () => {
  await using job = await startJob()
  const transcript = await job.run({
    with: { ...kite, params: 'prompt: A red kite\nnum_images: 9' },
  })
  expect(transcript.errors).toEqual([
    expect.stringMatching(/line 2, column 1.*`num_images` is 9.*at most 4.*Nothing was created/),
  ])
  expect(transcript.annotations.filter(({ file }) => file !== undefined)).toEqual([])
})

test.concurrent('inline params with two problems: each in the log, then their number', async () => {
  await using job = await startJob()
  const transcript = await job.run({
    with: { ...kite, params: 'num_images: 9\nresolution: 1K' },
  })
  expect(transcript.errors).toEqual([
    expect.stringMatching(/^params, line 1, column 1: `prompt` is missing: /),
    expect.stringMatching(/^params, line 1, column 1: `num_images` is 9, .*at most 4\.$/),
    '2 problems in `params`. Nothing was created.',
  ])
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent(
  'an error in a file and one about the account: their number, and no file',
  async () => {
    await using job = await startJob({ credits: 0 })
    const transcript = await check(job, 'nano-banana-2', ['prompt: A red kite', 'num_images: 9'])
    expect(transcript.errors).toEqual([
      expect.stringMatching(/^The Creatify account has no credits left\./),
      expect.stringMatching(/^params\.yml:2:1: `num_images` is 9, /),
      '2 problems. Nothing was created.',
    ])
  },
)

test.concurrent(
  'above two hundred findings: two hundred in the log, and how many more',
  async () => {
    const names = Array.from({ length: 90 }, (_, i) => `size_${i}`)
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'integer' }]))
    const model: CatalogModel = {
      model_name: 'many',
      generation_type: 'text_to_image',
      credits: 1,
      input_params_schema: { type: 'object', properties },
    }
    await using job = await startJob({ catalog: [model] })
    const line = `  - { name: NAME, model: many, params: { ${names.map((each) => `${each}: x`).join(', ')} } }`
    const lines = ['a', 'b', 'c'].map((name) => line.replace('NAME', name))
    await job.write('creatify.yml', ['generations:', ...lines].join('\n'))
    const transcript = await job.run({ with: { manifest: 'creatify.yml' } })
    expect(transcript.errors.at(-1)).toBe('270 problems in creatify.yml. Nothing was created.')
    expect(transcript.log.match(/takes a whole number/g)).toHaveLength(200)
    expect(transcript.log).toContain('And 70 more.')
  },
)

test.concurrent('an unknown model comes with the nearest names', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { ...kite, model: 'nano-bannana-2' } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors.at(-1)).toContain('`nano-bannana-2`. Did you mean `nano-banana-2`?')
  expect(transcript.errors.at(-1)).toContain('list-models')
  expect(job.simulator.counts('create')).toBe(0)
  expect(resultOf(transcript)).toMatchObject({ status: 'failed', model_name: 'nano-bannana-2' })
})

test.concurrent('a model that makes text is refused', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { ...kite, model: 'example/text-to-text' } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors.at(-1)).toContain('makes text')
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent.each(['draft-07', '2020-12', 'none'] as const)(
  'the dialect %s of the schema is understood',
  async (dialect) => {
    await using job = await startJob({ assumptions: { dialect } })
    const transcript = await job.run({
      with: { ...kite, params: 'prompt: A red kite\nnum_images: 9' },
    })
    expect(transcript.warnings).toEqual([])
    expect(transcript.errors.at(-1)).toContain('`num_images` is 9')
  },
)

test.concurrent('a balance of zero fails before the create', async () => {
  await using job = await startJob({ credits: 0 })
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors.at(-1)).toContain('no credits')
  expect(job.simulator.counts('create')).toBe(0)
  expect(resultOf(transcript).status).toBe('skipped')
  expect(transcript.outputs['status']).toBe('skipped')
})

test.concurrent('in a dry run it only warns', async () => {
  await using job = await startJob({ credits: 0 })
  const transcript = await job.run({ with: { ...kite, 'dry-run': 'true' } })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.warnings).toEqual([expect.stringContaining('no credits')])
  expect(transcript.outputs['status']).toBe('validated')
})

test.concurrent('a balance that cannot be read is a line of log', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  job.simulator.fault({ route: 'credits', status: 403 })
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.log).toMatch(
    /balance cannot be read.*GET \/api\/remaining_credits\/ answered 403/,
  )
  expect(transcript.annotations).toEqual([])
})
