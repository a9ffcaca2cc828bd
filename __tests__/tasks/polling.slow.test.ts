import { looks } from '../support/attempts.ts'
import { gaps, kite, tinyPng } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'

const video = { model: 'veo3.1/fast', params: 'prompt: A red kite' }

test.concurrent('videos: first after 10 s, then every 5', async () => {
  await using job = await startJob({ seconds: 12 })
  const transcript = await job.run({ with: video })
  expect(transcript.exitCode).toBe(0)
  const create = job.simulator.requests.filter(({ route }) => route === 'create')
  const [first = 0, second = 0, ...rest] = gaps([...create, ...looks(job)])
  expect(first).toBeGreaterThan(9000)
  expect(first).toBeLessThan(14_000)
  expect(second).toBeGreaterThan(3500)
  expect(second).toBeLessThan(9000)
  expect(rest).toEqual([])
})

test.concurrent('an outage of 20 s while polling is survived', async () => {
  await using job = await startJob({ seconds: 1 })
  job.simulator.script({ assets: [tinyPng] })
  job.simulator.fault({ route: 'task', status: 503, forMs: 20_000 })
  const transcript = await job.run({ with: kite })
  expect(transcript.errors).toEqual([])
  expect(transcript.exitCode).toBe(0)
  expect(job.simulator.counts('create')).toBe(1)
  const [first, ...rest] = looks(job)
  const span = (rest.at(-1)?.at ?? 0) - (first?.at ?? 0)
  expect(span).toBeGreaterThan(19_000)
  expect(span).toBeLessThan(60_000)
  expect(rest.length).toBeLessThan(40)
  expect(transcript.log).toContain('answered 503')
  expect(transcript.log).toContain('The API answers again')
  expect(transcript.log.match(/answered 503/g)).toHaveLength(1)
})

test.concurrent('a long wait has a heartbeat, and not a line a poll', async () => {
  await using job = await startJob({ seconds: 33 })
  job.simulator.script({ assets: [tinyPng] })
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.log.match(/^Still generating: 3\ds$/gm)).toHaveLength(1)
  expect(looks(job).length).toBeGreaterThan(50)
  expect(transcript.log.split('\n').length).toBeLessThan(25)
})
