import { startCacheService, type CacheOptions, type CacheService } from '../../simulator/cache.ts'
import { durations } from '../../src/base/durations.ts'
import type { Log } from '../../src/base/log.ts'
import { cacheAccessOf } from '../../src/inputs/cache-access.ts'
import { cacheClient } from '../../src/reuse/cache.ts'
import type { Scope } from '../../src/reuse/facts.ts'
import { hash } from '../../src/reuse/fingerprint.ts'
import { openLedger, type Ledger } from '../../src/reuse/ledger.ts'

const fingerprint = hash('a red kite')
const id = '0f3a5c1e-8b1d-4a52-9f2e-0b6f4f3d2a11'

/** Steps of one repository, and its cache service. */
interface Repository {
  readonly service: CacheService
  /** Opens the ledger of a step: by default, of attempt 1 of a run that asks for plan A. */
  open(this: void, scope?: Partial<Scope>, withService?: boolean, otherPlans?: number): Ledger
  /** What steps said. */
  readonly lines: readonly string[]
}

async function repository(
  work: (all: Repository) => Promise<void>,
  options: CacheOptions = {},
): Promise<void> {
  const service = await startCacheService({ uploadsPerMinute: 5000, ...options })
  const lines: string[] = []
  const opened: Ledger[] = []
  const say = (text: string) => {
    lines.push(text)
  }
  const log: Log = { info: say, notice: say, warning: say, group: async (_, run) => run() }
  try {
    await work({
      service,
      lines,
      open: (scope, withService = true, otherPlans = durations.ledger.otherPlans) => {
        const access = withService ? cacheAccessOf(service.env) : undefined
        const ledger = openLedger(
          {
            reuse: 'run',
            origin: 'https://api.creatify.ai',
            identity: ['art.yml', 'art', 'poster', '0'],
            runId: '7',
            attempt: 1,
            plan: hash('plan A'),
            ...scope,
          },
          {
            cache: access && cacheClient(access, {}),
            log,
            signal: new AbortController().signal,
            durations: {
              ...durations.ledger,
              otherPlans,
              interval: 20,
              readFirst: 5000,
              readAgain: 6000,
              open: 15_000,
              close: 3000,
              closeFailing: 500,
            },
          },
        )
        opened.push(ledger)
        return ledger
      },
    })
  } finally {
    await Promise.all(opened.map(async (ledger) => ledger.close('nothing', 0)))
    await service.stop()
  }
}

/** An attempt that bought one picture and accounted for all. */
async function buys(ledger: Ledger, task = id): Promise<void> {
  await ledger.opened()
  ledger.record(fingerprint, task)
  await ledger.close('all', 20_000)
}

/** An attempt that was killed after it noted that it may create. */
async function isKilled(ledger: Ledger): Promise<void> {
  await ledger.opened()
}

test.concurrent('a first attempt looks for nothing, and leaves three facts', async () => {
  await repository(async ({ service, open, lines }) => {
    await buys(open())
    expect(service.counts('look-up')).toBe(0)
    const kinds = service.keys().map((key) => key.split('-')[2])
    expect(kinds).toEqual(['open', 'run', 'closed'])
    for (const key of service.keys()) expect(key).toMatch(/^creatify2-[\w.-]{1,500}$/)
    expect(lines).toEqual([])
  })
})

test.concurrent('the next attempt finds what was bought, and nothing to look for', async () => {
  await repository(async ({ open }) => {
    await buys(open())
    const again = open({ attempt: 2 })
    expect(await again.find(fingerprint)).toEqual({ id, run: '7' })
    expect(await again.unsettledSince()).toBeUndefined()
    expect(again.gap).toBeUndefined()
  })
})

test.concurrent('what a run noted is for that run and that step only', async () => {
  await repository(async ({ open }) => {
    await buys(open())
    for (const other of [
      { runId: '8', attempt: 2 },
      { identity: ['art.yml', 'art', 'poster', '1'], attempt: 2 },
      { origin: 'https://api.example.com', attempt: 2 },
    ]) {
      expect(await open(other).find(fingerprint)).toBeUndefined()
    }
  })
})

test.concurrent(
  '`always` finds what any step of the repository bought, `never` included',
  async () => {
    await repository(async ({ open }) => {
      await buys(open({ reuse: 'always' }))
      const elsewhere = { identity: ['other.yml', 'job', 'step', '3'], runId: '9' }
      expect(await open({ reuse: 'always', ...elsewhere }).find(fingerprint)).toEqual({
        id,
        run: '7',
      })
      await buys(open({ reuse: 'never', runId: '8' }), 'newer')
      expect(await open({ reuse: 'always', ...elsewhere }).find(fingerprint)).toEqual({
        id: 'newer',
        run: '8',
      })
      expect(await open({ reuse: 'never', ...elsewhere }).find(fingerprint)).toBeUndefined()
    })
  },
)

