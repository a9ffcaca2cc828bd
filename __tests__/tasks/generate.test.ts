import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { kite, resultOf, resultsOf } from '../support/reading.ts'
import { root } from '../../scripts/project.ts'
import { startJob, type Transcript } from '../support/scenario.ts'

const pngSignature = '89504e470d0a1a0a'

test.concurrent('an image, params inline: checked, created, saved, told', async () => {
  await using job = await startJob()
  const transcript = await job.run({
    with: { ...kite, params: 'prompt: A red kite\nresolution: 2K' },
  })
  const { simulator } = job
  expect(transcript.errors).toEqual([])
  expect(transcript.exitCode).toBe(0)

  const [task] = simulator.tasks
  const creates = simulator.requests.filter(({ route }) => route === 'create')
  expect(creates.map(({ body }) => body)).toEqual([
    { model_name: 'nano-banana-2', input_params: { prompt: 'A red kite', resolution: '2K' } },
  ])
  const schemas = simulator.requests.findIndex(({ route }) => route === 'schemas')
  expect(schemas).toBeGreaterThanOrEqual(0)
  expect(schemas).toBeLessThan(simulator.requests.findIndex(({ route }) => route === 'create'))

  const path = 'creatify-assets/nano-banana-2.png'
  expect(transcript.files).toEqual([path])
  const bytes = await job.read(path)
  expect(bytes.subarray(0, 8).toString('hex')).toBe(pngSignature)
  const served = await fetch(transcript.outputs['asset-url'] ?? '')
  expect(bytes.equals(Buffer.from(await served.arrayBuffer()))).toBe(true)

  const result = resultOf(transcript)
  expect(result).toEqual({
    name: 'nano-banana-2',
    model_name: 'nano-banana-2',
    input_params: { prompt: 'A red kite', resolution: '2K' },
    status: 'done',
    task_id: task?.id,
    reused: false,
    credits_used: 1,
    failed_reason: null,
    seconds: expect.any(Number) as number,
    assets: [
      {
        type: 'image',
        url: transcript.outputs['asset-url'],
        thumbnail_url: expect.stringContaining('.jpg') as string,
        path,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        media_type: 'image/png',
      },
    ],
  })
  expect(transcript.outputs).toMatchObject({
    status: 'done',
    'task-id': task?.id,
    'task-ids': task?.id,
    tasks: `nano-banana-2=${task?.id ?? ''}`,
    'asset-urls': JSON.stringify([result.assets[0]?.url]),
    'asset-path': path,
    'asset-paths': path,
    'credits-used': '1',
    models: '[]',
    'models-file': '',
  })
  const file = await readFile(transcript.outputs['results-file'] ?? '', 'utf8')
  expect(JSON.parse(file)).toEqual([result])

  expect(transcript.summary).toContain('## Creatify: 1 of 1 done')
  expect(transcript.summary).toContain(`<img src="${result.assets[0]?.url ?? ''}"`)
  expect(transcript.summary).toContain('<p dir="auto">A red kite</p>')
  expect(transcript.log).toContain(`task ${task?.id ?? ''} of nano-banana-2 created`)
  expect(transcript.log.match(/^::group::/gm)?.length).toBe(
    transcript.log.match(/^::endgroup::/gm)?.length,
  )
})

test.concurrent('two images in one task', async () => {
  await using job = await startJob()
  const transcript = await job.run({
    with: {
      ...kite,
      name: 'pair',
      params: 'prompt: Two kites\nnum_images: 2\noutput_format: jpeg',
    },
  })
  expect(transcript.exitCode).toBe(0)
  expect(job.simulator.counts('create')).toBe(1)
  const paths = ['creatify-assets/pair-1.jpg', 'creatify-assets/pair-2.jpg']
  expect(transcript.files).toEqual(paths)
  expect(transcript.outputs['asset-path']).toBe(paths[0])
  expect(transcript.outputs['asset-paths']).toBe(paths.join('\n'))
  expect(transcript.outputs['credits-used']).toBe('2')
  const { assets } = resultOf(transcript)
  expect(assets.map(({ path }) => path)).toEqual(paths)
  const [one, two] = assets.map(({ sha256 }) => sha256)
  expect([one, two]).toEqual(await Promise.all(paths.map(async (path) => job.sha256(path))))
  expect(one).not.toBe(two)
})

