import { stat, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { peakIn } from '../../scripts/peak.ts'
import { kites, light, runMany } from './manifests.ts'
import { startJob, type Step } from './scenario.ts'

/** One run of so many generations of 0.3 s: its peak memory in bytes, and how many bytes it told the runner as outputs. */
export async function crowd(
  count: number,
  of: 'process' | 'live' = 'process',
  env: Step['env'] = {},
) {
  const job = await startJob({ credits: 2 * count })
  job.simulator.script(...light(count, { seconds: 0.3 }))
  const file = join(job.temp, 'peak')
  const transcript = await runMany(job, kites(count), {
    with: { concurrency: '200' },
    env: { ...env, ...peakIn(file, of) },
  })
  const output = await stat(join(dirname(job.temp), 'step-1', 'output'))
  return { job, transcript, peak: Number(await readFile(file, 'utf8')), told: output.size }
}
