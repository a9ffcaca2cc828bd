import { setTimeout as sleep } from 'node:timers/promises'
import { startCacheService, type CacheService } from '../../simulator/cache.ts'
import { freshMachine, homeOf } from './attempts.ts'
import { describePlan, planFrom, type Plan, type Reach } from './chaos/plan.ts'
import {
  exchanged,
  halfFile,
  isPaid,
  lost,
  paidTwice,
  promptOf,
  strangerCreates,
  strangersPrompt,
  type Moment,
} from './chaos/promises.ts'
import { startJob, type Job, type Transcript } from './scenario.ts'

/** How one run with random trouble ended. */
export interface ChaosRun {
  readonly seed: number
  /**
   * `kept`: one task a generation (and one more for each that failed), its files on disk. `ambiguous`: the step said so, and
   * something in the plan left it nothing to prove it by. `warned`: something was paid for again after a warning that it might
   * be. `broken`: a promise was broken.
   */
  readonly end: 'kept' | 'ambiguous' | 'warned' | 'broken'
  readonly attempts: number
  readonly creates: number
  /** How many were asked for. */
  readonly generations: number
  /** Tasks that the plan let fail: each is created again, and costs nothing. */
  readonly failed: number
  /** What was planned, and what went wrong, for people. */
  readonly story: readonly string[]
}

/** How far chaos goes, and at which speed the action lives. */
export interface ChaosOptions {
  readonly reach?: Reach
  /** Runs the action this many times faster: see `JobOptions`. */
  readonly pace?: number
}

const mostAttempts = 8

/**
 * One plan drawn from `seed`: attempts of the action, some killed or cancelled at a random moment, each on a fresh machine,
 * until every call has succeeded.
 */
export async function chaosRun(seed: number, options: ChaosOptions = {}): Promise<ChaosRun> {
  const { reach = 'basic', pace } = options
  const plan = planFrom(seed, reach)
  const moments: Moment[] = []
  const logs = new Map<string, () => string>()
  await using job = await startJob({
    ...(pace !== undefined && { pace }),
    seconds: plan.seconds,
    history: plan.history,
    assumptions: plan.assumptions,
    clockSkewMs: plan.clockSkewMs,
    onEnd: ({ route, at }) => {
      if (route === 'create')
        moments.push({ at, log: [...logs.values()].map((log) => log()).join('\n') })
    },
  })
  // The second call has a machine of its own, and the API of the first.
  await using other = await startJob(pace === undefined ? {} : { pace })
  const cache = await startCacheService({ protocol: plan.cache.protocol })
  try {
    job.simulator.script(
      ...Array.from(
        { length: plan.failing },
        () => ({ end: 'failed', failedReason: 'Too red' }) as const,
      ),
    )
    job.simulator.fault(...plan.faults)
    cache.trouble = plan.cache.trouble
    const machines = [job, other].slice(0, plan.calls.length)
    return await attempts({ plan, job, machines, cache, moments, logs })
  } finally {
    await cache.stop()
  }
}

interface Stage {
  readonly plan: Plan
  /** Has the API. */
  readonly job: Job
  /** One a call. */
  readonly machines: readonly Job[]
  readonly cache: CacheService
  readonly moments: readonly Moment[]
  /** Of every step so far. */
  readonly logs: Map<string, () => string>
}

