import { setTimeout as sleep } from 'node:timers/promises'
import {
  startSimulator,
  type RecordedRequest,
  type Simulator,
  type SimulatorOptions,
} from '../../simulator/simulator.ts'
import type { Params } from '../../src/api/task.ts'
import { durations } from '../../src/base/durations.ts'
import type { Log } from '../../src/base/log.ts'
import { Creator } from '../../src/tasks/create.ts'
import { LostCreates } from '../../src/tasks/lost.ts'
import { apiOf } from '../support/api.ts'

const still = 'nano-banana-2'
const film = 'kling-video/v1.6/pro/image-to-video'

/** The product's lengths of time at a tenth. */
const faster = {
  ...durations.settle,
  holdAfterReset: 1000,
  holdAfterTimeout: 6000,
  pause: 250,
  list: 6000,
}

/** What became of creates: the id of a task, or the reason. */
interface Outcome {
  readonly simulator: Simulator
  readonly ends: readonly string[]
  readonly creates: readonly RecordedRequest[]
  readonly reads: readonly RecordedRequest[]
}

interface Setting extends SimulatorOptions {
  readonly model?: string
  readonly isImage?: boolean
  /** Milliseconds between two creates. */
  readonly apart?: number
  readonly holdAfterTimeout?: number
  arrange?: (simulator: Simulator) => void | Promise<void>
}

/** Creates these through the product's creator, all at once, each a little after the one before. */
async function create(
  wanted: readonly Params[],
  {
    model = still,
    isImage = model === still,
    apart = 20,
    holdAfterTimeout = faster.holdAfterTimeout,
    arrange,
    ...options
  }: Setting,
): Promise<Outcome> {
  const simulator = await startSimulator({ seconds: 60, ...options })
  try {
    await arrange?.(simulator)
    const api = apiOf(simulator)
    // The clock of the server is known from its answers.
    await api.remainingCredits({ ms: 5000, signal })
    const taken = new Set<string>()
    const claims = {
      has: (id: string) => taken.has(id),
      claim: (id: string) => !taken.has(id) && !!taken.add(id),
    }
    const lost = new LostCreates(api, {
      log: silent,
      claims,
      stop: signal,
      durations: { ...faster, holdAfterTimeout },
    })
    const creator = new Creator(api, {
      log: silent,
      claims,
      lost,
      stop: signal,
      deadline: Infinity,
    })
    const ends = await Promise.all(
      wanted.map(async (params, i) => {
        await sleep(apart * i)
        return creator.create({ name: `${i}`, asked: { model, params }, isImage })
      }),
    )
    const of = (route: string) => simulator.requests.filter((each) => each.route === route)
    return {
      simulator,
      ends: ends.map((end) => ('reason' in end ? end.reason : end.task.id)),
      creates: of('create'),
      reads: of('list'),
    }
  } finally {
    await simulator.stop()
  }
}

const { signal } = new AbortController()

const silent: Log = {
  info: () => undefined,
  notice: () => undefined,
  warning: () => undefined,
  group: async (_, work) => work(),
}

/** Each has the task that was made for its params, and no other task was made. */
function expectOneTaskEach({ simulator, ends }: Outcome, wanted: readonly Params[]): void {
  for (const end of ends) expect(end).toMatch(/^[0-9a-f-]{36}$/)
  const made = new Map(simulator.tasks.map(({ id, params }) => [id, params]))
  expect(ends.map((id) => made.get(id))).toEqual(wanted)
  expect(simulator.tasks).toHaveLength(wanted.length)
  expect(new Set(ends).size).toBe(wanted.length)
}

const hero = { prompt: 'Push in', image_url: 'https://one.example/hero.png' }
const team = { prompt: 'Push in', image_url: 'https://two.example/team.png' }

test.concurrent('ten answers lost at once share one reading of the list', async () => {
  const wanted = Array.from({ length: 10 }, (_, i) => ({ prompt: `Kite ${i}` }))
  const outcome = await create(wanted, {
    assumptions: { perMinute: { list: 12 } },
    arrange: (simulator) => {
      simulator.fault({ route: 'create', reset: 'after', delayMs: 400, times: 10 })
    },
  })
  expectOneTaskEach(outcome, wanted)
  expect(outcome.reads.length).toBeLessThanOrEqual(4)
})