test.concurrent(
  'an attempt that was killed is looked for by the next ones until one could tell',
  async () => {
    await repository(async ({ open }) => {
      const before = Date.now()
      await isKilled(open())
      const second = open({ attempt: 2 })
      const since = await second.unsettledSince()
      expect(since).toBeGreaterThanOrEqual(before)
      await second.opened()
      await second.close('nothing', 20_000)
      const third = open({ attempt: 3 })
      expect(await third.unsettledSince()).toBe(since)
      await third.opened()
      await third.close('all', 20_000)
      expect(await open({ attempt: 4 }).unsettledSince()).toBeUndefined()
      // It asked for something else: of that, nothing is known.
      expect(await open({ attempt: 4, plan: hash('plan B') }).unsettledSince()).toBe(since)
    })
  },
)

test.concurrent('of two calls in one scope each is told of its own', async () => {
  await repository(async ({ open }) => {
    const other = { plan: hash('plan B') }
    await isKilled(open())
    await buys(open(other))
    expect(await open({ attempt: 2, ...other }).unsettledSince()).toBeUndefined()
    expect(await open({ attempt: 2 }).unsettledSince()).toBeDefined()
  })
})

test.concurrent('`always` looks for what any run of the step left', async () => {
  await repository(async ({ open }) => {
    await isKilled(open({ reuse: 'always', runId: '7' }))
    const next = open({ reuse: 'always', runId: '8', plan: hash('plan B') })
    const since = await next.unsettledSince()
    expect(since).toBeDefined()
    await next.opened()
    await next.close('nothing', 20_000)
    const last = open({ reuse: 'always', runId: '9' })
    expect(await last.unsettledSince()).toBe(since)
  })
})

test.concurrent(
  'the note of an attempt waits for what earlier ones left, the upload does not',
  async () => {
    await repository(async ({ service, open }) => {
      await isKilled(open({ reuse: 'always' }))
      service.fault({ route: 'look-up', delayMs: 800, times: 2 })
      const next = open({ reuse: 'always', runId: '8' })
      await next.opened()
      const keys = service.keys().filter((key) => key.includes('-open-'))
      expect(keys).toHaveLength(2)
      expect(keys[1]).toContain('-8.1-')
      expect(keys[1]).toMatch(/-inherited$/)
      const uploads = service.requests.filter(({ route }) => route === 'reserve')
      const lookUps = service.requests.filter(({ route }) => route === 'look-up')
      expect((uploads[1]?.at ?? 0) - (lookUps[0]?.at ?? 0)).toBeLessThan(700)
    })
  },
)

test.concurrent('an attempt of which nothing is found is told so', async () => {
  await repository(async ({ service, open }) => {
    await buys(open())
    service.evict()
    const again = open({ attempt: 2 })
    await again.unsettledSince()
    expect(again.gap).toEqual({ as: 'nothing found' })
    const first = open({ reuse: 'always', runId: '8' })
    await first.unsettledSince()
    expect(first.gap).toBeUndefined()
  })
})

test.concurrent('a look-up that fails is tried again, and in the end is no miss', async () => {
  await repository(async ({ service, open }) => {
    await buys(open())
    service.fault({ route: 'look-up', status: 503, times: 2 })
    const lucky = open({ attempt: 2 })
    expect(await lucky.find(fingerprint)).toEqual({ id, run: '7' })
    await lucky.unsettledSince()
    expect(lucky.gap).toBeUndefined()
    service.trouble = { kind: 'status', status: 503 }
    const unlucky = open({ attempt: 2 })
    expect(await unlucky.find(fingerprint)).toBeUndefined()
    expect(unlucky.gap).toEqual({
      as: 'failed',
      reason: expect.stringContaining('answered 503') as unknown,
    })
  })
})

test.concurrent(
  'a service that is not there is a failed look-up, and told at the end',
  async () => {
    await repository(async ({ open, lines }) => {
      const ledger = open({ reuse: 'always' }, false)
      expect(await ledger.find(fingerprint)).toBeUndefined()
      expect(ledger.gap).toEqual({ as: 'failed', reason: 'GitHub offers no cache service here' })
      await buys(ledger)
      expect(ledger.remembers).toBe(false)
      expect(lines).toEqual([
        `A re-run may not find 1 task of this step: GitHub offers no cache service here. To collect, use \`task-id: ${id}\`.`,
      ])
    })
  },
)