test.concurrent('a video whose duration is text', async () => {
  await using job = await startJob({ seconds: 0.3 })
  const params = [
    'prompt: Slow push in, confetti',
    'image_url: https://example.com/hero.png',
    'duration: "5"',
    'cfg_scale: 0.25',
  ]
  const transcript = await job.run({
    with: {
      model: 'kling-video/v1.6/pro/image-to-video',
      params: params.join('\n'),
      'poll-interval': '200ms',
    },
  })
  expect(transcript.exitCode).toBe(0)
  const create = job.simulator.requests.find(({ route }) => route === 'create')
  expect(create?.body).toEqual({
    model_name: 'kling-video/v1.6/pro/image-to-video',
    input_params: {
      prompt: 'Slow push in, confetti',
      image_url: 'https://example.com/hero.png',
      duration: '5',
      cfg_scale: 0.25,
    },
  })
  const path = 'creatify-assets/kling-video-v1.6-pro-image-to-video.mp4'
  expect(transcript.files).toEqual([path])
  const media = await readFile(join(root, 'simulator', 'media', 'landscape.mp4'))
  expect((await job.read(path)).equals(media)).toBe(true)
  const [asset] = resultOf(transcript).assets
  expect(asset).toMatchObject({ type: 'video', media_type: 'video/mp4', bytes: media.length })
  expect(transcript.outputs['credits-used']).toBe('12')
  expect(transcript.summary).toContain(`<img src="${asset?.thumbnail_url ?? ''}"`)
  expect(transcript.summary).toContain(`<a href="${asset?.url ?? ''}"`)
})

test.concurrent('params from a file; comments and anchors are YAML', async () => {
  await using job = await startJob()
  await job.write(
    'prompts/hero.yml',
    '# the hero\nprompt: &p |\n  A red kite\n  over "dunes"\naspect_ratio: 16:9\n',
  )
  const transcript = await job.run({
    with: { ...kite, params: '', 'params-file': 'prompts/hero.yml', name: 'hero' },
  })
  expect(transcript.exitCode).toBe(0)
  expect(job.simulator.tasks[0]?.params).toEqual({
    prompt: 'A red kite\nover "dunes"\n',
    aspect_ratio: '16:9',
  })
  expect(transcript.files).toEqual(['creatify-assets/hero.png', 'prompts/hero.yml'])
})

test.concurrent(
  'JSON with quotes, newlines and a colon in the prompt arrives as it was',
  async () => {
    await using job = await startJob()
    const params = {
      prompt: 'He said: "fly"\n\tC:\\kites\n# not a comment ${{ github.actor }} ✓ 🪁 {a: b}',
      num_images: 1,
    }
    const transcript = await job.run({ with: { ...kite, params: JSON.stringify(params, null, 2) } })
    expect(transcript.exitCode).toBe(0)
    expect(job.simulator.tasks[0]?.params).toEqual(params)
    expect(resultOf(transcript).input_params).toEqual(params)
  },
)

test.concurrent('a dry run checks everything and creates nothing', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { ...kite, 'dry-run': 'true' } })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.outputs['status']).toBe('validated')
  expect(job.simulator.counts('schemas')).toBe(1)
  expect(job.simulator.counts('create')).toBe(0)
  expect(transcript.files).toEqual([])
  expect(resultsOf(transcript)).toEqual([])
  expect(transcript.summary).toContain('1 generation valid')
  expect(transcript.summary).toContain('<p dir="auto">A red kite</p>')
})

test.concurrent('a dry run with a finding fails', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { ...kite, params: 'prompt: 1', 'dry-run': 'TRUE' } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.outputs['status']).toBe('failed')
  expect(job.simulator.counts('create')).toBe(0)
})

/** The log as GitHub shows it, without the masks, and the summary. */
function shown({ log, summary }: Transcript): string {
  return log.replaceAll(/^::add-mask::.*$/gm, '') + summary
}

test.concurrent('webhook-url goes with the create and never into the log', async () => {
  await using job = await startJob({ seconds: 0.1 })
  const webhook = 'https://hooks.example.com/creatify?token=s3cr3t-hook'
  const transcript = await job.run({ with: { ...kite, 'webhook-url': webhook } })
  expect(transcript.exitCode).toBe(0)
  expect(job.simulator.tasks[0]?.webhookUrl).toBe(webhook)
  expect(shown(transcript)).not.toContain('s3cr3t-hook')
})

test.concurrent('a webhook-url that is refused is not shown', async () => {
  await using job = await startJob()
  const transcript = await job.run({
    with: { ...kite, 'webhook-url': 'ftp://hooks.example.com/s3cr3t-hook' },
  })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors.join()).toContain('`webhook-url`')
  expect(shown(transcript)).not.toContain('s3cr3t-hook')
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('the task id is an output the moment the create is answered', async () => {
  await using job = await startJob({ seconds: 60 })
  const transcript = await job.run({
    with: kite,
    during: (child, log) => {
      const timer = setInterval(() => {
        if (!/task \S+ of \S+ created/.test(log())) return
        clearInterval(timer)
        child.kill('SIGKILL')
      }, 20)
    },
    killed: true,
  })
  const [task] = job.simulator.tasks
  expect(transcript.outputs['task-id']).toBe(task?.id)
  expect(transcript.outputs['status']).toBe('unfinished')
  expect(transcript.outputs['tasks']).toBe(`nano-banana-2=${task?.id ?? ''}`)
})
