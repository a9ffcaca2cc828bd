import type { RecordedRequest } from '../../simulator/simulator.ts'
import { killedWhen, lightJob, somebodyElseCreates } from '../support/attempts.ts'
import {
  clipModel,
  endsOf,
  expectCreates,
  light,
  named,
  rememberedManifest,
  runMany,
  stillModel,
  tasksOf,
  type Written,
} from '../support/manifests.ts'
import { resultsOf, tinyPng } from '../support/reading.ts'
import { startJob, type Job } from '../support/scenario.ts'

const editModel = 'flux-2-pro/edit'

function still(name = 'still', params: Readonly<Record<string, unknown>> = {}) {
  return { name, model: stillModel, params: { prompt: `A picture for ${name}`, ...params } }
}

/** Waits for the picture whose URL the expression gives. */
function clip(name = 'clip', url = 'generations.still.assets[0].url') {
  const params = { prompt: `A clip called ${name}`, image_url: `\${{ ${url} }}` }
  return { name, model: clipModel, params }
}

/** Waits for the pictures whose URLs the expression gives. */
function edit(name: string, urls: string) {
  const params = { prompt: `An edit called ${name}`, image_urls: `\${{ ${urls} }}` }
  return { name, model: editModel, params }
}

const stillAndClip: Written = { generations: [clip(), still()] }

function urlsOf(transcript: Parameters<typeof named>[0], name: string): readonly string[] {
  return named(transcript, name).assets.map(({ url }) => url)
}

/** The creates of a model. */
function createsOf({ simulator }: Job, model: string): readonly RecordedRequest[] {
  return simulator.requests.filter(
    ({ route, body }) =>
      route === 'create' && (body as { readonly model_name?: string }).model_name === model,
  )
}

test.concurrent('a still, then its clip: started before the still is saved', async () => {
  const ends = new Map<RecordedRequest, number>()
  await using job = await lightJob({
    seconds: 1,
    onEnd: (request) => ends.set(request, performance.now()),
  })
  const { simulator } = job
  simulator.fault({ route: 'asset', delayMs: 5000 })
  const transcript = await runMany(job, {
    generations: [clip(), still('other'), still()],
  })
  expect(transcript.errors).toEqual([])
  expectCreates(job, 3)
  expect(endsOf(transcript)).toEqual(['clip done', 'other done', 'still done'])
  const [made] = tasksOf(job, clipModel)
  expect(made?.params['image_url']).toBe(urlsOf(transcript, 'still')[0])
  expect(named(transcript, 'clip')).toMatchObject({
    task_id: made?.id,
    input_params: { prompt: 'A clip called clip', image_url: urlsOf(transcript, 'still')[0] },
  })
  expect(transcript.outputs['task-id']).toBe(made?.id)
  expect(transcript.files.filter((file) => file.startsWith('creatify-assets/'))).toHaveLength(3)

  // The look that showed the end of the still is the last before the create.
  const [create] = createsOf(job, clipModel)
  const before = simulator.requests.filter(({ at }) => at < (create?.at ?? 0))
  const look = before.findLast(({ route }) => route === 'task' || route === 'tasks')
  const endOf = (request: RecordedRequest | undefined) => (request && ends.get(request)) ?? NaN
  expect((create?.at ?? NaN) - endOf(look)).toBeLessThan(1000)
  const slow = simulator.requests.find(({ route }) => route === 'asset')
  expect(create?.at).toBeLessThan(endOf(slow))
})

test.concurrent('two levels: each waits for the one before', async () => {
  await using job = await lightJob({ seconds: 0.5 })
  const transcript = await runMany(job, {
    generations: [
      clip('clip', 'generations.edit.assets[0].url'),
      edit('edit', 'fromJSON(format(\'["{0}"]\', generations.still.assets[0].url))'),
      still(),
    ],
  })
  expect(transcript.errors).toEqual([])
  expect(job.simulator.tasks.map(({ model }) => model)).toEqual([stillModel, editModel, clipModel])
  const [first, second, third] = job.simulator.tasks
  expect(second?.params['image_urls']).toEqual(urlsOf(transcript, 'still'))
  expect(third?.params['image_url']).toBe(urlsOf(transcript, 'edit')[0])
  expect((second?.createdAt ?? 0) - (first?.createdAt ?? 0)).toBeGreaterThan(500)
  expect((third?.createdAt ?? 0) - (second?.createdAt ?? 0)).toBeGreaterThan(500)
  expect(endsOf(transcript)).toEqual(['clip done', 'edit done', 'still done'])
})

