import { startHost } from '../support/host.ts'
import { kite, resultOf } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'

test.concurrent('one byte now and then is given up after a minute, and the URL stays', async () => {
  await using host = await startHost((_, response) => {
    response.writeHead(200, { 'content-type': 'image/png' })
    const timer = setInterval(() => response.write('.'), 3000)
    response.on('close', () => {
      clearInterval(timer)
    })
  })
  await using job = await startJob({ seconds: 0.1 })
  const url = `${host.url}/file.png`
  job.simulator.script({ assets: [{ url }] })
  const transcript = await job.run({ with: kite })
  expect(transcript.errors[0]).toContain('less than 1 KB/s came for 1m00s')
  expect(resultOf(transcript).assets[0]).toMatchObject({ url, path: null })
  expect(host.requests).toHaveLength(1)
})
