import { startCacheService } from '../../simulator/cache.ts'
import { freshMachine, homeOf, lightJob } from '../support/attempts.ts'
import { clipModel, expectCreates, rememberedManifest, stillModel } from '../support/manifests.ts'
import { kite } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'

/** The product's lengths of time are divided by this. */
const pace = 10

test.concurrent(
  'two calls that share workflow, job and step: a task each, in two attempts',
  async () => {
    await using job = await lightJob({ pace, seconds: 5 })
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
      await attempt(1, '2s')
      expectCreates(job, 2)
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
  'two equal calls that share workflow, job and step: a clip that fits only the still of the other is bought again after a warning',
  async () => {
    const still = { name: 'still', model: stillModel, params: { prompt: 'A red kite' } }
    const url = '${{ generations.still.assets[0].url }}'
    const clip = { name: 'clip', model: clipModel, params: { prompt: 'It flies', image_url: url } }
    const seconds = [0.2, 0.2, 2, 0.2].map((each) => ({ seconds: each }))
    await using run = await rememberedManifest({ generations: [still, clip] }, { scripts: seconds })
    expect((await run.attempt(1)).errors).toEqual([])
    await run.attempt(1, { with: { timeout: '1s' } })
    expectCreates(run.job, 3)
    const again = await run.attempt(2)
    expect(again.warnings).toEqual([
      expect.stringMatching(
        /^clip: task \S+ was made from another task of still\. It is bought again\.$/,
      ),
    ])
    expect(again.errors).toEqual([])
    expectCreates(run.job, 4)
    expect((await run.attempt(3)).warnings).toEqual([])
    expectCreates(run.job, 4)
  },
)