test.concurrent('three clips of one still: all at once, all of it', async () => {
  await using job = await lightJob({ seconds: 1 })
  const names = ['near', 'far', 'wide']
  const transcript = await runMany(job, {
    generations: [...names.map((name) => clip(name)), still()],
  })
  expect(transcript.errors).toEqual([])
  expectCreates(job, 4)
  const clips = tasksOf(job, clipModel)
  expect(clips.map(({ params }) => params['image_url'])).toEqual(
    names.map(() => urlsOf(transcript, 'still')[0]),
  )
  const times = clips.map(({ createdAt }) => createdAt)
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(1000)
  expect(endsOf(transcript)).toEqual(['near done', 'far done', 'wide done', 'still done'])
})

test.concurrent('all URLs of a parent as a list, and the third alone', async () => {
  await using job = await startJob({ seconds: 0.5 })
  job.simulator.script({ model: stillModel, assets: [tinyPng, tinyPng, tinyPng] }, ...light(2))
  const transcript = await runMany(job, {
    generations: [
      still('still', { num_images: 3 }),
      edit('edit', 'generations.still.assets.*.url'),
      clip('clip', 'generations.still.assets[2].url'),
    ],
  })
  expect(transcript.errors).toEqual([])
  expectCreates(job, 3)
  const urls = urlsOf(transcript, 'still')
  expect(new Set(urls).size).toBe(3)
  expect(tasksOf(job, editModel)[0]?.params['image_urls']).toEqual(urls)
  expect(tasksOf(job, clipModel)[0]?.params['image_url']).toBe(urls[2])
})

test.concurrent('the parent fails: its children are skipped, the others are saved', async () => {
  await using job = await lightJob({
    seconds: 0.5,
    scripts: [{ model: stillModel, end: 'failed', failedReason: 'Content policy' }],
  })
  const transcript = await runMany(job, {
    generations: [
      still(),
      clip('near'),
      still('other'),
      clip('far'),
      clip('fine', 'generations.other.assets[0].url'),
    ],
  })
  expectCreates(job, 3)
  expect(endsOf(transcript)).toEqual([
    'still failed',
    'near skipped',
    'other done',
    'far skipped',
    'fine done',
  ])
  const reason = 'not started: it uses the result of still, which failed'
  expect(named(transcript, 'near')).toMatchObject({ task_id: null, failed_reason: reason })
  expect(named(transcript, 'far')).toMatchObject({ task_id: null, failed_reason: reason })
  expect(transcript.errors).toEqual([
    `3 of 5 generations did not succeed. still failed: Content policy. near, far were skipped: ${reason}.`,
  ])
  expect(transcript.outputs['status']).toBe('failed')
  expect(transcript.outputs['asset-paths']?.split('\n')).toHaveLength(2)
  expect(transcript.summary).toContain('2 of 5 done')
})

test.concurrent('a failure goes down the whole chain', async () => {
  await using job = await lightJob({ seconds: 0.3, scripts: [{ end: 'failed' }] })
  const transcript = await runMany(job, {
    generations: [
      clip('clip', 'generations.edit.assets[0].url'),
      edit('edit', 'generations.still.assets.*.url'),
      still(),
    ],
  })
  expectCreates(job, 1)
  expect(endsOf(transcript)).toEqual(['clip skipped', 'edit skipped', 'still failed'])
  expect(named(transcript, 'clip').failed_reason).toContain('result of edit, which was not started')
})

test.concurrent('the parent is refused: its child is skipped', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  job.simulator.fault({ route: 'create', status: 400, body: { detail: 'Too many kites' } })
  const transcript = await runMany(job, { generations: [still(), clip(), still('other')] })
  expect(createsOf(job, clipModel)).toEqual([])
  expect(endsOf(transcript)).toEqual(['still failed', 'clip skipped', 'other done'])
  expect(named(transcript, 'still').failed_reason).toContain('Too many kites')
  expect(named(transcript, 'clip').failed_reason).toContain('result of still, which failed')
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toMatch(/^2 of 3 .* still failed: .* clip was skipped: /)
  expect(transcript.outputs['status']).toBe('failed')
})

