import { startCacheService } from '../../simulator/cache.ts'
import {
  expectCollected,
  freshMachine,
  homeOf,
  killedWhen,
  lightJob,
  rememberedJob,
} from '../support/attempts.ts'
import { expectCreates } from '../support/manifests.ts'
import { kite } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'

/** The product's lengths of time are divided by this. */
const pace = 10

test.concurrent(
  'two calls that share workflow, job and step: a task each, in two attempts',
  async () => {
    await using job = await lightJob({ pace, seconds: 8 })
    await using other = await startJob({ pace })
    const cache = await startCacheService()
    const { apiUrl, apiId, apiKey } = job.simulator
    const attempt = async (number: number, timeout: string) =>
      Promise.all(
        [job, other].map(async (machine, i) => {
          await freshMachine(machine)
          return machine.run({
            with: {
              ...kite,
              'api-url': apiUrl,
              'api-id': apiId,
              'api-key': apiKey,
              params: `prompt: picture ${i}`,
              timeout,
            },
            env: {
              ...cache.env,
              HOME: homeOf(machine),
              GITHUB_RUN_ATTEMPT: String(number),
              GITHUB_ACTION: 'poster',
            },
            killed: true,
          })
        }),
      )
    try {
      await attempt(1, '3s')
      for (const [i, transcript] of (await attempt(2, '2m')).entries()) {
        expect(transcript.errors).toEqual([])
        const task = job.simulator.tasks.find(({ id }) => id === transcript.outputs['task-id'])
        expect(task?.params['prompt']).toBe(`picture ${i}`)
      }
      expectCreates(job, 2)
    } finally {
      await cache.stop()
    }
  },
)

test.concurrent(
  'a task that shows up long after the cancelled request is taken by the re-run',
  async () => {
    await using run = await rememberedJob({ pace, seconds: 1, assumptions: { listDelayMs: 4000 } })
    const { simulator } = run.job
    simulator.fault({ route: 'create', delayMs: 60_000 })
    await run.attempt(
      1,
      killedWhen(() => simulator.tasks.length === 1),
    )
    expectCollected(await run.attempt(2), simulator.tasks[0])
    expectCreates(run.job, 1)
  },
)