test.concurrent(
  'while one is lost no other starts, and none at all once that is in doubt',
  async () => {
    const wanted = Array.from({ length: 30 }, (_, i) => ({ prompt: `Kite ${i}` }))
    const outcome = await create(wanted, {
      apart: 200,
      assumptions: { list: 'empty' },
      arrange: (simulator) => {
        simulator.fault({ route: 'create', reset: 'after', times: 99 })
      },
    })
    expect(outcome.creates.length).toBeLessThan(10)
    expect(outcome.ends[0]).toContain('the task list is empty')
    expect(outcome.ends.at(-1)).toBe('not started: nobody knows what became of the create of 0')
  },
)

test.concurrent('one that waits for a 429 stays behind while another is lost', async () => {
  const outcome = await create([{ prompt: 'Kite A' }, { prompt: 'Kite B' }], {
    arrange: (simulator) => {
      simulator.fault(
        { route: 'create', reset: 'before', delayMs: 300 },
        { route: 'create', status: 429, headers: { 'Retry-After': '1' } },
      )
    },
  })

  expectOneTaskEach(outcome, [{ prompt: 'Kite A' }, { prompt: 'Kite B' }])
  const [, , ...later] = outcome.creates
  const proof = outcome.reads.at(-1)?.at ?? 0
  for (const { at } of later) expect(at).toBeGreaterThan(proof)
})

test.concurrent('after a reset, the longer hold of a timeout is not waited for', async () => {
  const wanted = [{ prompt: 'Kite A' }, { prompt: 'Kite B' }]
  const holdAfterTimeout = 30_000
  const outcome = await create(wanted, {
    apart: 300,
    holdAfterTimeout,
    arrange: (simulator) => {
      simulator.fault({ route: 'create', skip: 1, reset: 'before' })
    },
  })
  expectOneTaskEach(outcome, wanted)
  expect(outcome.creates).toHaveLength(3)
  const [, lost, again] = outcome.creates
  expect((again?.at ?? NaN) - (lost?.at ?? NaN)).toBeLessThan(holdAfterTimeout)
})

test.concurrent(
  'an API that answers two creates with one task is told, and nothing is made twice',
  async () => {
    const params = { prompt: 'A kite' }
    const outcome = await create([params, params], { assumptions: { identicalCreate: 'old-task' } })
    expect(outcome.simulator.tasks).toHaveLength(1)
    expect(outcome.creates).toHaveLength(2)
    expect(outcome.ends[1]).toContain('which another generation has already')
    expect(outcome.ends[1]).toContain('`seed`')
  },
)

test.concurrent.each(['no-zone', 'offset'] as const)(
  'times written as %s: the task is found',
  async (timesAs) => {
    const outcome = await create([{ prompt: 'A kite' }], {
      assumptions: { timesAs },
      arrange: (simulator) => {
        simulator.fault({ route: 'create', reset: 'after' })
      },
    })
    expectOneTaskEach(outcome, [{ prompt: 'A kite' }])
  },
)

test.concurrent('copied files: known once a task has shown them, and doubt before', async () => {
  const first = await create([hero], {
    model: film,
    assumptions: { inputUrls: 'other-path' },
    arrange: (simulator) => {
      simulator.fault({ route: 'create', reset: 'after' })
    },
  })
  expect(first.creates).toHaveLength(1)
  expect(first.ends[0]).toContain('its params do not tell whose it is')
  const second = await create([hero, { ...team, prompt: 'Pull out' }], {
    model: film,
    assumptions: { inputUrls: 'other-path' },
    arrange: (simulator) => {
      simulator.fault({ route: 'create', reset: 'after', skip: 1, delayMs: 500 })
    },
  })
  expect(second.simulator.tasks).toHaveLength(2)
  expect(second.ends).toEqual(second.simulator.tasks.map(({ id }) => id))
})

test.concurrent('a list that leaves out what runs proves nothing about a video', async () => {
  const outcome = await create([hero], {
    model: film,
    assumptions: { listRunning: 'hidden' },
    arrange: (simulator) => {
      simulator.fault({ route: 'create', reset: 'after' })
    },
  })
  expect(outcome.creates).toHaveLength(1)
  expect(outcome.ends[0]).toContain('may leave such tasks out')
})