test.concurrent(
  'the parent made fewer files than its child uses: the child is not created',
  async () => {
    await using job = await lightJob({ seconds: 0.3, pace: 10 })
    const transcript = await runMany(job, {
      generations: [
        still('still', { num_images: 3 }),
        clip('clip', 'generations.still.assets[2].url'),
        clip('fine'),
      ],
    })
    expect(createsOf(job, clipModel)).toHaveLength(1)
    expect(endsOf(transcript)).toEqual(['still done', 'clip failed', 'fine done'])
    const { failed_reason: reason, task_id: id } = named(transcript, 'clip')
    expect(id).toBeNull()
    expect(reason).toContain('image_url')
    expect(transcript.exitCode).toBe(1)
    expect(transcript.errors).toHaveLength(1)
    expect(transcript.errors[0]).toContain('clip failed: ')
  },
)

test.concurrent('a clip where the result of a clip is no picture: found before all', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const transcript = await runMany(job, {
    generations: [still(), clip(), clip('again', 'generations.clip.assets[0].url')],
  })
  expect(transcript.exitCode).toBe(1)
  expect(job.simulator.counts('create')).toBe(0)
  expect(transcript.errors.join()).toContain('creatify.yml')
  expect(transcript.errors.join()).toContain('makes video')
})

test.concurrent(
  'the timeout while the parent runs: its child may still start in another run',
  async () => {
    await using job = await lightJob({ seconds: 60 })
    const transcript = await runMany(job, stillAndClip, { with: { timeout: '2s' } })
    expectCreates(job, 1)
    expect(endsOf(transcript)).toEqual(['clip skipped', 'still unfinished'])
    expect(transcript.outputs['status']).toBe('unfinished')
    expect(transcript.outputs['tasks']).toBe(`still=${job.simulator.tasks[0]?.id ?? ''}`)
    expect(transcript.errors).toHaveLength(1)
    expect(transcript.errors[0]).toContain('timeout of 2s')
  },
)

/** The first URL that a still hands out works no more when it is asked for again. */
const freshUrls = { model: stillModel, seconds: 0.5, assets: [{ ...tinyPng, freshAfter: 1 }] }

test.concurrent(
  'killed with the clip under way, the still has another URL by now: neither is bought again',
  async () => {
    await using run = await rememberedManifest(stillAndClip, {
      scripts: [freshUrls, { model: clipModel, seconds: 9 }],
    })
    const { job, cache } = run
    // Its entry is kept within a second or two.
    await run.attempt(
      1,
      killedWhen(() => {
        const [made] = tasksOf(job, clipModel)
        return made !== undefined && performance.now() - made.createdAt > 4000
      }),
    )
    expect(cache.entries.length).toBeGreaterThanOrEqual(2)
    const transcript = await run.attempt(2)
    const [made] = tasksOf(job, clipModel)
    expectCreates(job, 2)
    expect(transcript.errors).toEqual([])
    expect(resultsOf(transcript)).toMatchObject([
      { name: 'clip', status: 'done', reused: true, task_id: made?.id, input_params: made?.params },
      { name: 'still', status: 'done', reused: true },
    ])
    expect(urlsOf(transcript, 'still')).not.toContain(made?.params['image_url'])
    expect(transcript.outputs['credits-used']).toBe('0')
    expect(job.simulator.counts('list')).toBe(0)
  },
)

test.concurrent(
  'killed before the clip had an entry, the still has another URL by now: told, and not bought again',
  async () => {
    await using run = await rememberedManifest(stillAndClip, {
      scripts: [freshUrls, { model: clipModel, seconds: 1 }],
      pace: 10,
    })
    const { job } = run
    job.simulator.fault({
      route: 'create',
      delayMs: 60_000,
      match: ({ body }) => (body as { readonly model_name?: string }).model_name === clipModel,
    })
    await run.attempt(
      1,
      killedWhen(() => tasksOf(job, clipModel).length === 1),
    )
    const transcript = await run.attempt(2)
    expectCreates(job, 2)
    expect(named(transcript, 'still')).toMatchObject({ status: 'done', reused: true })
    expect(named(transcript, 'clip')).toMatchObject({ status: 'failed', task_id: null })
    expect(transcript.errors).toHaveLength(1)
    expect(transcript.errors[0]).toContain('ambiguous create')
    expect(transcript.errors[0]).toContain(tasksOf(job, clipModel)[0]?.id)
  },
)

