import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { kites, light, runMany } from '../support/manifests.ts'
import type { Result } from '../support/reading.ts'
import { startJob, type Job } from '../support/scenario.ts'

/** What is known is written once a second; a busy machine may be late by this, in milliseconds. */
const late = 3000

/** All that RUNNER_TEMP tells of a step. Throws where the file is not whole. */
function resultsIn({ temp }: Job): readonly Result[] {
  const [name] = readdirSync(temp).filter((each) => /^creatify-results-.*\.json$/.test(each))
  return name === undefined ? [] : (JSON.parse(readFileSync(join(temp, name), 'utf8')) as Result[])
}

test.concurrent.each([500, 1500, 3100, 4700, 6300, 8000])(
  'a kill after %d ms leaves a results file with every task that was known a while before',
  async (ms) => {
    await using job = await startJob()
    job.simulator.script(...light(40, { seconds: 0.4 }))
    let killedAt = 0
    const { outputs } = await runMany(job, kites(40), {
      with: { concurrency: '2' },
      killed: true,
      during: (child) => {
        void sleep(ms).then(() => {
          killedAt = performance.now()
          child.kill('SIGKILL')
        })
      },
    })
    const known = job.simulator.tasks.filter(({ createdAt }) => createdAt < killedAt - late)
    const told = resultsIn(job).map(({ task_id: id }) => id)
    expect(told).toEqual(expect.arrayContaining(known.map(({ id }) => id)))
    // Whatever stands in the file of outputs is whole.
    const ids = (outputs['task-ids'] ?? '').split('\n').filter((id) => id !== '')
    expect(job.simulator.tasks.map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
  },
)
