import type { CacheOptions } from '../../simulator/cache.ts'
import type { SimulatedTask, TaskScript } from '../../simulator/simulator.ts'
import {
  freshMachine,
  homeOf,
  rememberedJob,
  type LightOptions,
  type Remembered,
} from './attempts.ts'
import { resultsOf, tinyPng, type Result } from './reading.ts'
import type { Job, Step, Transcript } from './scenario.ts'

/** A step with a manifest, looked for at once. */
export const many = { manifest: 'creatify.yml', 'poll-interval': '200ms' }

/** A picture to make a clip of, one credit. */
export const stillModel = 'nano-banana-2'
/** A clip of a picture, twelve credits. */
export const clipModel = 'kling-video/v1.6/pro/image-to-video'

/** A manifest in its JSON form. */
export interface Written {
  readonly defaults?: Readonly<Record<string, unknown>>
  readonly generations: readonly Readonly<Record<string, unknown>>[]
}

/** So many different pictures, `kite-1` and on. */
export function kites(count: number): Written {
  return {
    defaults: { model: stillModel },
    generations: Array.from({ length: count }, (_, i) => ({
      name: `kite-${i + 1}`,
      params: { prompt: `A red kite, number ${i + 1}` },
    })),
  }
}

/** Writes the manifest and runs a step with it. */
export async function runMany(job: Job, written: Written, step: Step = {}): Promise<Transcript> {
  await job.write(many.manifest, JSON.stringify(written, null, 2))
  return job.run({ ...step, with: { ...many, ...step.with } })
}

/** For so many creates, tasks that nobody has to draw. */
export function light(count: number, script: TaskScript = {}): readonly TaskScript[] {
  return Array.from({ length: count }, () => ({ assets: [tinyPng], ...script }))
}

/** A job as `rememberedJob` has it; its attempts run the manifest. `written` may be replaced between attempts. */
export interface RememberedManifest extends Remembered {
  written: Written
}

/** A manifest on GitHub's machines. Dispose of it at the end of the test. */
export async function rememberedManifest(
  written: Written,
  options: LightOptions = {},
  cacheOptions: CacheOptions = {},
): Promise<RememberedManifest> {
  const { job, cache, ...rest } = await rememberedJob(options, cacheOptions)
  const run: RememberedManifest = {
    ...rest,
    job,
    cache,
    written,
    async attempt(number, step = {}) {
      await freshMachine(job)
      return runMany(job, run.written, {
        ...step,
        env: {
          ...cache.env,
          HOME: homeOf(job),
          GITHUB_RUN_ATTEMPT: String(number),
          GITHUB_WORKFLOW_REF: 'octo-org/octo-repo/.github/workflows/art.yml@refs/heads/main',
          GITHUB_JOB: 'art',
          GITHUB_ACTION: 'poster',
          ...step.env,
        },
      })
    },
  }
  return run
}

/** The one result of this name. */
export function named(transcript: Transcript, name: string): Result {
  const found = resultsOf(transcript).filter((result) => result.name === name)
  const [result] = found
  if (result === undefined || found.length > 1) throw new Error(`${found.length} of ${name}`)
  return result
}

/** Names and ends, in the order of the results. */
export function endsOf(transcript: Transcript): readonly string[] {
  return resultsOf(transcript).map(({ name, status }) => `${name} ${status}`)
}

/** The tasks of a model, in the order of their creates. */
export function tasksOf({ simulator }: Job, model: string): readonly SimulatedTask[] {
  return simulator.tasks.filter((task) => task.model === model)
}

/** The most tasks that ran on the server at the same time. */
export function mostAtOnce(tasks: readonly SimulatedTask[], seconds: number): number {
  const running = tasks.map(
    ({ createdAt: at }) =>
      tasks.filter(({ createdAt }) => createdAt <= at && at < createdAt + seconds * 1000).length,
  )
  return Math.max(0, ...running)
}

/** All that the server charged, or will. */
export function creditsOf({ simulator }: Job): number {
  return simulator.tasks.reduce((sum, { credits }) => sum + credits, 0)
}

/** Nothing of the server's is paid for twice: every create made one task, and there are so many. */
export function expectCreates({ simulator }: Job, count: number): void {
  expect([simulator.counts('create'), simulator.tasks.length]).toEqual([count, count])
}
