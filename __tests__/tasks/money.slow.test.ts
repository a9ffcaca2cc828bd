import { createsOf, lightJob } from '../support/attempts.ts'
import { kite } from '../support/reading.ts'

test.concurrent(
  'an answer that cannot be read is no reason to create again: the list is read for a minute',
  async () => {
    await using job = await lightJob({ assumptions: { list: 'refused' } })
    job.simulator.fault({ route: 'create', status: 201, body: '<html>', after: true, times: 3 })
    const transcript = await job.run({ with: kite })
    expect(createsOf(job)).toHaveLength(1)
    expect(transcript.errors.at(-1)).toContain('ambiguous create')
    const readings = job.simulator.requests.filter(({ route }) => route === 'list')
    const after = (readings.at(-1)?.at ?? NaN) - (createsOf(job)[0]?.at ?? NaN)
    expect(after).toBeGreaterThan(60_000)
    expect(after).toBeLessThan(90_000)
  },
)
