import { rememberedJob } from '../support/attempts.ts'

const routes = ['schemas', 'credits', 'create', 'task', 'tasks', 'list'] as const

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN
}

test('with every request at 100 ms, what is noted delays the create by 200 ms at most', async () => {
  await using run = await rememberedJob({ seconds: 0.2 })
  const { simulator } = run.job
  for (const route of routes) simulator.fault({ route, delayMs: 100, times: 9999 })
  run.cache.trouble = { kind: 'slow', ms: 100 }
  let runId = 1_658_830_000
  const untilCreate = async (reuse: string) => {
    runId += 1
    const seen = simulator.requests.length
    const { startedAt } = await run.attempt(1, {
      with: { reuse },
      env: { GITHUB_RUN_ID: String(runId) },
    })
    const create = simulator.requests.slice(seen).find(({ route }) => route === 'create')
    return (create?.at ?? NaN) - startedAt
  }
  const [noting, without]: [number[], number[]] = [[], []]
  for (let round = 0; round < 7; round += 1) {
    without.push(await untilCreate('never'))
    noting.push(await untilCreate('run'))
  }
  const later = median(noting) - median(without)
  console.log(`The create leaves ${Math.round(later)} ms later.`)
  expect(later).toBeLessThan(400)
})