test.concurrent(
  'what cannot be saved in time is told with its ids, and the attempt is not closed',
  async () => {
    await repository(async ({ service, open, lines }) => {
      const ledger = open()
      await ledger.opened()
      service.trouble = { kind: 'status', status: 503 }
      ledger.record(fingerprint, id)
      ledger.record(hash('another'), 'second')
      const start = performance.now()
      await ledger.close('all', 20_000)
      expect(performance.now() - start).toBeLessThan(15_000)
      expect(lines).toHaveLength(1)
      expect(lines[0]).toContain(`\`task-id: ${id}, second\``)
      service.trouble = undefined
      expect(await open({ attempt: 2 }).unsettledSince()).toBeDefined()
    })
  },
)

test.concurrent('a limit of uploads is waited for as long as GitHub says', async () => {
  await repository(async ({ service, open, lines }) => {
    const ledger = open()
    await ledger.opened()
    service.fault({ route: 'reserve', status: 429, headers: { 'Retry-After': '1' } })
    await buys(ledger)
    expect(service.keys().map((key) => key.split('-')[2])).toEqual(['open', 'run', 'closed'])
    expect(lines).toEqual([])
  })
})

test.concurrent('many tasks are noted one after the other, not at once', async () => {
  await repository(async ({ service, open }) => {
    const ledger = open()
    await ledger.opened()
    for (let i = 0; i < 10; i += 1) ledger.record(hash(`kite ${i}`), `task-${i}`)
    await ledger.close('all', 20_000)
    const times = service.requests.filter(({ route }) => route === 'reserve').map(({ at }) => at)
    const gaps = times.slice(2).map((at, i) => at - (times[i + 1] ?? 0))
    expect(times).toHaveLength(12)
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeGreaterThan(15)
  })
})

test.concurrent.each([
  ['an id with a space', 'a b'],
  ['a comma', 'a,b'],
  ['an id of another form', 'a/../b'],
  ['too long an id', 'a'.repeat(65)],
])('%s is not noted, and told', async (_, odd) => {
  await repository(async ({ service, open, lines }) => {
    await buys(open(), odd)
    expect(service.keys().filter((key) => key.includes('-run-'))).toEqual([])
    expect(lines[0]).toContain(odd)
  })
})

test.concurrent('entries of somebody else under our keys are no facts', async () => {
  await repository(async ({ service, open }) => {
    await buys(open())
    const [entry] = service.entries
    const own = service.keys().find((key) => key.includes('-run-')) ?? ''
    const prefix = own.slice(0, own.indexOf(fingerprint) + fingerprint.length)
    for (const rest of ['-7.1-../../etc', '-7.1-', '-x-abc', `-7.1-${'a'.repeat(65)}`]) {
      service.put(prefix + rest, entry?.version ?? '', Buffer.from('x'))
      expect(await open({ attempt: 2 }).find(fingerprint)).toBeUndefined()
    }
    const opened = service.keys().find((key) => key.includes('-open-')) ?? ''
    service.put(`${opened}9999999999999999`, entry?.version ?? '', Buffer.from('x'))
    expect(await open({ attempt: 2 }).unsettledSince()).toBeUndefined()
  })
})

test.concurrent(
  'what was left of another plan is looked for at first, later only told',
  async () => {
    await repository(async ({ open }) => {
      const before = open({ reuse: 'always', plan: hash('plan B') })
      await before.opened()
      const soon = open({ reuse: 'always', runId: '8' })
      expect(await soon.unsettledSince()).toBeDefined()
      expect(soon.gap).toBeUndefined()
      const later = open({ reuse: 'always', runId: '9', plan: hash('plan C') }, true, 0)
      expect(await later.unsettledSince()).toBeUndefined()
      expect(later.gap).toEqual({ as: 'too old' })
    })
  },
)

test.concurrent(
  'an attempt that cannot read what was left notes nothing before it creates',
  async () => {
    await repository(async ({ open, service }) => {
      const opens = () => service.keys().filter((key) => key.includes('-open-'))
      await open({ reuse: 'always' }).opened()
      expect(opens()).toHaveLength(1)
      service.trouble = { kind: 'status', status: 401, only: ['look-up'] }
      const stopped = open({ reuse: 'always', runId: '8' })
      expect(await stopped.unsettledSince()).toBeUndefined()
      await stopped.close('nothing', 500)
      expect(opens()).toHaveLength(1)
      const creating = open({ reuse: 'always', runId: '9' })
      expect(await creating.unsettledSince()).toBeUndefined()
      await creating.opened()
      expect(opens()).toHaveLength(2)
    })
  },
)
