import { kite, tinyPng } from './support/reading.ts'
import { startJob } from './support/scenario.ts'
test('the action at ten times its pace does what it does', async () => {
  await using job = await startJob({ seconds: 0.2, pace: 10 })
  job.simulator.script({ assets: [tinyPng] })
  const { errors, files } = await job.run({ with: kite })
  expect(errors).toEqual([])
  expect(files).toEqual(['creatify-assets/nano-banana-2.png'])
})
