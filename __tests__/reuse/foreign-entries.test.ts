import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import {
  anotherRun,
  createsOf,
  expectBought,
  expectCollected,
  killedWithEntry,
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
  '`reuse: always` and an entry that names a task of other params: bought again, with a warning before it',
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

const megabyte = 1_048_576

/** A tar archive of a file of zeros with this path, as the toolkit would unpack it. */
function archiveOf(path: string, megabytes: number): Buffer {
  const header = Buffer.alloc(512)
  header.write(path, 0)
  header.write('0000644\0', 100)
  header.write(`${(megabytes * megabyte).toString(8).padStart(11, '0')}\0`, 124)
  header.write('        0ustar\0' + '00', 148)
  const sum = header.reduce((all, byte) => all + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  const zeros = gzipSync(Buffer.alloc(megabyte))
  const parts = [gzipSync(header), ...Array<Buffer>(megabytes).fill(zeros)]
  return Buffer.concat([...parts, gzipSync(Buffer.alloc(1024))])
}

test.concurrent.each<[string, (outside: string) => Buffer]>([
  ['an absolute path', (outside) => archiveOf(outside, 1)],
  ['some 400 KB that unpack to 420 MB', (outside) => archiveOf(outside, 420)],
])(
  'foreign archives under our keys with %s: never fetched, in a first attempt and in a re-run',
  async (_, archive) => {
    await using run = await rememberedJob({ seconds: 1 })
    const { simulator } = run.job
    await killedWithEntry(run)
    const outside = join(run.job.workspace, '..', 'outside')
    const bytes = archive(outside)
    for (const { key, version } of [...run.cache.entries]) run.cache.put(key, version, bytes)
    expectCollected(await run.attempt(2), simulator.tasks[0])
    expectBought(await run.attempt(1), simulator.tasks[1])
    expect(run.cache.counts('look-up')).toBeGreaterThan(0)
    expect(run.cache.counts('download')).toBe(0)
    expect(existsSync(outside)).toBe(false)
    expect(createsOf(run.job)).toHaveLength(2)
  },
)
