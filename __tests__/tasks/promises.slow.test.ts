import { setTimeout as sleep } from 'node:timers/promises'
import { createsOf, killedWhen, lightJob, signalWhen } from '../support/attempts.ts'
import {
  creditsOf,
  endsOf,
  expectCreates,
  kites,
  many,
  mostAtOnce,
  named,
  rememberedManifest,
  runMany,
  stillModel,
  type Written,
} from '../support/manifests.ts'
import { resultsOf } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'
import type { Transcript } from '../support/scenario.ts'

/** From the signal to the end of the process, ms; the runner kills after 7500. */
const prompt = 2000

function idsOf(transcript: Transcript): readonly (string | null)[] {
  return resultsOf(transcript).map(({ task_id: id }) => id)
}

/** So many equal pictures. */
function equals(count: number): Written {
  return {
    defaults: { model: stillModel, params: { prompt: 'A red kite' } },
    generations: Array.from({ length: count }, (_, i) => ({ name: `kite-${i + 1}` })),
  }
}

test.concurrent(
  'cancelled in the middle of six, two at a time: the re-run creates exactly the rest',
  async () => {
    await using run = await rememberedManifest(kites(6), {
      scripts: [{ seconds: 0.5 }, { seconds: 0.5 }, { seconds: 6 }, { seconds: 6 }],
      seconds: 0.5,
    })
    const { simulator } = run.job
    const two = { concurrency: '2' }
    const cue = signalWhen(
      'SIGINT',
      (log) =>
        ['kite-1', 'kite-2'].every((name) => log.includes(`creatify-assets/${name}.png: `)) &&
        ['kite-3', 'kite-4'].every((name) => log.includes(`${name}: generating`)),
    )
    const cancelled = await run.attempt(1, { with: two, during: cue.during })
    expect(cancelled.startedAt + cancelled.ms - cue.sentAt).toBeLessThan(prompt)
    expect(cancelled.exitCode).toBe(1)
    expect(endsOf(cancelled)).toEqual([
      'kite-1 done',
      'kite-2 done',
      'kite-3 unfinished',
      'kite-4 unfinished',
      'kite-5 skipped',
      'kite-6 skipped',
    ])
    const ids = simulator.tasks.map(({ id }) => id)
    expect(idsOf(cancelled)).toEqual([...ids, null, null])
    expect(cancelled.outputs).toMatchObject({
      status: 'unfinished',
      'task-ids': ids.join('\n'),
      tasks: ids.map((id, i) => `kite-${i + 1}=${id}`).join('\n'),
      'credits-used': '2',
    })
    expect(cancelled.errors).toHaveLength(1)
    expect(cancelled.errors[0]).toContain('4 of 6 generations did not succeed.')
    expect(cancelled.errors[0]).toContain('Re-run this job to collect')
    expect(cancelled.errors[0]).toContain(ids[2])
    expect(cancelled.errors[0]).toContain(ids[3])
    expect(cancelled.summary).toContain('2 of 6 done')
    expect(cancelled.files).toHaveLength(3)

    const transcript = await run.attempt(2, { with: two })
    expect(transcript.errors).toEqual([])
    expectCreates(run.job, 6)
    expect(idsOf(transcript)).toEqual(simulator.tasks.map(({ id }) => id))
    expect(resultsOf(transcript).map(({ reused }) => reused)).toEqual([
      ...[true, true, true, true],
      ...[false, false],
    ])
    expect(transcript.outputs).toMatchObject({ status: 'done', 'credits-used': '2' })
    expect(transcript.files).toHaveLength(7)
    expect(creditsOf(run.job)).toBe(6)
  },
)

test.concurrent(
  'the timeout in the middle of five, two at a time: the re-run creates exactly the rest',
  async () => {
    await using run = await rememberedManifest(kites(5), { seconds: 3 })
    const late = await run.attempt(1, { with: { concurrency: '2', timeout: '4500ms' } })
    expect(endsOf(late)).toEqual([
      'kite-1 done',
      'kite-2 done',
      'kite-3 unfinished',
      'kite-4 unfinished',
      'kite-5 skipped',
    ])
    expect(late.outputs['status']).toBe('unfinished')
    expect(named(late, 'kite-5').failed_reason).toContain('timeout of 4.5s')
    const transcript = await run.attempt(2)
    expect(transcript.errors).toEqual([])
    expectCreates(run.job, 5)
  },
)

