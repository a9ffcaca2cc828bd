import {
  anotherRun,
  createsOf,
  expectBought,
  rememberedJob,
  somebodyElseCreates,
  type Remembered,
} from '../support/attempts.ts'
import { resultOf } from '../support/reading.ts'

/** Under the newest of our keys of this kind, the id of a task that somebody made of other params. */
async function noteForeignTask({ job, cache }: Remembered, kind: 'run' | 'repo'): Promise<string> {
  const foreign = await somebodyElseCreates(job, { prompt: 'A blue boat' })
  const own = cache.entries.findLast(({ key }) => key.includes(`-${kind}-`))
  if (!own) throw new Error(`no ${kind} entry`)
  const id = job.simulator.tasks[0]?.id ?? ''
  cache.put(own.key.replace(id, foreign), own.version, Buffer.from('1'))
  return foreign
}

test.concurrent(
  'an entry of this run that names a task of other params: not taken, not bought again',
  async () => {
    await using run = await rememberedJob({ seconds: 0.1 })
    expectBought(await run.attempt(1), run.job.simulator.tasks[0])
    const foreign = await noteForeignTask(run, 'run')
    const transcript = await run.attempt(2)
    expect(transcript.exitCode).toBe(1)
    expect(transcript.errors.at(-1)).toContain(
      `an earlier attempt noted task ${foreign} for it, which was made for something else`,
    )
    expect(resultOf(transcript)).toMatchObject({ status: 'failed', task_id: null, assets: [] })
    expect(transcript.files).toEqual([])
    expect(createsOf(run.job)).toHaveLength(1)
  },
)

test.concurrent(
  'for `reuse: always` the same is bought again, with a warning before it',
  async () => {
    await using run = await rememberedJob({ seconds: 0.1 })
    const always = { with: { reuse: 'always' } }
    expectBought(await run.attempt(1, always), run.job.simulator.tasks[0])
    const foreign = await noteForeignTask(run, 'repo')
    const transcript = await run.attempt(1, { ...always, env: anotherRun })
    expectBought(transcript, run.job.simulator.tasks[2])
    expect(transcript.warnings).toEqual([
      expect.stringContaining(
        `what is noted for it is task ${foreign}, which was made for something else`,
      ),
    ])
    expect(createsOf(run.job)).toHaveLength(2)
  },
)
