import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault, RecordedRequest } from '../../simulator/simulator.ts'
import { createsOf, lightJob, somebodyElseCreates } from '../support/attempts.ts'
import {
  clipModel,
  endsOf,
  expectCreates,
  named,
  runMany,
  stillModel,
} from '../support/manifests.ts'
import { kite, resultsOf } from '../support/reading.ts'

/** The product's lengths of time are divided by this, unless a scenario says otherwise. */
const pace = 10

const resetAfter = { route: 'create', reset: 'after' } as const

/** A create whose request has this text. */
function asksFor(text: string) {
  return ({ body }: RecordedRequest) => JSON.stringify(body).includes(text)
}

const pushIn = (name: string, host: string) => ({
  name,
  model: clipModel,
  params: { prompt: 'Push in', image_url: `https://${host}.example/${name}.png` },
})

test.concurrent(
  'one prompt and images on two hosts, one create never made, the answer to the other slow: a task each, of its own image',
  async () => {
    await using job = await lightJob({ pace, seconds: 4 })
    const [hero, team] = [pushIn('hero', 'one'), pushIn('team', 'two')]
    job.simulator.fault(
      { route: 'create', reset: 'before', match: asksFor('hero.png') },
      { route: 'create', delayMs: 2500, match: asksFor('team.png') },
    )
    const transcript = await runMany(job, { generations: [hero, team] })
    expect(transcript.errors).toEqual([])
    expect(createsOf(job)).toHaveLength(3)
    expect(job.simulator.tasks).toHaveLength(2)
    for (const { name, params } of [hero, team]) {
      const id = named(transcript, name).task_id
      expect(job.simulator.tasks.find((task) => task.id === id)?.params).toEqual(params)
    }
  },
)

test.concurrent(
  'a list that is read at once after a reset and arrives after the hold proves nothing',
  async () => {
    // 11 s after the reset, which is held for 10 s, at this pace.
    const late = { route: 'list', delayMs: 11_000 / pace } as const
    await using job = await lightJob({
      pace,
      // The list shows what runs, so that it could prove absence.
      scripts: [{ seconds: 5 }, { seconds: 0.2 }],
      assumptions: { listDelayMs: 500 },
    })
    await somebodyElseCreates(job, { prompt: 'A blue boat' })
    await sleep(600)
    job.simulator.fault(resetAfter, late)
    const transcript = await job.run({ with: kite })
    expect(transcript.errors).toEqual([])
    expect(transcript.outputs['task-id']).toBe(job.simulator.tasks[1]?.id)
    expect(createsOf(job)).toHaveLength(1)
  },
)

test.concurrent.each<[string, Omit<Fault, 'route'>]>([
  ['slow', { delayMs: 1500 }],
  ['lost too', { reset: 'after', delayMs: 600 }],
])(
  'equal params with keys in another order, the first answer lost late, the second %s: a task each',
  async (_, second) => {
    await using job = await lightJob({ pace, seconds: 3 })
    job.simulator.fault(
      { route: 'create', status: 504, after: true, delayMs: 600 },
      { route: 'create', ...second },
    )
    const transcript = await runMany(job, {
      defaults: { model: stillModel },
      generations: [
        { name: 'one', params: { prompt: 'A kite', resolution: '2K' } },
        { name: 'two', params: { resolution: '2K', prompt: 'A kite' } },
      ],
    })
    expect(transcript.errors).toEqual([])
    expect(endsOf(transcript)).toEqual(['one done', 'two done'])
    expectCreates(job, 2)
    const ids = resultsOf(transcript).map(({ task_id: id }) => id)
    expect(new Set(ids)).toEqual(new Set(job.simulator.tasks.map(({ id }) => id)))
  },
)

test.concurrent(
  "another client's equal task is 5 s old when our answer is lost: ours is taken",
  async () => {
    // Within the window also at this pace. Ours shows up after the first reading.
    await using job = await lightJob({ pace: 5, assumptions: { listDelayMs: 500 } })
    await somebodyElseCreates(job, { prompt: 'A red kite' })
    await sleep(4700)
    job.simulator.fault(resetAfter)
    const transcript = await job.run({ with: kite })
    expect(transcript.errors).toEqual([])
    expect(job.simulator.tasks).toHaveLength(2)
    expect(transcript.outputs['task-id']).toBe(job.simulator.tasks[1]?.id)
    expect(createsOf(job)).toHaveLength(1)
  },
)