test.concurrent('killed in the middle: the re-run creates exactly the rest', async () => {
  await using run = await rememberedManifest(kites(6), { seconds: 1, pace: 10 })
  const { simulator } = run.job
  const two = { with: { concurrency: '2' } }
  await run.attempt(1, {
    ...two,
    ...killedWhen(() => simulator.tasks.length === 4),
  })
  const transcript = await run.attempt(2, two)
  expect(transcript.errors).toEqual([])
  expectCreates(run.job, 6)
  expect(new Set(idsOf(transcript))).toEqual(new Set(simulator.tasks.map(({ id }) => id)))
  expect(transcript.outputs).toMatchObject({ status: 'done', 'credits-used': '2' })
  expect(transcript.files).toHaveLength(7)
})

test.concurrent(
  'killed twice, equal generations among others: a task each in the end',
  async () => {
    const [first, second, ...others] = kites(6).generations
    const written: Written = {
      ...kites(6),
      generations: [
        { ...first, params: { prompt: 'A twin' } },
        { ...second, params: { prompt: 'A twin' } },
        ...others,
      ],
    }
    await using run = await rememberedManifest(written, { seconds: 1, pace: 10 })
    const { simulator } = run.job
    for (const [attempt, tasks] of [
      [1, 2],
      [2, 5],
    ] as const) {
      await run.attempt(attempt, {
        with: { concurrency: '3' },
        ...killedWhen(() => simulator.tasks.length >= tasks),
      })
      await sleep(200)
    }
    const transcript = await run.attempt(3)
    expect(transcript.errors).toEqual([])
    expectCreates(run.job, 6)
    expect(new Set(idsOf(transcript)).size).toBe(6)
  },
)

test.concurrent(
  'two answers lost among equal generations: a task each, a create each',
  async () => {
    await using job = await lightJob({ seconds: 1 })
    job.simulator.fault({ route: 'create', reset: 'after', skip: 1, times: 2 })
    const transcript = await runMany(job, equals(4))
    expect(transcript.errors).toEqual([])
    expectCreates(job, 4)
    expect(new Set(idsOf(transcript))).toEqual(new Set(job.simulator.tasks.map(({ id }) => id)))
    expect(transcript.outputs['credits-used']).toBe('4')
    expect(job.simulator.counts('list')).toBeGreaterThanOrEqual(1)
  },
)

test.concurrent('two answers lost among different ones: a task each, a create each', async () => {
  await using job = await lightJob({ seconds: 1 })
  job.simulator.fault({ route: 'create', status: 502, after: true, skip: 1, times: 2 })
  const transcript = await runMany(job, kites(4))
  expect(transcript.errors).toEqual([])
  expectCreates(job, 4)
  const prompts = new Map(job.simulator.tasks.map(({ id, params }) => [id, params['prompt']]))
  for (const { task_id: id, input_params: params } of resultsOf(transcript))
    expect(prompts.get(id ?? '')).toBe(params['prompt'])
})

