import { rememberedJob } from '../support/attempts.ts'

const routes = ['schemas', 'credits', 'create', 'task', 'tasks', 'list'] as const

test('with every request at 100 ms, what is noted delays the create by 200 ms at most', async () => {
  await using run = await rememberedJob({ seconds: 0.2 })
  const { simulator } = run.job
  for (const route of routes) simulator.fault({ route, delayMs: 100, times: 9999 })
  run.cache.trouble = { kind: 'slow', ms: 100 }
  let runId = 1_658_830_000
  /** From the first request of a step to its create, ms: the start of the process is no part of it. */
  const untilCreate = async (reuse: string) => {
    runId += 1
    const seen = simulator.requests.length
    await run.attempt(1, { with: { reuse }, env: { GITHUB_RUN_ID: String(runId) } })
    const [first, ...others] = simulator.requests.slice(seen)
    expect(first?.route).toBe('credits')
    const create = others.find(({ route }) => route === 'create')
    return (create?.at ?? NaN) - (first?.at ?? NaN)
  }
  const [without, noting]: [number[], number[]] = [[], []]
  for (let round = 0; round < 5; round += 1) {
    without.push(await untilCreate('never'))
    noting.push(await untilCreate('run'))
  }
  // What else the machine does only adds to a time: the shortest of each are what the steps themselves take.
  const later = Math.min(...noting) - Math.min(...without)
  console.log(`The create leaves ${Math.round(later)} ms later.`)
  expect(later).toBeLessThan(200)
})
