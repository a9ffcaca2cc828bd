import { startSimulator, type RecordedRequest } from '../../simulator/simulator.ts'
import { apiOf } from '../support/api.ts'
import { type Params } from '../../src/api/task.ts'
import { generate } from '../../src/tasks/generate.ts'
import { type Outcome } from '../../src/tasks/outcome.ts'
import { durations } from '../../src/base/durations.ts'
import type { Log } from '../../src/base/log.ts'
import { unchained } from '../../src/manifest/generation.ts'
import { Poller } from '../../src/tasks/poller.ts'
import type { Planned } from '../../src/tasks/planned.ts'
import type { Claims } from '../../src/tasks/claims.ts'

const silent: Log = {
  info: () => undefined,
  notice: () => undefined,
  warning: () => undefined,
  group: async (_, work) => work(),
}

const signal = new AbortController().signal

function claims(): Claims {
  const taken = new Set<string>()
  return { has: (id) => taken.has(id), claim: (id) => !taken.has(id) && !!taken.add(id) }
}

function generationOf(name: string, model: string, params: Params) {
  return { name, model, params, locate: () => undefined, ...unchained(params) }
}

const picture = 'nano-banana-2'

function isKite({ body }: RecordedRequest): boolean {
  return JSON.stringify(body).includes('"A red kite"')
}

test.concurrent(
  'an answer lost long after an equal create was sent: two tasks, two creates',
  async () => {
    // Ten at a time: the second kite goes out when the tasks before it are done, and long after the first.
    const simulator = await startSimulator()
    try {
      simulator.script(...Array.from({ length: 10 }, () => ({ seconds: 33 })), { seconds: 0.4 })
      simulator.fault(
        { route: 'create', match: isKite, status: 504, after: true, delayMs: 36_000 },
        { route: 'create', match: isKite, delayMs: 6000 },
      )
      const prompts = ['A red kite', ...Array.from('bcdefghij', (c) => `Kite ${c}`), 'A red kite']
      const planned = prompts.map((prompt, i): Planned => ({
        generation: generationOf(`${i}`, picture, { prompt }),
        type: 'text_to_image',
      }))
      const outcomes: Outcome[] = []
      const api = apiOf(simulator)
      await api.remainingCredits({ ms: 10_000, signal })
      await generate(
        { ready: planned, ended: [] },
        api,
        {
          wait: true,
          durations,
          timeout: 110_000,
          pollInterval: 500,
          signal,
          log: silent,
          claims: claims(),
          concurrency: 10,
          budget: undefined,
          ofThisRun: () => true,
          onTask: () => undefined,
        },
        async (outcome) => Promise.resolve(void outcomes.push(outcome)),
      )
      const kites = simulator.requests.filter((each) => each.route === 'create' && isKite(each))
      expect(kites).toHaveLength(2)
      expect((kites[1]?.at ?? 0) - (kites[0]?.at ?? 0)).toBeGreaterThan(31_000)
      expect(outcomes.map(({ status }) => status)).toEqual(prompts.map(() => 'done'))
      const ids = outcomes.map((outcome) => ('task' in outcome ? outcome.task?.id : undefined))
      expect(ids.toSorted()).toEqual(simulator.tasks.map(({ id }) => id).toSorted())
      expect(simulator.counts('create')).toBe(prompts.length)
    } finally {
      await simulator.stop()
    }
  },
)

test.concurrent('an interval above half a minute is kept', async () => {
  const simulator = await startSimulator()
  try {
    const api = apiOf(simulator)
    simulator.script({ seconds: 10 })
    const until = { signal, waits: signal, deadline: Infinity }
    const created = await api.create({ model: picture, params: { prompt: 'A kite' } }, until)
    if (created.as !== 'task') throw new Error(created.reason)
    const since = performance.now()
    const poller = new Poller(api, silent, durations, signal)
    const rhythm = { first: 0, interval: () => 40_000 }
    const ending = await poller.watch('kite', created.task, since, rhythm)
    expect(ending.status).toBe('done')
    const looks = simulator.requests.filter(({ route }) => route === 'task')
    expect(looks).toHaveLength(2)
    // 40 s and a tenth of jitter.
    expect((looks[1]?.at ?? 0) - since).toBeGreaterThan(35_500)
  } finally {
    await simulator.stop()
  }
})
