import { ApiError, failureMessage } from './api/error.ts'
import { partOf } from './manifest/graph.ts'
import { type Api } from './api/creatify.ts'
import { unseen } from './api/task.ts'
import { type Task } from './api/task.ts'
import type { Durations } from './base/durations.ts'
import { messageOf, orAborted } from './base/errors.ts'
import { distinct } from './base/findings.ts'
import { type Finding } from './base/findings.ts'
import type { Ended } from './tasks/generate.ts'
import type { Inputs, RunContext } from './inputs/inputs.ts'
import {
  fingerprinted,
  fingerprints,
  notedIds,
  type Fingerprint,
  type Ledger,
} from './reuse/ledger.ts'
import { canonical } from './base/json.ts'
import { isLoopback } from './base/url.ts'
import { type Log } from './base/log.ts'
import { pluralize } from './base/text.ts'
import type { Asked, Generation } from './manifest/generation.ts'
import { loadGenerations, type GenerationSource } from './manifest/load.ts'
import { preflight, type Plan } from './preflight.ts'
import { type Planned } from './tasks/generate.ts'
import { recall, type PaidEarlier } from './reuse/recall.ts'
import type { Claims } from './tasks/claims.ts'
import { failureOfFindings } from './report/outputs.ts'

/** The account at Creatify. */
export interface Account {
  readonly api: Api
  /** Its credits, or why they cannot be read. Asked once, however often it is called. Never rejects. */
  balance(this: void): Promise<number | Error>
}

/** What preparing needs to know of the step. */
export interface Preparing {
  readonly inputs: Inputs
  readonly account: Account
  readonly context: RunContext
  readonly log: Log
  readonly durations: Durations
  readonly signal: AbortSignal
}

/** What generations are remembered by. */
export type Prints = ReadonlyMap<Generation, Fingerprint>

/** This job's part of what is asked for, and what all of it is remembered by. */
export async function load(source: GenerationSource, { inputs, context, log }: Preparing) {
  const asked = await loadGenerations(source, { context, env: inputs.exposedEnv })
  const prints = fingerprints(asked.generations)
  if (!inputs.shard) return { asked, prints }
  const part = partOf(asked.generations, inputs.shard, ({ model, params }) =>
    canonical([model, params]),
  )
  const names = new Set(part.map(({ name }) => name))
  const { index, of } = inputs.shard
  log.info(
    `Shard ${index} of ${of}: ${part.length} of ${pluralize(asked.generations.length, 'generation')}`,
  )
  const findings = asked.findings.filter((each) => !each.generation || names.has(each.generation))
  return { asked: { generations: part, findings }, prints }
}

/** What is to be waited for, and what has ended without a task. */
export interface Batch {
  /** In the order asked. */
  readonly generations: readonly Generation[]
  readonly ready: readonly Planned[]
  readonly ended: readonly Ended[]
  /** Tasks that earlier attempts paid for in vain. */
  readonly useless: readonly Task[]
  readonly findings: readonly Finding[]
  readonly balance: number | undefined
  /** The red sentence, where one reason keeps everything from starting. */
  readonly failure?: string
}

const nothingEarlier: PaidEarlier = { ready: [], ended: [], useless: [], resolved: [] }
const ledgerPatience = 4000

/**
 * Recalls what is paid for, then checks the rest: what is paid for is collected whatever the rest has to fear. Where the API
 * cannot be asked, or the step is cancelled, the rest ends here; what is known to be paid for keeps its task id.
 */
