import { setTimeout as sleep } from 'node:timers/promises'
import {
  startSimulator,
  type RecordedRequest,
  type Simulator,
  type SimulatorOptions,
} from '../../simulator/simulator.ts'
import { apiOf } from '../support/api.ts'
import { generate } from '../../src/tasks/generate.ts'
import type { Outcome } from '../../src/tasks/outcome.ts'
import { durations } from '../../src/base/durations.ts'
import type { Log } from '../../src/base/log.ts'
import { unchained, type Generation } from '../../src/manifest/generation.ts'
import type { Planned } from '../../src/tasks/planned.ts'

/** What several generations of one step came to, until one step can ask for several. */
interface Several {
  readonly simulator: Simulator
  readonly outcomes: readonly Outcome[]
  readonly creates: readonly RecordedRequest[]
  /** When each create had its end, on the server; in the order of the creates. */
  readonly ends: readonly number[]
  /** When each generation ended, in the order they did. */
  readonly settled: readonly number[]
}

/** The product's lengths of time at a tenth. */
const faster = {
  ...durations.settle,
  holdAfterReset: 1000,
  holdAfterTimeout: 6000,
  pause: 250,
}

/** `count` generations, all equal unless `different`, through the real API client and real sockets. */
async function several(
  count: number,
  options: SimulatorOptions & {
    readonly arrange?: (simulator: Simulator) => void
    readonly different?: boolean
  } = {},
): Promise<Several> {
  const { arrange, different = false, ...rest } = options
  const answered = new Map<RecordedRequest, number>()
  const simulator = await startSimulator({
    seconds: 0.4,
    ...rest,
    onEnd: (request) => answered.set(request, performance.now()),
  })
  try {
    arrange?.(simulator)
    const api = apiOf(simulator)
    const planned = Array.from({ length: count }, (_, i): Planned => {
      const params = { prompt: different ? `A red kite, number ${i + 1}` : 'A red kite' }
      const told = { name: `kite-${i + 1}`, model: 'nano-banana-2', locate: () => undefined }
      return { generation: { ...told, params, ...unchained(params) }, type: 'text_to_image' }
    })
    const taken = new Set<string>()
    const settled: number[] = []
    const ended = new Map<Generation, Outcome>()
    await api.remainingCredits({ ms: 10_000, signal: new AbortController().signal })
    await generate(
      { ready: planned, ended: [] },
      api,
      {
        wait: true,
        durations: { ...durations, settle: faster },
        timeout: 60_000,
        pollInterval: 200,
        signal: new AbortController().signal,
        log: silent,
        claims: { has: (id) => taken.has(id), claim: (id) => !taken.has(id) && !!taken.add(id) },
        concurrency: 10,
        budget: undefined,
        ofThisRun: () => true,
        onTask: () => undefined,
      },
      async (outcome) => {
        settled.push(performance.now())
        ended.set(outcome.generation, outcome)
        return Promise.resolve()
      },
    )
    const outcomes = planned.flatMap(({ generation }) => ended.get(generation) ?? [])
    const creates = simulator.requests.filter(({ route }) => route === 'create')
    // The server notes the end of an answer a moment after the client has read it.
    while (creates.some((create) => !answered.has(create))) await sleep(5)
    const ends = creates.map((create) => answered.get(create) ?? Infinity)
    return { simulator, outcomes, creates, ends, settled }
  } finally {
    await simulator.stop()
  }
}

const silent: Log = {
  info: () => undefined,
  notice: () => undefined,
  warning: () => undefined,
  group: async (_, work) => work(),
}

/** Every generation is done with a task of its own, and nothing was created beyond that. */
function expectOneTaskEach({ simulator, outcomes, creates }: Several): void {
  expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'done'))
  const ids = outcomes.map((outcome) => ('task' in outcome ? outcome.task?.id : undefined))
  expect(ids.toSorted()).toEqual(simulator.tasks.map(({ id }) => id).toSorted())
  expect(creates).toHaveLength(outcomes.length)
}

function withStatus(outcomes: readonly Outcome[], status: Outcome['status']) {
  return outcomes.filter((outcome) => outcome.status === status)
}

const reasonOf = (outcome: Outcome) => ('reason' in outcome ? outcome.reason : '')