test.concurrent('`wait: false`: all are submitted, remembered, and collected by name', async () => {
  await using run = await rememberedManifest(kites(7), { seconds: 3 })
  const { simulator } = run.job
  simulator.fault({ route: 'create', delayMs: 400, times: 7 })
  const submitted = await run.attempt(1, { with: { wait: 'false', concurrency: '3' } })
  expect(submitted.errors).toEqual([])
  expect(submitted.exitCode).toBe(0)
  expectCreates(run.job, 7)
  const creates = createsOf(run.job).map(({ at: createdAt }) => createdAt)
  const overlap = creates.map((at) => creates.filter((each) => each <= at && at < each + 400))
  expect(Math.max(...overlap.map(({ length }) => length))).toBe(3)
  expect(simulator.counts('task') + simulator.counts('tasks')).toBe(0)
  expect(endsOf(submitted)).toEqual(kites(7).generations.map((_, i) => `kite-${i + 1} submitted`))
  const idOf = new Map(simulator.tasks.map(({ id, params }) => [params['prompt'], id]))
  const lines = resultsOf(submitted).map(
    ({ name, input_params: params }) => `${name}=${idOf.get(params['prompt']) ?? ''}`,
  )
  expect(submitted.outputs).toMatchObject({ status: 'submitted', tasks: lines.join('\n') })
  expect(submitted.files).toEqual([many.manifest])

  const collected = await run.job.run({
    with: { 'task-id': submitted.outputs['tasks'] ?? '', 'poll-interval': '200ms' },
  })
  expect(collected.errors).toEqual([])
  expect(endsOf(collected)).toEqual(kites(7).generations.map((_, i) => `kite-${i + 1} done`))
  expect(collected.outputs['tasks']).toBe(submitted.outputs['tasks'])
  expect(collected.outputs['credits-used']).toBe('0')
  expect(collected.files).toContain('creatify-assets/kite-7.png')

  // The re-run of the job that submitted finds them as well.
  const again = await run.attempt(2)
  expect(again.errors).toEqual([])
  expect(again.outputs['tasks']).toBe(submitted.outputs['tasks'])
  expectCreates(run.job, 7)
  expect(simulator.counts('list')).toBe(0)
})

test.concurrent('the rest became invalid: what was paid for is collected', async () => {
  await using run = await rememberedManifest(kites(4), { seconds: 1.5, pace: 10 })
  const { simulator } = run.job
  await run.attempt(1, {
    with: { concurrency: '2' },
    ...killedWhen(() => simulator.tasks.length === 2),
  })
  const { defaults, generations } = kites(4)
  run.written = {
    ...(defaults && { defaults }),
    generations: generations.map((each, i) =>
      i === 3 ? { ...each, params: { prompt: 1 } } : each,
    ),
  }
  const transcript = await run.attempt(2)
  expectCreates(run.job, 2)
  expect(transcript.exitCode).toBe(1)
  expect(endsOf(transcript)).toEqual([
    'kite-1 done',
    'kite-2 done',
    'kite-3 skipped',
    'kite-4 failed',
  ])
  expect(resultsOf(transcript).map(({ reused }) => reused)).toEqual([true, true, false, false])
  expect(transcript.outputs['status']).toBe('failed')
  expect(transcript.errors.join()).toContain('creatify.yml:')
  expect(transcript.files.filter((file) => file.endsWith('.png'))).toHaveLength(2)

  run.written = kites(4)
  const repaired = await run.attempt(3)
  expect(repaired.errors).toEqual([])
  expectCreates(run.job, 4)
})

test.concurrent(
  'a generation added in front of equal ones, and one taken away: no second payment',
  async () => {
    await using run = await rememberedManifest(kites(3), { seconds: 0.3 })
    const first = await run.attempt(1)
    expect(first.errors).toEqual([])
    const { defaults, generations } = kites(3)
    run.written = {
      ...(defaults && { defaults }),
      generations: [
        { name: 'new', params: { prompt: 'A new kite' } },
        ...generations.slice(1).map((each, i) => ({ ...each, name: `renamed-${i + 1}` })),
      ],
    }
    const second = await run.attempt(2)
    expect(second.errors).toEqual([])
    expectCreates(run.job, 4)
    expect(resultsOf(second).map(({ reused }) => reused)).toEqual([false, true, true])
  },
)

test.concurrent('401 in the middle: no further create, and what runs is collected', async () => {
  await using job = await startJob({ seconds: 0.5 })
  const body = { detail: 'Invalid API credentials.' }
  job.simulator.fault({ route: 'create', skip: 2, status: 401, body, times: 99 })
  const transcript = await runMany(job, kites(6), { with: { concurrency: '2' } })
  expect(job.simulator.tasks).toHaveLength(2)
  expect(mostAtOnce(job.simulator.tasks, 0.5)).toBe(2)
  // Two at a time: a second may have been on its way with the first that was refused.
  expect(job.simulator.counts('create')).toBeLessThanOrEqual(4)
  expect(endsOf(transcript).slice(0, 3)).toEqual(['kite-1 done', 'kite-2 done', 'kite-3 failed'])
  expect(endsOf(transcript).at(-1)).toBe('kite-6 skipped')
  expect(transcript.outputs['status']).toBe('failed')
  expect(transcript.errors).toHaveLength(1)
})
