import { lightJob, rememberedJob, somebodyElseCreates } from '../support/attempts.ts'
import { kite, resultOf, resultsOf } from '../support/reading.ts'
import type { Job } from '../support/scenario.ts'

const video = { prompt: 'Slow push in', image_url: 'https://example.com/hero.png' }
const videoModel = 'kling-video/v1.6/pro/image-to-video'

/** Waits, as another day does, until all tasks have ended. */
async function untilEnded({ simulator }: Job): Promise<void> {
  while (simulator.tasks.some(({ status }) => !['done', 'failed'].includes(status))) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test.concurrent('submitted now, collected later in another job', async () => {
  await using run = await rememberedJob({ seconds: 8 })
  const { simulator } = run.job
  const submitted = await run.attempt(1, { with: { wait: 'false', name: 'hero' } })
  const [task] = simulator.tasks
  expect(submitted.exitCode).toBe(0)
  expect(submitted.outputs).toMatchObject({
    status: 'submitted',
    'task-id': task?.id,
    'task-ids': task?.id,
    tasks: `hero=${task?.id ?? ''}`,
    'credits-used': '0',
    'asset-paths': '',
  })
  expect(resultOf(submitted)).toMatchObject({
    status: 'submitted',
    task_id: task?.id,
    failed_reason: null,
    assets: [],
  })
  expect(submitted.summary).toContain('1 task submitted')
  expect(submitted.files).toEqual([])
  expect(simulator.counts('task') + simulator.counts('tasks')).toBe(0)

  const again = await run.attempt(2, { with: { wait: 'false', name: 'hero' } })
  expect(again.outputs).toMatchObject({ status: 'submitted', 'task-id': task?.id })
  expect(resultOf(again).reused).toBe(true)

  await untilEnded(run.job)
  await using elsewhere = await lightJob()
  const collected = await elsewhere.run({
    with: { 'task-id': submitted.outputs['tasks'] ?? '', 'api-url': simulator.apiUrl },
  })
  expect(collected.errors).toEqual([])
  expect(collected.files).toEqual(['creatify-assets/hero.png'])
  expect(collected.outputs).toMatchObject({ status: 'done', 'credits-used': '0' })
  expect(resultOf(collected)).toMatchObject({
    name: 'hero',
    model_name: 'nano-banana-2',
    input_params: { prompt: 'A red kite' },
    task_id: task?.id,
    reused: true,
    credits_used: 1,
    seconds: null,
  })
  expect(simulator.counts('create')).toBe(1)
  expect(elsewhere.simulator.requests).toEqual([])
})

test.concurrent('tasks of several models, some failed: like a manifest', async () => {
  await using job = await lightJob({
    seconds: 0.1,
    scripts: [
      { model: 'nano-banana-2' },
      { model: videoModel, assets: [{}] },
      { model: 'nano-banana-2', end: 'failed', failedReason: 'Content policy' },
      { model: 'nano-banana-2' },
    ],
  })
  const ids = [
    await somebodyElseCreates(job, { prompt: 'A red kite' }),
    await somebodyElseCreates(job, video, videoModel),
    await somebodyElseCreates(job, { prompt: 'A red fist' }),
    await somebodyElseCreates(job, { prompt: 'A blue kite' }),
  ] as const
  await untilEnded(job)
  const unknown = '00000000-0000-4000-8000-000000000000'
  const asked = `hero = ${ids[0]}\n\n  ${unknown}\n${ids[1]}\nfist=${ids[2]}\n${ids[3]}\n`
  const transcript = await job.run({ with: { 'task-id': asked } })

  expect(transcript.exitCode).toBe(1)
  const results = resultsOf(transcript)
  expect(results.map(({ name, status, reused }) => [name, status, reused])).toEqual([
    ['hero', 'done', true],
    ['task-00000000', 'failed', true],
    [`${videoModel}-${ids[1].slice(0, 8)}`, 'done', true],
    ['fist', 'failed', true],
    [`nano-banana-2-${ids[3].slice(0, 8)}`, 'done', true],
  ])
  expect(results.map(({ credits_used: credits }) => credits)).toEqual([1, 0, 12, 0, 1])
  expect(transcript.files).toEqual(
    [
      'creatify-assets/hero.png',
      `creatify-assets/kling-video-v1.6-pro-image-to-video-${ids[1].slice(0, 8)}.mp4`,
      `creatify-assets/nano-banana-2-${ids[3].slice(0, 8)}.png`,
    ].toSorted(),
  )
  expect(transcript.outputs).toMatchObject({ status: 'failed', 'credits-used': '0' })
  expect(transcript.outputs['asset-paths']?.split('\n')).toHaveLength(3)

  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toContain('2 of 5')
  expect(transcript.errors[0]).toContain(unknown)
  expect(transcript.errors[0]).toContain('fist failed: Content policy')
  expect(transcript.errors[0]).not.toContain('hero')
  expect(job.simulator.counts('tasks')).toBe(1)
  expect(job.simulator.counts('task')).toBe(1)
  expect(job.simulator.counts('schemas')).toBe(0)
})

test.concurrent('collecting spends nothing, and does not ask what is left', async () => {
  await using job = await lightJob({ seconds: 0.1 })
  const id = await somebodyElseCreates(job, { prompt: 'A red kite' })
  job.simulator.credits = 0
  const transcript = await job.run({ with: { 'task-id': id } })
  expect(transcript.exitCode).toBe(0)
  expect(job.simulator.counts('credits')).toBe(0)
})

test.concurrent('the API refuses batches: asked one by one', async () => {
  await using job = await lightJob({ seconds: 0.1, assumptions: { batch: 'refused' } })
  const prompts = ['A red kite', 'A blue kite', 'A green kite']
  const ids = await Promise.all(prompts.map(async (prompt) => somebodyElseCreates(job, { prompt })))
  await untilEnded(job)
  const transcript = await job.run({ with: { 'task-id': ids.join('\n') } })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.outputs['task-ids']).toBe(ids.join('\n'))
  expect(transcript.files).toHaveLength(3)
  expect(job.simulator.counts('task')).toBe(3)
})

