import { ApiError, failureMessage } from './api/error.ts'
import type { Api } from './api/creatify.ts'
import { type Task } from './api/task.ts'
import type { Durations } from './base/durations.ts'
import { messageOf } from './base/errors.ts'
import { distinct, type Finding } from './base/findings.ts'
import { notChecked } from './documents/gaps.ts'
import { canonical } from './base/json.ts'
import type { Log } from './base/log.ts'
import type { Redact } from './base/redact.ts'
import { pluralize } from './base/text.ts'
import type { RunContext } from './inputs/context.ts'
import type { Inputs } from './inputs/inputs.ts'
import type { Shard } from './inputs/values.ts'
import { partOf } from './manifest/graph.ts'
import type { Asked, Generation } from './manifest/generation.ts'
import { loadGenerations, type GenerationSource, type Reading } from './manifest/load.ts'
import { preflight, type Plan } from './preflight.ts'
import { failureOfFindings } from './report/failure.ts'
import type { Notes } from './report/record.ts'
import { fingerprints, type Fingerprints } from './reuse/fingerprint.ts'
import { expectedRequest, knownPrices, notedGenerations } from './reuse/price-memory.ts'
import { recall, type PaidEarlier } from './reuse/recall.ts'
import type { MemoryGap } from './reuse/unsettled.ts'
import type { Planned } from './tasks/planned.ts'
import { failed, outcomeOf, skipped, type Ended } from './tasks/outcome.ts'
import type { Claims } from './tasks/claims.ts'
import { describeEstimate, estimateOf, type Estimate, type PriceBook } from './tasks/price-book.ts'
import type { OpenCreate } from './tasks/settle.ts'

/** The account at Creatify. */
export interface Account {
  readonly api: Api
  /** Its credits, or why they cannot be read. Asked once, however often it is called. Never rejects. */
  balance(this: void): Promise<number | Error>
}

/** What a step starts with: its inputs or what was thrown about them, and the first request already under way. */
export type Start = {
  readonly context: RunContext
  readonly durations: Durations
  /** To be masked before anything is logged. */
  readonly secrets: readonly string[]
  /** Takes them out of whatever people may read. */
  readonly redact: Redact
  /** Whether to write the job summary. */
  readonly summary: boolean
} & (
  | { readonly inputs: Inputs; readonly account?: Account; readonly error?: undefined }
  | { readonly inputs?: undefined; readonly error: unknown }
)

/** What preparing needs to know of the step. */
export interface Preparing {
  readonly account: Account
  readonly context: Pick<RunContext, 'temp' | 'rawFilesUrl'>
  readonly dryRun: boolean
  /** False: the log has nothing of what is asked for. */
  readonly isShown: boolean
  /** False: nothing can wait for the result of another. */
  readonly wait: boolean
  /** Whether `max-credits` or `min-balance` is set: then remembered prices are worth the requests. */
  readonly isLimited: boolean
  readonly unknownParams: Inputs['unknownParams']
  /** Whether the API, and so its files, may be on this machine. */
  readonly loopback: boolean
  /** Of the whole step, in milliseconds. */
  readonly timeout: number
  readonly durations: Durations
  readonly log: Log
  readonly signal: AbortSignal
}

/** This job's part of what is asked for, and what all of it is remembered by. */
export async function load(
  source: GenerationSource,
  reading: Reading,
  shard: Shard | undefined,
  log: Log,
): Promise<{
  readonly asked: Asked
  readonly prints: Fingerprints
  /** True for a part that has nothing to do, and nothing wrong with it. */
  readonly isEmptyPart: boolean
}> {
  const all = await loadGenerations(source, reading)
  const prints = fingerprints(all.generations, all.files)
  if (!shard) return { asked: all, prints, isEmptyPart: false }
  const generations = partOf(all.generations, shard, ({ model, params }) =>
    canonical([model, params]),
  )
  const names = new Set(generations.map(({ name }) => name))
  const total = pluralize(all.generations.length, 'generation')
  log.info(`Shard ${shard.index} of ${shard.of}: ${generations.length} of ${total}`)
  const findings = all.findings.filter((each) => !each.generation || names.has(each.generation))
  const isEmptyPart = generations.length === 0 && failureOfFindings(findings) === undefined
  return { asked: { ...all, generations, findings }, prints, isEmptyPart }
}

