import type { Simulator } from '../../simulator/simulator.ts'
import {
  createsOf,
  expectBought,
  expectCollected,
  killedWhen,
  rememberedJob,
  signalWhen,
} from '../support/attempts.ts'
import {
  clipModel,
  endsOf,
  expectCreates,
  kites,
  named,
  rememberedManifest,
  stillModel,
} from '../support/manifests.ts'

/** The product's lengths of time are divided by this where a scenario waits for the list. */
const pace = 10

const film = {
  generations: [
    { name: 'still', model: stillModel, params: { prompt: 'A picture' } },
    {
      name: 'clip',
      model: clipModel,
      params: { prompt: 'A clip', image_url: '${{ generations.still.assets[0].url }}' },
    },
  ],
}

test.concurrent('a doubtful create is still looked for by the attempt after the next', async () => {
  await using run = await rememberedManifest(kites(1), { seconds: 0.5, pace })
  const { simulator } = run.job
  simulator.fault({ route: 'create', delayMs: 60_000 })
  await run.attempt(
    1,
    killedWhen(() => simulator.tasks.length === 1 && run.cache.entries.length > 0),
  )
  const list = refuseList(simulator)
  const second = await run.attempt(2)
  expect(second.warnings).toEqual([])
  list.isRefused = false
  expect(endsOf(second)).toEqual(['kite-1 failed'])
  expect(second.errors.at(-1)).toContain('ambiguous create')
  const third = await run.attempt(3)
  expect(third.errors).toEqual([])
  expect(endsOf(third)).toEqual(['kite-1 done'])
  expect(named(third, 'kite-1').task_id).toBe(simulator.tasks[0]?.id)
  expectCreates(run.job, 1)
})

// In real time: what is shown is that a re-run waits long enough.
test.concurrent(
  'cancelled in the middle of the create, the task appears 12 s after the request: the re-run takes it',
  async () => {
    await using run = await rememberedJob({ scripts: [{ appearsAfterSeconds: 12, seconds: 1 }] })
    const { simulator } = run.job
    simulator.fault({ route: 'create', delayMs: 60_000 })
    await run.attempt(
      1,
      signalWhen('SIGINT', () => simulator.tasks.length === 1),
    )
    expectCollected(await run.attempt(2), simulator.tasks[0])
    expect(createsOf(run.job)).toHaveLength(1)
    expect(simulator.tasks).toHaveLength(1)
  },
)

/** The list answers 400 until it is told otherwise. */
function refuseList(simulator: Simulator): { isRefused: boolean } {
  const list = { isRefused: true }
  simulator.fault({ route: 'list', status: 400, times: 9999, match: () => list.isRefused })
  return list
}

/** Attempt 1 is killed around its create; from then on the list shows tasks as `shown` has them. */
async function recalledFrom(shown: (params: Record<string, unknown>) => unknown) {
  const run = await rememberedJob({ seconds: 1, pace })
  const { simulator } = run.job
  const step = { with: { params: 'prompt: A red kite\nnum_images: 1' } }
  simulator.fault({ route: 'create', delayMs: 60_000 })
  await run.attempt(1, {
    ...step,
    ...killedWhen(() => simulator.tasks.length === 1 && run.cache.entries.length > 0),
  })
  const answer = await fetch(`${simulator.apiUrl}/api/asset_generator/`, {
    headers: { 'X-API-ID': simulator.apiId, 'X-API-KEY': simulator.apiKey },
  })
  const list = (await answer.json()) as readonly {
    readonly input_params: Record<string, unknown>
  }[]
  const body = list.map((task) => ({ ...task, input_params: shown(task.input_params) }))
  simulator.fault({ route: 'list', status: 200, body, times: 99 })
  return { run, transcript: await run.attempt(2, step) }
}