test.concurrent(
  'tasks that are still running are waited for, with one request a look',
  async () => {
    await using job = await lightJob({ seconds: 5 })
    const ids = [
      await somebodyElseCreates(job, { prompt: 'A red kite' }),
      await somebodyElseCreates(job, { prompt: 'A blue kite' }),
    ]
    const transcript = await job.run({ with: { 'task-id': ids.join('\n'), 'poll-interval': '1s' } })
    expect(transcript.exitCode).toBe(0)
    expect(resultsOf(transcript).map(({ status }) => status)).toEqual(['done', 'done'])
    expect(job.simulator.counts('tasks')).toBeGreaterThan(1)
    expect(job.simulator.counts('tasks')).toBeLessThan(10)
    // The second may outlive the first by a few looks.
    expect(job.simulator.counts('task')).toBeLessThan(4)
  },
)

test.concurrent('one still running at the timeout: unfinished, the other one saved', async () => {
  await using job = await lightJob({ scripts: [{ seconds: 0.1 }, { seconds: 60 }] })
  const ids = [
    await somebodyElseCreates(job, { prompt: 'A red kite' }),
    await somebodyElseCreates(job, { prompt: 'A blue kite' }),
  ] as const
  const asked = `red=${ids[0]}\nblue=${ids[1]}`
  const transcript = await job.run({
    with: { 'task-id': asked, timeout: '2s', 'poll-interval': '200ms' },
  })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.outputs).toMatchObject({ status: 'unfinished', tasks: asked })
  expect(transcript.files).toEqual(['creatify-assets/red.png'])
  expect(transcript.errors[0]).toContain(`blue=${ids[1]}`)
  expect(transcript.errors[0]).not.toContain(`red=${ids[0]}`)
})

test.concurrent('two tasks under one name, and a name that is no file name', async () => {
  await using job = await lightJob({ seconds: 0.1 })
  const prompts = ['A red kite', 'A blue kite', 'A green kite']
  const ids = await Promise.all(prompts.map(async (prompt) => somebodyElseCreates(job, { prompt })))
  const names = ['kite', 'Kite', '../a = b']
  const asked = names.map((name, i) => `${name}=${ids[i] ?? ''}`).join('\n')
  const transcript = await job.run({ with: { 'task-id': asked } })
  expect(transcript.exitCode).toBe(0)
  expect(resultsOf(transcript).map(({ name }) => name)).toEqual(names)
  expect(transcript.outputs['asset-paths']?.split('\n')).toEqual([
    'creatify-assets/kite.png',
    'creatify-assets/Kite-2.png',
    expect.stringMatching(/^creatify-assets\/[\w-]*a-b\.png$/),
  ])
})

const id = '6f1c2a34-0000-4000-8000-0123456789ab'

test.concurrent.each<[string, Readonly<Record<string, string>>, string]>([
  ['an id with a space', { 'task-id': '6f1c 2a34' }, '6f1c 2a34'],
  ['an id with a slash', { 'task-id': `${id}/../../credits` }, 'NAME=ID'],
  ['a name without an id', { 'task-id': `${id}\nhero=` }, 'hero='],
  ['an id without a name', { 'task-id': `=${id}` }, 'NAME=ID'],
  ['a list with commas and one that is none', { 'task-id': `${id}, b c` }, 'commas'],
  ['the same id twice', { 'task-id': `hero=${id}\n${id}` }, 'twice'],
  ['a model besides', { 'task-id': id, model: kite.model }, '`model`'],
  ['params besides', { 'task-id': id, params: kite.params }, '`params`'],
  ['a params-file besides', { 'task-id': id, 'params-file': 'a.yml' }, '`params-file`'],
  ['a name besides', { 'task-id': id, name: 'hero' }, '`name`'],
  ['list-models besides', { 'task-id': id, 'list-models': 'true' }, '`task-id`'],
])('%s is an input error, before any request', async (_, given, words) => {
  await using job = await lightJob()
  const transcript = await job.run({ with: given })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toContain('`task-id`')
  expect(transcript.errors[0]).toContain(words)
  expect(transcript.outputs['status']).toBe('failed')
  expect(job.simulator.requests).toEqual([])
})