/** A list with a task that runs proves that such tasks are in it: only then is a clip that is not there proven absent. */
async function listShowsRunning(job: Job): Promise<void> {
  job.simulator.script({ model: stillModel, seconds: 600 })
  // The scripts that the job began with come first.
  for (let i = 0; i < 25; i += 1) await somebodyElseCreates(job, { prompt: 'A kite of another' })
}

test.concurrent(
  'killed in the create of the clip: the still is collected, and the clip is not bought blindly',
  async () => {
    await using run = await rememberedManifest(stillAndClip, { seconds: 0.5, pace: 10 })
    const { job } = run
    job.simulator.fault({
      route: 'create',
      hang: 'before',
      match: ({ body }) => (body as { readonly model_name?: string }).model_name === clipModel,
    })
    await run.attempt(
      1,
      killedWhen(() => createsOf(job, clipModel).length === 1),
    )
    expect(job.simulator.tasks).toHaveLength(1)
    const transcript = await run.attempt(2)
    // No task in the list runs, so nothing proves that a clip which is not in it was not made.
    expect(transcript.errors.at(-1)).toContain('ambiguous create')
    expect(job.simulator.tasks).toHaveLength(1)
    expect(resultsOf(transcript)).toMatchObject([
      { name: 'clip', status: 'failed', task_id: null },
      { name: 'still', status: 'done', reused: true, credits_used: 1 },
    ])
    expect(transcript.outputs['credits-used']).toBe('0')
  },
)

test.concurrent.each([
  ['by the matrix', { pick: [1, 2] }, 'generations.still.assets[matrix.pick].url'],
  ['by a variable', { pick: [1] }, 'generations.still.assets[fromJSON(env.PICK)].url'],
])(
  'a re-run with the still collected: its clips take later pictures %s',
  async (_, matrix, url) => {
    const pictures = [tinyPng, tinyPng, tinyPng]
    await using run = await rememberedManifest(
      {
        generations: [{ ...clip('clip', url), matrix }, still('still', { num_images: 3 })],
      },
      { scripts: [{ model: stillModel, seconds: 0.3, assets: pictures }], pace: 10 },
    )
    const { job } = run
    const step = { with: { 'expose-env': 'PICK' }, env: { PICK: '1' } }
    for (let clips = 0; clips < matrix.pick.length; clips += 1) {
      job.simulator.fault({
        route: 'create',
        hang: 'before',
        match: ({ body }) => (body as { readonly model_name?: string }).model_name === clipModel,
      })
    }
    await run.attempt(1, {
      ...step,
      ...killedWhen(() => createsOf(job, clipModel).length > 0),
    })
    await listShowsRunning(job)
    const transcript = await run.attempt(2, step)
    expect(transcript.errors).toEqual([])
    expect(named(transcript, 'still')).toMatchObject({ status: 'done', reused: true })
    const taken = tasksOf(job, clipModel).map(({ params }) => params['image_url'])
    const urls = urlsOf(transcript, 'still')
    expect(taken.toSorted()).toEqual(matrix.pick.map((i) => urls[i]).toSorted())
  },
)

test.concurrent(
  'the timeout while the parent runs: the re-run collects it and starts the child',
  async () => {
    await using run = await rememberedManifest(stillAndClip, { seconds: 4 })
    const late = await run.attempt(1, { with: { timeout: '2s' } })
    expect(endsOf(late)).toEqual(['clip skipped', 'still unfinished'])
    const transcript = await run.attempt(2)
    expect(transcript.errors).toEqual([])
    expectCreates(run.job, 2)
    expect(resultsOf(transcript)).toMatchObject([
      { name: 'clip', reused: false },
      { name: 'still', reused: true },
    ])
  },
)

test.concurrent('`reuse: always`: a second run buys nothing of the chain', async () => {
  await using run = await rememberedManifest(stillAndClip, {
    scripts: [freshUrls, { model: clipModel, seconds: 0.5 }],
  })
  const always = { with: { reuse: 'always' } }
  const first = await run.attempt(1, always)
  expect(first.errors).toEqual([])
  const second = await run.attempt(1, { ...always, env: { GITHUB_RUN_ID: '1658821999' } })
  expect(second.errors).toEqual([])
  expectCreates(run.job, 2)
  expect(resultsOf(second).map(({ reused, status }) => [reused, status])).toEqual([
    [true, 'done'],
    [true, 'done'],
  ])
  expect(second.outputs['credits-used']).toBe('0')
  expect(second.outputs['task-ids']).toBe(first.outputs['task-ids'])
})