async function attempts(stage: Stage): Promise<ChaosRun> {
  const { plan, job, machines, cache, moments } = stage
  const story = [...describePlan(plan)]
  const done = new Set<number>()
  const ours = () =>
    job.simulator.tasks.filter((task) => !promptOf(task).startsWith(strangersPrompt))
  const ended = (end: ChaosRun['end'], attempt: number, why?: string, log?: string): ChaosRun => {
    story.push(...[why, log].filter((each) => each !== undefined))
    return {
      seed: plan.seed,
      end,
      attempts: attempt,
      creates: ours().length,
      generations: plan.calls.flatMap(({ prompts }) => prompts).length,
      failed: ours().filter((task) => !isPaid(task)).length,
      story,
    }
  }
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    if (attempt === 2 && plan.cache.evicted) cache.evict()
    const transcripts = await Promise.all(
      machines.map(async (_, call) => (done.has(call) ? undefined : step(stage, attempt, call))),
    )
    const twice = paidTwice(ours(), plan.calls, moments)
    const logs = transcripts.map((transcript) => transcript?.log ?? '').join('\n')
    if (twice === 'unwarned') return ended('broken', attempt, `${ours().length} tasks`, logs)
    for (const [call, transcript] of transcripts.entries()) {
      const machine = machines[call]
      const asked = plan.calls[call]
      if (transcript === undefined || machine === undefined || asked === undefined) continue
      const succeeded = transcript.exitCode === 0
      const broken =
        (await halfFile(machine.workspace)) ??
        exchanged(transcript, job.simulator.tasks) ??
        (succeeded ? await lost(machine, transcript, asked) : undefined)
      if (broken !== undefined) return ended('broken', attempt, broken, transcript.log)
      if (succeeded) done.add(call)
      else if (isAmbiguous(plan, attempt, call, transcript))
        return provesNothing(plan, transcript.log)
          ? ended('ambiguous', attempt)
          : ended('broken', attempt, 'ambiguous without a reason', transcript.log)
      else
        story.push(`attempt ${attempt}, call ${call + 1}: ${transcript.errors.at(-1) ?? 'killed'}`)
    }
    if (done.size === machines.length) return ended(twice === 'no' ? 'kept' : 'warned', attempt)
  }
  return ended('broken', mostAttempts, 'never done', [...stage.logs.values()].at(-1)?.())
}

/** The end of a run, unless it was killed: by the rule, what nobody can know is left to people. */
function isAmbiguous(
  { kills, assumptions }: Plan,
  attempt: number,
  call: number,
  { log }: Transcript,
): boolean {
  const killed = kills[attempt - 1]?.[call] !== undefined
  // A list that was out of reach proves nothing yet; the next attempt has to find out, unless the API never gives one.
  const mayKnowLater =
    assumptions.list !== 'refused' && log.includes('the task list cannot be read')
  return !killed && log.includes('ambiguous create') && !mayKnowLater
}

/** Whether the plan leaves a lost create without proof: then `ambiguous create` is the right end. */
function provesNothing({ assumptions, calls, history }: Plan, log: string): boolean {
  const { listOrder = 'newest', listRunning = 'shown', listDelayMs = 0 } = assumptions
  const list =
    assumptions.list === 'refused' ||
    history === 0 ||
    listOrder !== 'newest' ||
    listRunning === 'hidden' ||
    listDelayMs > 0
  const api = assumptions.dateHeader === false || assumptions.perMinute !== undefined
  const urls = (assumptions.inputUrls ?? 'kept') !== 'kept'
  const [one, other] = calls
  // Equal creates of another step cannot be told from ours.
  const equal = one?.prompts.some((prompt) => other?.prompts.includes(prompt)) === true
  // After the attempt was killed nothing may run any more, and only images are known to end soon.
  const nothingRuns = log.includes('may leave such tasks out')
  const twice = log.includes('the answer was lost twice')
  return list || api || urls || equal || nothingRuns || twice
}

async function step(stage: Stage, attempt: number, call: number): Promise<Transcript> {
  const { plan, job, machines, cache, logs } = stage
  const machine = machines[call]
  const asked = plan.calls[call]
  if (machine === undefined || asked === undefined) throw new Error(`no call ${call}`)
  await freshMachine(machine)
  for (const [path, text] of Object.entries(asked.files)) await machine.write(path, text)
  const kill = plan.kills[attempt - 1]?.[call]
  const { apiUrl, apiId, apiKey } = job.simulator
  if (attempt === 1 && call === 0)
    for (const after of plan.strangers)
      void sleep(after).then(async () => strangerCreates(job, asked))
  return machine.run({
    with: {
      ...asked.with,
      'api-url': apiUrl,
      'api-id': apiId,
      'api-key': apiKey,
      reuse: plan.reuse,
      timeout: '4m',
    },
    env: {
      ...cache.env,
      TZ: plan.timeZone,
      HOME: homeOf(machine),
      GITHUB_RUN_ID: String(1_658_821_493 + (plan.newRuns ? attempt : 0)),
      GITHUB_RUN_ATTEMPT: String(plan.newRuns ? 1 : attempt),
      GITHUB_ACTION: 'poster',
    },
    killed: true,
    during: (child, log) => {
      logs.set(`${attempt} ${call}`, log)
      if (kill) setTimeout(() => child.kill(kill.signal), kill.after)
    },
  })
}