test.concurrent('two equal generations, both answers lost: two tasks, two creates', async () => {
  const lost = await several(2, {
    arrange: (simulator) => {
      simulator.fault({ route: 'create', reset: 'after', times: 2 })
    },
  })
  expectOneTaskEach(lost)
})

test.concurrent(
  'three equal generations, one answer lost: three tasks, three creates',
  async () => {
    const lost = await several(3, {
      arrange: (simulator) => {
        simulator.fault({ route: 'create', skip: 1, reset: 'after' })
      },
    })
    expectOneTaskEach(lost)
  },
)

test.concurrent('a lost create takes a task whose own answer is still under way', async () => {
  const lost = await several(3, {
    arrange: (simulator) => {
      simulator.fault({ route: 'create', reset: 'after' })
      simulator.fault({ route: 'create', delayMs: 3000, times: 2 })
    },
  })
  expectOneTaskEach(lost)
})

test.concurrent('three equal generations, one create never made: made again', async () => {
  const lost = await several(3, {
    arrange: (simulator) => {
      simulator.fault({ route: 'create', skip: 1, reset: 'before' })
    },
  })
  expect(withStatus(lost.outcomes, 'done')).toHaveLength(3)
  expect(lost.creates).toHaveLength(4)
  expect(lost.simulator.tasks).toHaveLength(3)
})

test.concurrent('fourteen at once: never more than ten in flight', async () => {
  const all = await several(14, {
    different: true,
    arrange: (simulator) => {
      simulator.fault({ route: 'create', delayMs: 300, times: 14 })
    },
  })
  expectOneTaskEach(all)
  const inFlight = all.creates.map(
    ({ at }, i) => i + 1 - all.settled.filter((settledAt) => settledAt <= at).length,
  )
  expect(Math.max(...inFlight)).toBe(10)
})

test.concurrent('credits for four of fourteen: no create after the first refusal', async () => {
  const { outcomes, creates, ends } = await several(14, {
    different: true,
    credits: 4,
    // Nobody is done, and makes room for another, before the first refusal.
    seconds: 4,
    arrange: (simulator) => {
      simulator.fault({ route: 'create', delayMs: 300, times: 14 })
    },
  })
  const refused = creates.flatMap(({ status }, i) => (status === 400 ? [ends[i] ?? 0] : []))
  const firstRefusal = Math.min(...refused)
  // A create may have been on its way while the refusal was.
  expect(creates.filter(({ at }) => at > firstRefusal + 100)).toEqual([])
  expect(creates.length).toBeLessThanOrEqual(10)

  expect(withStatus(outcomes, 'done')).toHaveLength(4)
  const failed = withStatus(outcomes, 'failed')
  expect(failed).toHaveLength(creates.length - 4)
  const skipped = withStatus(outcomes, 'skipped')
  expect(skipped).toHaveLength(14 - creates.length)
  for (const outcome of [...failed, ...skipped]) {
    expect(reasonOf(outcome)).toContain('Insufficient credits')
  }
  for (const outcome of skipped) expect(outcome).toMatchObject({ stopped: false })
})

test.concurrent.each([401, 403])(
  '%i on a create ends all later creates, what runs is collected',
  async (status) => {
    const { outcomes, creates } = await several(14, {
      different: true,
      seconds: 4,
      arrange: (simulator) => {
        const body = { detail: 'Invalid API credentials.' }
        simulator.fault({ route: 'create', skip: 3, status, body })
      },
    })
    expect(creates).toHaveLength(10)
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      ...['done', 'done', 'done', 'failed', 'done', 'done', 'done', 'done', 'done', 'done'],
      ...['skipped', 'skipped', 'skipped', 'skipped'],
    ])
    for (const outcome of outcomes.filter((each) => each.status !== 'done')) {
      expect(reasonOf(outcome)).toContain('Invalid API credentials')
    }
  },
)

test.concurrent(
  'a create that waits out a 429 is not sent after a refusal that holds for all',
  async () => {
    const { outcomes, creates } = await several(2, {
      different: true,
      arrange: (simulator) => {
        simulator.fault(
          { route: 'create', status: 429, headers: { 'Retry-After': '2' } },
          { route: 'create', status: 401, body: { detail: 'Invalid API credentials.' } },
        )
      },
    })
    expect(creates).toHaveLength(2)
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['failed', 'skipped'])
  },
)
