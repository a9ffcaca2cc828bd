import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startCacheService, type CacheOptions, type CacheService } from '../../simulator/cache.ts'
import type { RecordedRequest, TaskScript } from '../../simulator/simulator.ts'
import { kite, resultOf, tinyPng } from './reading.ts'
import { startJob, type Job, type JobOptions, type Step, type Transcript } from './scenario.ts'

/** What a simulator is, and what the first creates make. */
export interface LightOptions extends JobOptions {
  readonly scripts?: readonly TaskScript[]
}

/** A job whose tasks make a picture that nobody has to draw: for scenarios that are about something else. */
export async function lightJob({ scripts = [], ...options }: LightOptions = {}): Promise<Job> {
  const job = await startJob(options)
  const light: TaskScript = { assets: [tinyPng] }
  const others = Array.from({ length: 20 }, () => light)
  job.simulator.script(...scripts.map((script) => ({ ...light, ...script })), ...others)
  return job
}

/** A job on GitHub's machines: every attempt begins on an empty one, and only the cache service remembers. */
export interface Remembered extends AsyncDisposable {
  readonly job: Job
  readonly cache: CacheService
  /** Runs a step as this attempt of the workflow run: the red kite, unless `with` says otherwise. `files`: of the workspace. */
  attempt(this: void, number: number, step?: Step & { readonly files?: Files }): Promise<Transcript>
}

type Files = Readonly<Record<string, string | Buffer>>

/** The step of a remembered job. */
export const identity = {
  GITHUB_WORKFLOW_REF: 'octo-org/octo-repo/.github/workflows/art.yml@refs/heads/main',
  GITHUB_JOB: 'art',
  GITHUB_ACTION: 'poster',
}

/** The environment of another run of the same workflow. */
export const anotherRun = { GITHUB_RUN_ID: '1658821999' }

/** A job with a cache service of its own. Dispose of it at the end of the test. */
export async function rememberedJob(
  options: LightOptions = {},
  cacheOptions: CacheOptions = {},
): Promise<Remembered> {
  const [job, cache] = await Promise.all([lightJob(options), startCacheService(cacheOptions)])
  return {
    job,
    cache,
    async attempt(number, { files = {}, ...step } = {}) {
      await freshMachine(job)
      for (const [path, text] of Object.entries(files)) await job.write(path, text)
      return job.run({
        ...step,
        with: { ...kite, ...step.with },
        env: {
          ...cache.env,
          HOME: homeOf(job),
          GITHUB_RUN_ATTEMPT: String(number),
          ...identity,
          ...step.env,
        },
      })
    },
    async [Symbol.asyncDispose]() {
      await cache.stop()
      await job[Symbol.asyncDispose]()
    },
  }
}

export function homeOf({ temp }: Job): string {
  return join(temp, 'home')
}

/** What a re-run finds: nothing of the attempt before. */
export async function freshMachine(job: Job): Promise<void> {
  const { workspace, temp } = job
  await Promise.all(
    [workspace, temp].map(async (folder) => rm(folder, { recursive: true, force: true })),
  )
  await Promise.all(
    [workspace, homeOf(job)].map(async (folder) => mkdir(folder, { recursive: true })),
  )
}

/** A signal for a step: `during` of its Step, and when it was sent. */
export interface Cue {
  readonly during: NonNullable<Step['during']>
  /** On the clock of `performance.now()`; NaN until sent. */
  sentAt: number
}

/** Sends the signal as soon as `ready` holds, which is called with the log so far. */
export function signalWhen(signal: NodeJS.Signals, ready: (log: string) => boolean): Cue {
  const cue: Cue = {
    sentAt: NaN,
    during(child, log) {
      const timer = setInterval(() => {
        if (!ready(log())) return
        clearInterval(timer)
        cue.sentAt = performance.now()
        child.kill(signal)
      }, 10)
      child.on('close', () => {
        clearInterval(timer)
      })
    },
  }
  return cue
}

/** A step that is killed as the kernel or a lost machine does it, as soon as `ready` holds. */
export function killedWhen(ready: (log: string) => boolean): Pick<Step, 'during' | 'killed'> {
  return { killed: true, during: signalWhen('SIGKILL', ready).during }
}

/** The first attempt ends by force once its task has an entry. */
export async function killedWithEntry(
  { cache, attempt }: Remembered,
  step: Step = {},
): Promise<void> {
  const entries = cache.entries.length + 2
  await attempt(1, { ...step, ...killedWhen(() => cache.entries.length >= entries) })
}

/** The task of an earlier attempt, with its files, and nothing spent now. */
export function expectCollected(
  transcript: Transcript,
  task: { readonly id: string } | undefined,
): void {
  expect(transcript.errors).toEqual([])
  expect(transcript.exitCode).toBe(0)
  expect(transcript.outputs).toMatchObject({
    status: 'done',
    'task-id': task?.id,
    'credits-used': '0',
  })
  expect(resultOf(transcript)).toMatchObject({
    status: 'done',
    task_id: task?.id,
    reused: true,
    credits_used: 1,
    seconds: null,
  })
  expect(transcript.files).toHaveLength(1)
  expect(transcript.annotations).toEqual([])
}

/** A task of this attempt, with its files. */
export function expectBought(
  transcript: Transcript,
  task: { readonly id: string } | undefined,
): void {
  expect(transcript.errors).toEqual([])
  expect(transcript.outputs).toMatchObject({
    status: 'done',
    'task-id': task?.id,
    'credits-used': '1',
  })
  expect(resultOf(transcript)).toMatchObject({ reused: false, credits_used: 1 })
  expect(transcript.files).toHaveLength(1)
}

/** The creates that the server saw, those of the test itself left out. */
export function createsOf({ simulator }: Job): readonly RecordedRequest[] {
  return simulator.requests.filter(
    ({ route, headers }) => route === 'create' && headers['x-somebody-else'] === undefined,
  )
}

/** The requests that ask for tasks by their ids. */
export function looks({ simulator }: Job): readonly RecordedRequest[] {
  return simulator.requests.filter(({ route }) => route === 'task' || route === 'tasks')
}

/** A create by another client of the same account. Resolves with the id of the task. */
export async function somebodyElseCreates(
  { simulator }: Job,
  params: Readonly<Record<string, unknown>>,
  model = kite.model,
): Promise<string> {
  const response = await fetch(`${simulator.apiUrl}/api/asset_generator/`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-API-ID': simulator.apiId,
      'X-API-KEY': simulator.apiKey,
      'X-Somebody-Else': 'yes',
    },
    body: JSON.stringify({ model_name: model, input_params: params }),
  })
  return ((await response.json()) as { readonly id: string }).id
}