test.concurrent(
  'the files of the parent are gone: both are bought again, and the log says so',
  async () => {
    await using run = await rememberedManifest(stillAndClip, { seconds: 0.5, pace: 10 })
    const first = await run.attempt(1)
    expect(first.errors).toEqual([])
    const { job } = run
    const [oldStill, oldClip] = job.simulator.tasks
    const [url = ''] = urlsOf(first, 'still')
    const path = new URL(url).pathname
    job.simulator.fault({
      route: 'asset',
      status: 404,
      times: 99,
      match: (request) => request.path === path,
    })
    const second = await run.attempt(2)
    expect(second.errors).toEqual([])
    expectCreates(job, 4)
    expect(resultsOf(second).map(({ reused }) => reused)).toEqual([false, false])
    const [, , newStill, newClip] = job.simulator.tasks
    expect(second.outputs['task-ids']).toBe([newClip?.id, newStill?.id].join('\n'))
    expect(newClip?.params['image_url']).toBe(urlsOf(second, 'still')[0])
    expect(second.log).toContain(
      `still: task ${oldStill?.id ?? ''} is done, but its files are gone, so it is created again.`,
    )
    expect(second.log).toContain(
      `clip: task ${oldClip?.id ?? ''} was made from the result of still, so it is created again.`,
    )
    const third = await run.attempt(3)
    expect(third.outputs['task-ids']).toBe(second.outputs['task-ids'])
    expectCreates(job, 4)
  },
)

test.concurrent(
  'the parent has failed by now: both are bought again, and the log says so',
  async () => {
    await using run = await rememberedManifest(stillAndClip, { seconds: 0.5, pace: 10 })
    await run.attempt(1)
    const { simulator } = run.job
    const shown = simulator.tasks.map(({ id, model, params }) => ({
      id,
      model_name: model,
      input_params: params,
      assets: [],
      credits_used: 0,
      status: model === stillModel ? 'failed' : 'generating',
      failed_reason: model === stillModel ? 'Content policy' : '',
    }))
    simulator.fault({ route: 'tasks', status: 200, body: shown })
    const second = await run.attempt(2)
    expect(second.errors).toEqual([])
    expectCreates(run.job, 4)
    const [oldStill, oldClip] = simulator.tasks
    expect(second.log).toContain(
      `still: task ${oldStill?.id ?? ''} failed, so it is created again.`,
    )
    expect(second.log).toContain(
      `clip: task ${oldClip?.id ?? ''} was made from the result of still, so it is created again.`,
    )
  },
)

test.concurrent('what a result does not have is told before anything is spent', async () => {
  await using job = await lightJob({ seconds: 0.2 })
  const image_url = '${{ generations.still.assets[0].uri }}'
  const transcript = await runMany(job, {
    generations: [
      { name: 'still', model: stillModel, params: { prompt: 'A picture' } },
      { name: 'clip', model: clipModel, params: { prompt: 'A clip', image_url } },
    ],
  })
  expectCreates(job, 0)
  expect(transcript.errors.join()).toContain('`${{ generations.still.assets[0].uri }}` is not in')
})

test.concurrent('much text in many children is no reason to stop in the middle', async () => {
  const children = 240
  const model = {
    model_name: stillModel,
    generation_type: 'text_to_image',
    credits: 1,
    input_params_schema: { properties: { prompt: { type: 'string' } } },
  }
  await using job = await lightJob({ catalog: [model], credits: 1000 })
  job.simulator.script(...light(children + 1, { seconds: 0.1 }))
  const text = 'A slow push. '.repeat(2500)
  const transcript = await runMany(
    job,
    {
      defaults: { model: stillModel },
      generations: [
        { name: 'still', params: { prompt: 'A picture' } },
        {
          name: 'next',
          matrix: { number: Array.from({ length: children }, (_, i) => i) },
          params: { prompt: `${text} \${{ generations.still.task_id }} \${{ matrix.number }}` },
        },
      ],
    },
    { with: { concurrency: '250' } },
  )
  expect(transcript.errors).toEqual([])
  expectCreates(job, children + 1)
})
