import type { Assumptions } from '../../simulator/simulator.ts'
import { kite, resultOf, tinyPng } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'

const shapes: readonly Partial<Assumptions>[] = [
  { assetsAs: 'json-string' },
  { assetsAs: 'url-string' },
  { assetsAs: 'object' },
  { creditsAs: 'string' },
  { failedReasonNone: null },
  { echoDefaults: true, inputUrls: 'other-host' },
]

test.concurrent.each(shapes.map((shape) => [JSON.stringify(shape), shape] as const))(
  'a task with %s reads the same',
  async (_, assumptions) => {
    await using job = await startJob({ seconds: 0.1, assumptions })
    job.simulator.script({ assets: [tinyPng], credits: 1.5 })
    const transcript = await job.run({ with: kite })
    expect(transcript.errors).toEqual([])
    expect(transcript.warnings).toEqual([])
    const result = resultOf(transcript)
    expect(result).toMatchObject({
      status: 'done',
      failed_reason: null,
      credits_used: 1.5,
      input_params: { prompt: 'A red kite' },
    })
    expect(result.assets).toHaveLength(1)
    expect(result.assets[0]).toMatchObject({ type: 'image', bytes: 1000, media_type: 'image/png' })
    expect(result.assets[0]?.url).toMatch(/^http:.*\.png$/)
    expect(transcript.outputs['credits-used']).toBe('1.5')
    expect(transcript.files).toEqual(['creatify-assets/nano-banana-2.png'])
  },
)

test.concurrent('several assets as JSON text', async () => {
  await using job = await startJob({ seconds: 0.1, assumptions: { assetsAs: 'json-string' } })
  job.simulator.script({ assets: [tinyPng, tinyPng] })
  const transcript = await job.run({ with: kite })
  expect(transcript.files).toHaveLength(2)
})

test.concurrent('an unknown status is warned about once and waited on', async () => {
  await using job = await startJob({ seconds: 3 })
  job.simulator.script({
    statuses: ['queued', 'queued', 'generating', 'queued'],
    assets: [tinyPng],
  })
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.warnings).toEqual([expect.stringContaining('unknown status "queued"')])
  expect(job.simulator.tasks[0]?.looks).toBeGreaterThan(5)
})

test.concurrent('`done` without assets at first is looked at again', async () => {
  await using job = await startJob({ seconds: 0.1, pace: 10 })
  job.simulator.script({ looksWithoutAssets: 2, assets: [tinyPng] })
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.files).toEqual(['creatify-assets/nano-banana-2.png'])
  expect(job.simulator.tasks[0]?.looks).toBe(3)
})
