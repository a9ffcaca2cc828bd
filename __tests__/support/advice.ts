import { startCacheService } from '../../simulator/cache.ts'
import {
  freshMachine,
  homeOf,
  killedWhen,
  lightJob,
  somebodyElseCreates,
  type LightOptions,
} from './attempts.ts'
import { messages } from './error-page.ts'
import type { Job, Step, Transcript } from './scenario.ts'

/** A step, and the files of its workspace. A variable that is empty is not set. */
export interface Setup {
  readonly with: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, string | Buffer>>
  readonly env: Readonly<Record<string, string>>
}

/** What a message says, in the first group of `pattern`, or all of the match. Throws where it says nothing like it. */
export type Told = (pattern: RegExp) => string

/** Around the two runs of a step. `stack`: what is disposed of after them. */
export interface World {
  readonly job: Job
  readonly first: Transcript
  readonly stack: AsyncDisposableStack
}

/** What the step is after the advice. An input that becomes empty has its default again. */
export type Follow = (
  told: Told,
  given: Setup,
  world: World,
) => Partial<Setup> | Promise<Partial<Setup>>

/** A message, a way to provoke it, and what its advice makes of the step. */
export interface Trial {
  /** Words of one message of docs/errors.md, or its last words. */
  readonly message?: string
  /** A message that is no error, with `…` for what differs. */
  readonly says?: string
  readonly given:
    | Partial<Setup>
    | ((job: Job, stack: AsyncDisposableStack) => Partial<Setup> | Promise<Partial<Setup>>)
  readonly follow: Follow
  readonly options?: LightOptions | (() => Promise<LightOptions>)
  /** How the first step is run, besides its setup: to be killed or cancelled. */
  readonly step?: Pick<Step, 'during' | 'killed'>
  /** Another attempt before, which is killed as soon as this holds. */
  readonly killedWhen?: (job: Job) => boolean
  /** Both steps are attempts of one run on GitHub's machines, where the cache service remembers. */
  readonly remembered?: boolean
  /** What holds after the advice, where it is not that the step succeeds. */
  readonly then?: (second: Transcript, world: World) => void
}

const nothing: Setup = { with: {}, files: {}, env: {} }

function merged(setup: Setup, change: Partial<Setup>): Setup {
  return {
    with: { ...setup.with, ...change.with },
    files: { ...setup.files, ...change.files },
    env: { ...setup.env, ...change.env },
  }
}

/** What a trial is about, with `…` for what differs. Throws where docs/errors.md has no message of its words, or several. */
export function messageOf({ message: words = '', says }: Pick<Trial, 'message' | 'says'>): string {
  if (says !== undefined) return says
  const having = messages.filter((message) => message.includes(words))
  const ending = having.filter((message) => message.endsWith(words))
  const [only, ...others] = ending.length > 0 ? ending : having
  if (only === undefined || others.length > 0) {
    throw new Error(`${having.length} messages of docs/errors.md have: ${words}`)
  }
  return only
}

