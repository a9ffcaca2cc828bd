import { kite, tinyPng } from './support/reading.ts'
import { startJob } from './support/scenario.ts'
test('the action at ten times its pace does what it does', async () => {
  await using job = await startJob({ seconds: 0.2, pace: 10 })
  job.simulator.script({ assets: [tinyPng] })
  const { errors, files } = await job.run({ with: kite })
  expect(errors).toEqual([])
  expect(files).toEqual(['creatify-assets/nano-banana-2.png'])
})

test('two paced steps one after the other each have a summary', async () => {
  await using job = await startJob({ seconds: 0.2, pace: 10 })
  job.simulator.script({ assets: [tinyPng] }, { assets: [tinyPng] })
  for (const prompt of ['A red kite', 'A blue kite']) {
    const { summary } = await job.run({ with: { ...kite, params: `prompt: ${prompt}` } })
    expect(summary).toContain(prompt)
  }
})