/** What is to be waited for, and what has ended without a task. */
export interface Batch {
  /** In the order asked. */
  readonly generations: readonly Generation[]
  readonly ready: readonly Planned[]
  readonly ended: readonly Ended[]
  /** What is not created because of `findings`. */
  readonly blocked?: readonly Ended[]
  /** Tasks of earlier attempts that have nothing to give. */
  readonly useless?: readonly Task[]
  /** Ids of tasks that other workflow runs paid for. */
  readonly ofOtherRuns?: ReadonlySet<string>
  /** Creates of earlier attempts of which nobody knows what became. */
  readonly doubts?: readonly OpenCreate[]
  readonly findings?: readonly Finding[]
  readonly balance?: number | undefined
  /** What is known of prices, and what of all this is still to be bought; undefined where nothing is. */
  readonly prices?: PriceBook
  readonly estimate?: Estimate
  /** The error message, where one reason keeps everything from starting. */
  readonly failure?: string
}

/** Where what is paid for is remembered, and by what. */
export interface Keeping extends Notes {
  readonly reuse: Inputs['reuse']
  readonly runId: string
  readonly claims: Claims
  /** Of this attempt, on the clock of `performance.now()`. */
  readonly startedAt: number
}

const nothingEarlier: PaidEarlier = {
  ready: [],
  ended: [],
  useless: [],
  ofOtherRuns: new Set(),
  doubts: [],
}

/**
 * Recalls what is paid for, then checks the rest: what is paid for is collected whatever is wrong with the rest. Where the
 * API cannot be asked, or the step is cancelled, the rest ends here; what is known to be paid for keeps its task id.
 */
export async function prepare(asked: Asked, step: Preparing, keeping: Keeping): Promise<Batch> {
  const { account, durations, timeout, log, signal } = step
  const { ledger } = keeping
  const { generations, findings } = asked
  const lost = (generation: Generation, reason: string) =>
    outcomeOf(generation, signal.aborted ? skipped(reason, true) : failed(reason))

  let recalled = nothingEarlier
  if (ledger.recalls) {
    const options = { ms: Math.min(timeout, durations.api.maxOutage), signal }
    try {
      recalled = await log.group('Look for tasks paid for earlier', async () =>
        recall(generations, account.api, { ...step, ...keeping, files: asked.files, options }),
      )
    } catch (error) {
      const reason = reasonOf(error, signal)
      const ended = generations.map((generation) => lost(generation, reason))
      return { generations, findings, ready: [], ended }
    }
  }
  const { ready, ended } = recalled
  const known = { ...recalled, generations, findings, balance: undefined }
  const decided = new Set([...ready, ...ended].map(({ generation }) => generation))
  const rest = generations.filter((generation) => !decided.has(generation))
  if (rest.length === 0) {
    return { ...known, estimate: { toBuy: 0, paidFor: ready.length, credits: 0, inexact: 0 } }
  }
  warnOfGap(ledger.gap, log)
  try {
    const plan = await check({ ...asked, generations: rest }, step)
    const { planned, findings: problems, balance } = plan
    const found = { findings: problems, balance }
    if (plan.blocked) return { ...known, ...found, blocked: blockedOutcomes(rest, problems) }
    const memory = step.isLimited ? ledger : undefined
    const prices = await knownPrices(planned, plan.fallbacks, memory)
    const estimate = estimateOf(planned.map(expectedRequest), ready.length, prices)
    log.info(`Estimate: ${describeEstimate(estimate)}.`)
    // Only once this is kept can a later attempt find a task that this one had no time to note.
    await ledger.opened()
    return { ...known, ...found, prices, estimate, ready: [...ready, ...planned] }
  } catch (error) {
    const reason = reasonOf(error, signal)
    const failure = ready.length + ended.length === 0 && !signal.aborted ? { failure: reason } : {}
    const over = rest.map((generation) => lost(generation, reason))
    return { ...known, ended: [...ended, ...over], ...failure }
  }
}