/** What is put in stands for a `…`, or is a sentence more between two others. */
function patternOf(message: string): RegExp {
  const parts = message.split('…').map((part) => escaped(part).replaceAll('\\. ', '\\. (?:.*? )?'))
  return new RegExp(parts.join('[^]*?'))
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

/** What the run printed that fits, an error first. */
function printed({ errors, warnings, log }: Transcript, pattern: RegExp): string {
  const line = log.split('\n').find((each) => pattern.test(each))
  const text = [...errors, ...warnings].find((each) => pattern.test(each)) ?? line
  if (text === undefined) throw new Error(`Not printed: ${pattern.source}\n${log}`)
  return text
}

/** A test for each trial of a table. */
export function testAdvice(trials: readonly Trial[]): void {
  const rows = trials.map((trial, i) => [`${i + 1}: ${messageOf(trial)}`, trial] as const)
  test.concurrent.each(rows)('advice %s', async (_, trial) => tryAdvice(trial))
}

/** Provokes the message, follows its advice, and checks that it is gone and the step succeeds. */
async function tryAdvice(trial: Trial): Promise<void> {
  const { given, follow, options, remembered = false, step = {}, then } = trial
  const isKilled = trial.killedWhen
  await using stack = new AsyncDisposableStack()
  const own = typeof options === 'function' ? await options() : options
  const job = stack.use(await lightJob({ seconds: 0.05, ...own }))
  const cache = remembered ? await startCacheService() : undefined
  stack.defer(async () => cache?.stop())
  const setup = merged(nothing, typeof given === 'function' ? await given(job, stack) : given)
  const run = async (each: Setup, attempt: number, more: typeof step = {}) => {
    for (const [path, text] of Object.entries(each.files)) await job.write(path, text)
    const set = Object.entries(each.env).filter(([, value]) => value !== '')
    const env = cache && {
      ...cache.env,
      GITHUB_RUN_ATTEMPT: String(attempt),
      GITHUB_JOB: 'art',
      HOME: homeOf(job),
    }
    return job.run({ ...more, with: each.with, env: { ...env, ...Object.fromEntries(set) } })
  }
  if (isKilled) {
    await run(
      setup,
      1,
      killedWhen(() => isKilled(job)),
    )
    await freshMachine(job)
  }
  const first = await run(setup, 2, step)
  const pattern = patternOf(messageOf(trial))
  const text = printed(first, pattern)
  const told: Told = (wanted) => {
    const match = wanted.exec(text)
    if (!match) throw new Error(`No ${wanted.source} in: ${text}`)
    return match[1] ?? match[0]
  }
  const world = { job, first, stack }
  if (remembered) await freshMachine(job)
  const second = await run(merged(setup, await follow(told, setup, world)), 3)
  if (then) then(second, world)
  else {
    const left = [...second.errors, ...second.warnings].filter((each) => pattern.test(each))
    expect([second.exitCode, second.errors, left]).toEqual([0, [], []])
  }
}

/** The step as it was: what the message asks for has been done outside of it. */
export const again: Follow = () => ({})

/** Writes the line `INPUT: VALUE` of a message into the step. Its first group is the line. */
export function paste(pattern: RegExp, change: Partial<Setup> = {}): Follow {
  return (told) => merged({ ...nothing, with: inputOf(told(pattern)) }, change)
}

function inputOf(line: string): Readonly<Record<string, string>> {
  const [, name = '', value = ''] = /^([\w-]+): (.+)$/.exec(line) ?? []
  if (name === '') throw new Error(`No line of a step: ${line}`)
  return { [name]: value }
}

/** Removes the input that a message names. */
export function remove(pattern: RegExp): Follow {
  return (told) => ({ with: { [told(pattern)]: '' } })
}

/** Gives the input of a message a value that the message names. */
export function give(value: RegExp, name = /^Input `([\w-]+)`/): Follow {
  return (told) => ({ with: { [told(name)]: told(value) } })
}

/** Changes the one file of the step. */
export function rewrite(change: (text: string, told: Told) => string): Follow {
  return (told, { files }) => ({
    files: Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, change(String(text), told)]),
    ),
  })
}

/** The dry run of a file of params for a model. */
export function params(text: string, model = 'nano-banana-2'): Partial<Setup> {
  const inputs = { model, 'params-file': 'params.yml', 'dry-run': 'true' }
  return { with: inputs, files: { 'params.yml': text } }
}

/** The dry run of a manifest. */
export function manifest(text: string): Partial<Setup> {
  return { with: { manifest: 'creatify.yml', 'dry-run': 'true' }, files: { 'creatify.yml': text } }
}

/** The id of a task that another step of this account has created. */
export async function anotherTask(job: Job, prompt = 'A blue boat'): Promise<string> {
  return somebodyElseCreates(job, { prompt })
}