export async function prepare(
  asked: Asked,
  step: Preparing,
  api: Api,
  { ledger, claims, prints }: Keeping,
): Promise<Batch> {
  const { inputs, log, signal, durations } = step
  const { generations, findings } = asked
  const { earlier } = ledger
  const told = { generations, findings, balance: undefined }
  const lost = (generation: Generation, reason: string) =>
    signal.aborted ? neverStarted(generation, reason, true) : failedOutcome(generation, reason)

  let recalled = nothingEarlier
  if (earlier) {
    try {
      const patience = { ms: Math.min(inputs.timeout, durations.api.maxOutage), signal }
      recalled = await log.group('Look for tasks paid for earlier', async () =>
        recall(generations, prints, earlier, claims, api, {
          log,
          patience,
          files: { loopback: isLoopback(inputs.apiUrl.hostname), durations: durations.assets },
        }),
      )
    } catch (error) {
      const reason = reasonOf(error, signal)
      const noted = notedIds(prints, earlier)
      const ended = generations.map((generation): Ended => {
        const id = noted.get(generation.name)
        if (id === undefined) return lost(generation, reason)
        return { generation, reused: true, status: 'unfinished', task: unseen(id), reason }
      })
      const failure = noted.size === 0 && !signal.aborted ? { failure: reason } : {}
      return { ...told, ready: [], ended, useless: [], ...failure }
    }
  }
  const { ready, ended, useless } = recalled
  const ids = new Map(ready.map(({ generation, task }) => [generation.name, task?.id]))
  ledger.learn(
    fingerprinted(prints, (name) => ids.get(name)),
    recalled.resolved,
  )
  const known = new Set([...ready, ...ended].map(({ generation }) => generation))
  const rest = generations.filter((generation) => !known.has(generation))
  if (rest.length === 0) return { ...told, ready, ended, useless }
  try {
    const plan = await check({ ...asked, generations: rest }, step, api)
    const { planned, findings: problems, balance } = plan
    const found = { findings: problems, balance }
    if (plan.blocked) {
      const blocked = rest.map((generation) => blockedOutcome(generation, problems))
      return { ...told, ...found, ready, ended: [...ended, ...blocked], useless }
    }
    // Only once this is kept can a later attempt find a task that this one had no time to note.
    const pending = planned.flatMap(({ generation }) => prints.get(generation)?.asked ?? [])
    await orAborted(ledger.open(api.now(), pending, ledgerPatience), signal)
    return { ...told, ...found, ready: [...ready, ...planned], ended, useless }
  } catch (error) {
    const reason = reasonOf(error, signal)
    const failure = ready.length + ended.length === 0 && !signal.aborted ? { failure: reason } : {}
    const over = rest.map((generation) => lost(generation, reason))
    return { ...told, ready, ended: [...ended, ...over], useless, ...failure }
  }
}

/** Why nothing more can start. Throws what is neither the API's nor the signal's doing. */
function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return messageOf(signal.reason)
  if (error instanceof ApiError) return failureMessage(error)
  throw error
}

/** Where what is paid for is remembered, and by what. */
export interface Keeping {
  readonly ledger: Ledger
  readonly claims: Claims
  readonly prints: Prints
}

/** Every problem of what is asked, before a credit is spent. Rejects with ApiError when the API cannot be asked. */
export async function check(asked: Asked, step: Preparing, api: Api): Promise<Plan> {
  const { inputs, account, context, durations, log, signal } = step
  return log.group('Check params against the live schema', async () => {
    const balance = tellBalance(await account.balance(), log)
    const { dryRun, wait } = inputs
    const plan = await preflight(asked, balance, api, { dryRun, wait, context, durations, signal })
    for (const { generation } of plan.planned) {
      log.info(`${generation.name}: the params fit ${generation.model}`)
    }
    return plan
  })
}

function tellBalance(balance: number | Error, log: Log): number | undefined {
  if (typeof balance === 'number') {
    log.info(`Balance: ${pluralize(balance, 'credit')}`)
    return balance
  }
  log.info(`The balance cannot be read (${balance.message}). Going on without it.`)
  return undefined
}

/** Nothing was created: `failed` for what has findings of its own, `skipped` for the rest. */
export function blockedOutcome(generation: Generation, findings: readonly Finding[]): Ended {
  const own = findings.filter(
    (each) => each.severity === 'error' && each.generation === generation.name,
  )
  if (own.length === 0)
    return neverStarted(generation, failureOfFindings(distinct(findings)) ?? '', false)
  return failedOutcome(generation, own.map(({ message }) => message).join(' '))
}

/** Nothing was created, and why. */
export function failedOutcome(generation: Generation, reason: string): Ended {
  return { generation, reused: false, status: 'failed', task: undefined, reason, seconds: null }
}

function neverStarted(generation: Generation, why: string, stopped: boolean): Ended {
  return { generation, reused: false, status: 'skipped', reason: `not started: ${why}`, stopped }
}