/** Says, before anything is bought, that earlier attempts may have bought it. */
function warnOfGap(gap: MemoryGap | undefined, log: Log): void {
  if (gap?.as === 'failed') {
    log.warning(
      `${gap.reason}, so nobody knows what was paid for earlier. It may be bought again. To prevent that, cancel this run, and collect the tasks of the earlier attempt with the input \`task-id\`: their ids are in its log.`,
    )
  }
  if (gap?.as === 'too old') {
    log.warning(
      'An earlier attempt, which asked for other things, ended before it could note all. What it may have bought of this is bought again.',
    )
  }
  if (gap?.as === 'nothing found') {
    log.notice(
      'Nothing was found of the attempts before this one: this step was not reached in them, or GitHub has deleted what they noted. What they may have bought is bought again.',
    )
  }
}

/** Why nothing more can start. Throws what is neither the API's nor the signal's doing. */
function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return messageOf(signal.reason)
  if (error instanceof ApiError) return failureMessage(error)
  throw error
}

/** What a dry run says of what is asked. */
export interface Rehearsal {
  readonly planned: readonly Planned[]
  /** In place of `planned`, where something keeps everything from starting. */
  readonly ended: readonly Ended[]
  readonly findings: readonly Finding[]
  readonly balance: number | undefined
  /** Undefined where not all of it could be bought. */
  readonly estimate: Estimate | undefined
  readonly failure: string | undefined
}

/** Checks, reads what is paid for already, and creates and notes nothing. Rejects with the reason of an aborted signal. */
export async function rehearse(
  asked: Asked,
  step: Preparing,
  { ledger, prints }: Notes,
): Promise<Rehearsal> {
  const { generations } = asked
  try {
    const { findings, balance, planned, blocked, fallbacks } = await check(asked, step)
    const found = { findings: distinct(findings), balance }
    if (!blocked) {
      const noted = await notedGenerations(generations, prints, ledger)
      const toBuy = planned.filter(({ generation }) => !noted.has(generation))
      const prices = await knownPrices(toBuy, fallbacks, ledger)
      const estimate = estimateOf(toBuy.map(expectedRequest), noted.size, prices)
      return { ...found, planned, ended: [], estimate, failure: undefined }
    }
    const ended = blockedOutcomes(generations, findings)
    const failure = failureOfFindings(found.findings)
    return { ...found, planned: [], ended, estimate: undefined, failure }
  } catch (error) {
    if (!(error instanceof ApiError) || step.signal.aborted) throw error
    const failure = failureMessage(error)
    const ended = generations.map((generation) => outcomeOf(generation, failed(failure)))
    const findings = distinct(asked.findings)
    return { planned: [], ended, findings, balance: undefined, estimate: undefined, failure }
  }
}

/** Every problem of what is asked, before a credit is spent. Rejects with ApiError when the API cannot be asked. */
async function check(asked: Asked, step: Preparing): Promise<Plan> {
  const { account, log } = step
  return log.group('Check params against the live schema', async () => {
    const balance = await account.balance()
    if (typeof balance === 'number') log.info(`Balance: ${pluralize(balance, 'credit')}`)
    else log.info(`The balance cannot be read (${balance.message}). Going on without it.`)
    const credits = typeof balance === 'number' ? balance : undefined
    const plan = await preflight(asked, credits, account.api, step)
    if (!step.isShown) return plan
    for (const [model, params] of plan.leftOut) {
      const named = params.map((each) => `\`${each}\``).join(', ')
      log.info(`${model} does not know ${named} of \`defaults\`: not sent to it.`)
    }
    for (const { generation, gaps = [] } of plan.planned) {
      log.info(`${generation.name}: the params fit ${generation.model}.${notChecked(gaps)}`)
    }
    return plan
  })
}

/** Nothing was created: `failed` for what has findings of its own, `skipped` for the rest. */
function blockedOutcomes(
  generations: readonly Generation[],
  findings: readonly Finding[],
): readonly Ended[] {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const whole = failureOfFindings(distinct(findings)) ?? ''
  return generations.map((generation) => {
    const own = errors.filter((each) => each.generation === generation.name)
    const reason = own.map(({ message }) => message).join(' ')
    return outcomeOf(generation, own.length === 0 ? skipped(whole, false) : failed(reason))
  })
}
