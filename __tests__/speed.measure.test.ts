import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { peakIn } from '../scripts/peak.ts'
import { kite } from './support/reading.ts'
import { node } from '../scripts/runner.ts'
import { startJob, type Job } from './support/scenario.ts'

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN
}

/** Milliseconds from the start of the process to the next request that the simulator sees. */
async function firstRequest(job: Job, run: () => Promise<number>): Promise<number> {
  const seen = job.simulator.requests.length
  const startedAt = await run()
  const first = job.simulator.requests[seen]
  if (first === undefined) throw new Error('no request')
  return first.at - startedAt
}

test('the first request is sent in at most twice the time of a bare script', async () => {
  await using job = await startJob()
  const { apiUrl, apiId, apiKey } = job.simulator
  const bare = `
    const response = await fetch('${apiUrl}/api/remaining_credits/', {
      headers: { 'X-API-ID': '${apiId}', 'X-API-KEY': '${apiKey}' },
    })
    await response.json()`
  await job.write('bare.mjs', bare)
  const [bares, actions]: [number[], number[]] = [[], []]
  for (let round = 0; round < 9; round += 1) {
    bares.push(
      await firstRequest(job, async () => {
        const startedAt = performance.now()
        const child = spawn(node, [join(job.workspace, 'bare.mjs')], { stdio: 'ignore' })
        await once(child, 'close')
        return startedAt
      }),
    )
    actions.push(
      await firstRequest(job, async () => {
        const transcript = await job.run({ with: { ...kite, 'dry-run': 'true' } })
        expect(transcript.exitCode).toBe(0)
        return transcript.startedAt
      }),
    )
  }
  expect(median(actions) / median(bares)).toBeLessThan(2)
})

test('memory stays the same for a file four times as large', async () => {
  await using job = await startJob({ seconds: 0.1 })
  const peak = async (bytes: number) => {
    const file = join(job.temp, `peak-${bytes}`)
    job.simulator.script({ assets: [{ bytes, type: 'video', contentType: 'video/mp4' }] })
    const transcript = await job.run({
      with: { ...kite, name: `size-${bytes}` },
      env: peakIn(file),
    })
    expect(transcript.errors).toEqual([])
    expect((await job.read(`creatify-assets/size-${bytes}.mp4`)).length).toBe(bytes)
    return Number(await readFile(file, 'utf8'))
  }
  // What was read is freed when some 64 MB of it have gathered: smaller files do not show that.
  const small = await peak(150_000_000)
  const large = await peak(600_000_000)
  expect(small).toBeGreaterThan(10_000_000)
  expect(large / small).toBeLessThanOrEqual(1.4)
})