test.concurrent('what was left in doubt stops the step until the list can tell', async () => {
  await using run = await rememberedJob({ seconds: 0.3, pace })
  const { simulator } = run.job
  const list = refuseList(simulator)
  simulator.fault({ route: 'create', hang: 'before' })
  const of = (id: string, prompt: string) => ({
    with: { reuse: 'always', params: `prompt: ${prompt}` },
    env: { GITHUB_RUN_ID: id },
  })
  await run.attempt(1, {
    ...of('1', 'A red kite'),
    ...killedWhen(() => simulator.counts('create') === 1 && run.cache.entries.length > 0),
  })
  // Nobody noted for what it was: it may have been for this. Re-runs, which ask the cache longer than first attempts.
  const boat = await run.attempt(2, of('2', 'A blue boat'))
  expect(boat.warnings).toEqual([])
  expect(boat.errors.at(-1)).toContain('to create anyway, set `reuse: never`')
  expect(simulator.tasks).toEqual([])
  list.isRefused = false
  expectBought(await run.attempt(2, of('3', 'A blue boat')), simulator.tasks[0])
  expectBought(await run.attempt(2, of('4', 'A red kite')), simulator.tasks[1])
})

test.concurrent('a doubtful parent does not make its child be forgotten', async () => {
  await using run = await rememberedManifest(film, { seconds: 0.3, pace })
  const { simulator } = run.job
  await run.attempt(1, {
    ...killedWhen(() => {
      // What the attempt is about to create is kept; that both tasks exist is not.
      if (run.cache.entries.length > 0) run.cache.trouble = { kind: 'down' }
      return simulator.tasks.length === 2
    }),
  })
  run.cache.trouble = undefined
  const list = refuseList(simulator)
  expect(endsOf(await run.attempt(2))).toEqual(['still failed', 'clip skipped'])
  list.isRefused = false
  const third = await run.attempt(3)
  expect(third.errors).toEqual([])
  expectCreates(run.job, 2)
})

/** A video killed around its create; from then on the list shows its params as `shown` has them. */
async function videoRecalledFrom(shown: (params: Record<string, unknown>) => unknown) {
  const run = await rememberedJob({ seconds: 1, pace })
  const { simulator } = run.job
  const params = 'prompt: A push\nimage_url: https://example.com/a.png\nduration: "5"'
  const step = { with: { model: clipModel, params } }
  simulator.fault({ route: 'create', delayMs: 60_000 })
  await run.attempt(1, {
    ...step,
    ...killedWhen(() => simulator.tasks.length === 1 && run.cache.entries.length > 0),
  })
  const answer = await fetch(`${simulator.apiUrl}/api/asset_generator/`, {
    headers: { 'X-API-ID': simulator.apiId, 'X-API-KEY': simulator.apiKey },
  })
  const list = (await answer.json()) as readonly {
    readonly input_params: Record<string, unknown>
  }[]
  const body = list.map((task) => ({ ...task, input_params: shown(task.input_params) }))
  simulator.fault({ route: 'list', status: 200, body, times: 99 })
  return { run, transcript: await run.attempt(2, step) }
}

const rehosted = { image_url: 'https://rehosted.example/a.png' }

test.concurrent.each<[string, (params: Record<string, unknown>) => unknown]>([
  ['without params', () => undefined],
  ['with one param only', ({ prompt }) => ({ prompt })],
])('a list that shows tasks %s: doubtful, and not bought again', async (_, shown) => {
  const { run, transcript } = await recalledFrom(shown)
  await using all = run
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors.at(-1)).toContain('ambiguous create')
  expect(all.job.simulator.tasks).toHaveLength(1)
})

test.concurrent.each<[string, (params: Record<string, unknown>) => unknown]>([
  ['defaults as well', (params) => ({ ...params, resolution: '1K' })],
  ['a number as text', (params) => ({ ...params, num_images: '1' })],
])('a list that shows %s: taken', async (_, shown) => {
  const { run, transcript } = await recalledFrom(shown)
  await using all = run
  expectCollected(transcript, all.job.simulator.tasks[0])
})

test.concurrent.each<[string, (params: Record<string, unknown>) => unknown]>([
  ['a number for text', (params) => ({ ...params, ...rehosted, duration: 5 })],
  ['a param less', ({ prompt }) => ({ prompt, ...rehosted })],
])('a re-hosted URL and %s: doubtful, and not bought again', async (_, shown) => {
  const { run, transcript } = await videoRecalledFrom(shown)
  await using all = run
  expect(transcript.errors.at(-1)).toContain('ambiguous create')
  expect(all.job.simulator.tasks).toHaveLength(1)
})
