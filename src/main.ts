import * as core from '@actions/core'
import { ApiError } from './apierror.ts'
import { assetSaver, resultOf, type Result } from './assets.ts'
import { Budget } from './budget.ts'
import { listModels } from './catalog.ts'
import { partOf } from './chains.ts'
import { unseen, type Api, type Task } from './creatify.ts'
import { distinct, InputError, messageOf, orAborted, StepFailure, type Finding } from './errors.ts'
import { fileNames, openOutputFolder, type OutputFolder } from './files.ts'
import { saveGallery } from './gallery.ts'
import { generate, type Begun, type Ended, type Outcome } from './generate.ts'
import { outage } from './http.ts'
import type { Inputs, RunContext } from './inputs.ts'
import { fingerprints, notedIds, openLedger, type Fingerprint, type Ledger } from './ledger.ts'
import { count, spell, type Log } from './log.ts'
import { loadGenerations, type Asked, type Asking, type Generation } from './manifest.ts'
import { readBalance, type Opening } from './opening.ts'
import { preflight, type Planned } from './preflight.ts'
import { publisher, runnerLog, type Publisher } from './publish.ts'
import { collect, openClaims, recall, type Recalled } from './recall.ts'
import type { Claims } from './reconcile.ts'
import { failureOf, failureOfFindings, worst, type Report } from './report.ts'
import { share } from './share.ts'

/** What every stage may use. */
interface Step {
  readonly inputs: Inputs
  readonly opening: Opening
  readonly context: RunContext
  readonly log: Log
  readonly publish: Publisher
  readonly signal: AbortSignal
}

const nothing: Report = {
  status: 'failed',
  failure: undefined,
  results: [],
  valid: [],
  findings: [],
  models: undefined,
  balance: undefined,
  budget: undefined,
  released: new Map(),
  commentUrl: undefined,
}

/**
 * The whole step. Every output is set on every path, and everything that succeeded is saved and published before it throws:
 * StepFailure for what the red sentence explains, anything else for a bug of ours.
 */
export async function run(
  opening: Opening,
  context: RunContext,
  cancelled: AbortSignal,
): Promise<void> {
  for (const secret of opening.secrets) core.setSecret(secret)
  const log = runnerLog()
  const publish = await publisher(context.temp, log)
  publish.outputs(nothing)
  let report: Report
  let bug: Error | undefined
  try {
    if ('error' in opening.inputs) throw opening.inputs.error
    const { value: inputs } = opening.inputs
    report = await stages({ inputs, opening, context, log, publish, signal: cancelled })
  } catch (error) {
    const known = { ...nothing, results: publish.pending() }
    const stopped = cancelled.aborted
    const explained = stopped || error instanceof InputError || error instanceof ApiError
    if (!explained) bug = error instanceof Error ? error : new Error(String(error))
    report = {
      ...known,
      status: stopped ? 'unfinished' : 'failed',
      failure: stopped ? `${capital(messageOf(cancelled.reason))}.` : explain(error),
    }
  }
  publish.outputs(report)
  if ('value' in opening.inputs && !bug) {
    const { value: inputs } = opening.inputs
    report = await share(report, { inputs, context, log, signal: cancelled })
    publish.outputs(report)
  }
  publish.findings(report.findings)
  if (opening.summary) await publish.summary(report)
  if (bug) throw bug
  if (report.failure !== undefined) throw new StepFailure(report.failure)
  log.info(closing(report))
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

async function stages(step: Step): Promise<Report> {
  const { inputs, opening, context, log, signal } = step
  const { api } = opening
  const { source } = inputs
  if (!api) return withoutCredentials(context, log)
  if (source.kind === 'catalog')
    return { ...nothing, ...(await listModels(source.filter, api, step)) }

  const folder = await openOutputFolder(inputs, context)
  const claims = openClaims(context.temp)
  const began = performance.now()
  if (source.kind === 'tasks') {
    const patience = { ms: Math.min(inputs.timeout, outage), signal }
    const batch = await log.group('Look for the tasks', async () =>
      collect(source.tasks, api, { log, patience }),
    )
    return finish({ ...batch, findings: [], balance: undefined }, step, api, {
      claims,
      folder,
      began,
    })
  }

  const { asked, prints } = await load(source, step)
  if (inputs.shard && asked.generations.length === 0 && !failureOfFindings(asked.findings)) {
    log.notice('This shard has no part of the manifest: there are fewer generations than jobs.')
    return { ...nothing, status: 'done', findings: asked.findings }
  }
  if (inputs.dryRun) return dryRun(asked, step, api)
  const scope = { reuse: inputs.reuse, key: inputs.key, apiOrigin: inputs.apiUrl.origin }
  const ledger = await openLedger(scope, context, step)
  try {
    const stores = { claims, folder, ledger, prints, began }
    const batch = await prepare(asked, step, api, stores).catch((error: unknown): Batch => {
      if (!signal.aborted) throw error
      const ids = ledger.earlier && notedIds(prints, ledger.earlier)
      const ended = asked.generations.map((generation): Ended => {
        const id = ids?.get(generation.name)
        const reason = messageOf(signal.reason)
        if (id === undefined) return neverStarted(generation, reason, true)
        return { generation, reused: true, status: 'unfinished', task: unseen(id), reason }
      })
      return { ...asked, ready: [], ended, balance: undefined }
    })
    return await finish(batch, step, api, stores)
  } finally {
    await ledger.close(signal.aborted ? ledgerHurry : ledgerTime)
  }
}

/** This job's part of what is asked for, and what all of it is remembered by. */
async function load(source: Asking, { inputs, context, log }: Step) {
  const asked = await loadGenerations(source, { context, env: inputs.exposedEnv })
  const prints = fingerprints(asked.generations)
  if (!inputs.shard) return { asked, prints }
  const part = partOf(asked.generations, inputs.shard)
  const names = new Set(part.map(({ name }) => name))
  const { index, of } = inputs.shard
  log.info(
    `Shard ${index} of ${of}: ${part.length} of ${count(asked.generations.length, 'generation')}`,
  )
  const findings = asked.findings.filter((each) => !each.generation || names.has(each.generation))
  return { asked: { generations: part, findings }, prints }
}

const ledgerTime = 5000
const ledgerHurry = 1000

/** What is to be waited for, and what has ended without a task. */
interface Batch {
  /** In the order asked. */
  readonly generations: readonly Generation[]
  readonly ready: readonly Planned[]
  readonly ended: readonly Ended[]
  readonly findings: readonly Finding[]
  readonly balance: number | undefined
}

async function dryRun(asked: Asked, step: Step, api: Api): Promise<Report> {
  const { findings: all, balance, planned, blocked } = await check(asked, step, api)
  const findings = distinct(all)
  const valid = planned.map(({ generation: { name, model, params } }) => ({ name, model, params }))
  if (!blocked) return { ...nothing, status: 'validated', valid, findings, balance }
  const results = asked.generations.map((generation) => resultOf(blockedOutcome(generation, all)))
  return { ...nothing, results, findings, balance, failure: failureOfFindings(findings) }
}

/** Recalls what is paid for, then checks the rest: what is paid for is collected whatever the rest has to fear. */
async function prepare(
  asked: Asked,
  step: Step,
  api: Api,
  { ledger, claims, prints }: Kept,
): Promise<Batch> {
  const { inputs, log, signal } = step
  const { generations } = asked
  const { earlier } = ledger
  const patience = { ms: Math.min(inputs.timeout, recallPatience), signal }
  const { ready, ended }: Recalled = earlier
    ? await log.group('Look for tasks paid for earlier', async () =>
        recall(generations, prints, earlier, claims, api, { log, patience }),
      )
    : { ready: [], ended: [] }
  const known = new Set([...ready, ...ended].map(({ generation }) => generation))
  const rest = generations.filter((generation) => !known.has(generation))
  const told = { generations, findings: asked.findings, balance: undefined }
  if (rest.length === 0) return { ...told, ready, ended }
  try {
    const plan = await check({ ...asked, generations: rest }, step, api)
    const { planned, findings, balance } = plan
    if (plan.blocked) {
      const blocked = rest.map((generation) => blockedOutcome(generation, findings))
      return { generations, ready, ended: [...ended, ...blocked], findings, balance }
    }
    // Only once this is kept can a later attempt find a task that this one had no time to note.
    await orAborted(ledger.open(api.now(), ledgerPatience), signal)
    return { generations, ready: [...ready, ...planned], ended, findings, balance }
  } catch (error) {
    if (ready.length === 0 || signal.aborted || !(error instanceof ApiError)) throw error
    const lost = rest.map((generation) => failedOutcome(generation, explain(error)))
    return { ...told, ready, ended: [...ended, ...lost] }
  }
}

const recallPatience = 60_000
const ledgerPatience = 5000

async function check(asked: Asked, step: Step, api: Api) {
  const { inputs, opening, context, log, signal } = step
  return log.group('Check params against the live schema', async () => {
    const balance = tellBalance(await (opening.balance ?? readBalance(api, signal)), log)
    const { dryRun, wait } = inputs
    const plan = await preflight(asked, balance, api, { dryRun, wait, context, signal })
    for (const { generation } of plan.planned) {
      log.info(`${generation.name}: the params fit ${generation.model}`)
    }
    return plan
  })
}

interface Stores {
  readonly claims: Claims
  readonly folder: OutputFolder
  /** When the first create or recall began, on the clock of `performance.now()`. */
  readonly began: number
}

/** Where what is paid for is remembered, and by what. */
interface Kept extends Stores {
  readonly ledger: Ledger
  readonly prints: ReadonlyMap<Generation, Fingerprint>
}

/** Waits, saves and reports. */
async function finish(
  batch: Batch,
  step: Step,
  api: Api,
  stores: Stores & Partial<Kept>,
): Promise<Report> {
  const { inputs, context, log, publish, signal } = step
  const { generations, ready, ended, findings, balance } = batch
  const { folder, claims, ledger, prints, began } = stores
  const fresh = freshener(api, signal)
  const save = assetSaver({ folder, temp: context.temp, log, signal, fresh })
  const names = fileNames(generations.map(({ name }) => name))
  const stems = new Map(generations.map((generation, i) => [generation, names[i] ?? '']))
  const results = new Map<Generation, Result>()
  const taskIds = new Map<string, string>()
  const inOrder = () => generations.flatMap((generation) => results.get(generation) ?? [])
  const account = accountant(ready, ledger)
  let stopped = false
  const settle = async (outcome: Outcome) => {
    const { generation } = outcome
    stopped ||= outcome.status === 'skipped' && outcome.stopped
    account(outcome)
    results.set(generation, await save(outcome, stems.get(generation) ?? ''))
  }
  const onTask = (begun: Begun) => {
    const { generation, task } = begun
    const reason = 'The step ended before this task did.'
    results.set(generation, resultOf({ ...begun, status: 'unfinished', reason }))
    publish.tasks(inOrder)
    taskIds.set(generation.name, task.id)
    const print = prints?.get(generation)?.((parent) => taskIds.get(parent))
    if (print !== undefined) ledger?.record(print, task.id)
    account({ generation })
  }
  const paidElsewhere = inputs.reuse === 'always' ? ledger?.earlier?.runs : undefined
  const ofThisRun = ({ id }: Task) => (paidElsewhere?.[id] ?? context.runId) === context.runId
  const budget = inputs.maxCredits === undefined ? undefined : new Budget(inputs.maxCredits)
  const spent = ready.some(({ task }) => task) ? performance.now() - began : 0
  const timeout = Math.max(1, inputs.timeout - spent)
  await log.group('Generate', async () => {
    const how = { ...inputs, timeout, signal, log, claims, budget, ofThisRun, onTask }
    await generate({ ready, ended }, api, how, settle)
  })
  if (inputs.gallery) await saveGallery(inOrder(), { folder, context, log })
  const problems = distinct(findings)
  const wrong = failureOfFindings(problems)
  return {
    ...nothing,
    findings: problems,
    balance,
    budget: budget && { limit: budget.limit, spent: budget.spent },
    status: wrong !== undefined && results.size === 0 ? 'failed' : worst(inOrder(), stopped),
    failure: wrong ?? failureOf(inOrder(), ledger?.remembers ?? true),
    results: inOrder(),
  }
}

/** Settles the ledger once it is known of every create what became of it. */
function accountant(ready: readonly Planned[], ledger: Ledger | undefined) {
  const open = new Set(ready.filter(({ task }) => !task).map(({ generation }) => generation))
  return (end: { readonly generation: Generation; readonly ambiguous?: boolean }) => {
    if (end.ambiguous !== true && open.delete(end.generation) && open.size === 0) ledger?.settle()
  }
}

function tellBalance(balance: number | Error | undefined, log: Log): number | undefined {
  if (typeof balance === 'number') {
    log.info(`Balance: ${count(balance, 'credit')}`)
    return balance
  }
  if (balance) log.info(`The balance cannot be read (${balance.message}). Going on without it.`)
  return undefined
}

function withoutCredentials(context: RunContext, log: Log): Report {
  if (context.withoutSecrets) {
    log.notice(
      'No Creatify credentials: GitHub gives no secrets to pull requests from forks and by Dependabot. Nothing was generated.',
    )
    return { ...nothing, status: 'skipped' }
  }
  throw new InputError(
    'Inputs `api-id` and `api-key` need the Creatify credentials. Add the secrets CREATIFY_API_ID and CREATIFY_API_KEY to the repository, and the lines `api-id: ${{ secrets.CREATIFY_API_ID }}` and `api-key: ${{ secrets.CREATIFY_API_KEY }}` to this step.',
  )
}

/** Nothing was created: `failed` for what has findings of its own, `skipped` for the rest. */
function blockedOutcome(generation: Generation, findings: readonly Finding[]): Ended {
  const own = findings.filter(
    (each) => each.severity === 'error' && each.generation === generation.name,
  )
  if (own.length === 0)
    return neverStarted(generation, failureOfFindings(distinct(findings)) ?? '', false)
  return failedOutcome(generation, own.map(({ message }) => message).join(' '))
}

function failedOutcome(generation: Generation, reason: string): Ended {
  return { generation, reused: false, status: 'failed', task: undefined, reason, seconds: null }
}

function neverStarted(generation: Generation, why: string, stopped: boolean): Ended {
  return { generation, reused: false, status: 'skipped', reason: `not started: ${why}`, stopped }
}

const freshPatience = 30_000

/** Asks a task again, for URLs that work; undefined when it cannot be asked. */
function freshener(api: Api, signal: AbortSignal) {
  return async (task: Task) =>
    api.look(task.id, { ms: freshPatience, signal }).catch(() => undefined)
}

function explain(error: unknown): string {
  const message = messageOf(error)
  if (!(error instanceof ApiError)) return message
  if (error.status === 401 || error.status === 403) {
    return `${message}. Check the secrets behind the inputs \`api-id\` and \`api-key\`; nothing was created.`
  }
  return `${message}. Nothing was created; run this again when the API answers.`
}

function closing({ status, results, models, valid }: Report): string {
  if (status === 'listed') return `${count(models?.length ?? 0, 'model')} listed.`
  if (status === 'validated')
    return `${count(valid.length, 'generation')} valid. Dry run: nothing was created.`
  if (status === 'submitted')
    return `${count(results.length, 'task')} submitted. Collect with the input \`task-id\`.`
  if (results.length === 0) return `Creatify: ${status}.`
  const files = results.reduce((sum, { assets }) => sum + assets.length, 0)
  const credits = results.reduce(
    (sum, { reused, credits_used: used }) => sum + (reused ? 0 : used),
    0,
  )
  const longest = Math.max(...results.map(({ seconds }) => seconds ?? 0))
  const time = longest === 0 ? '' : `, ${spell(longest * 1000)}`
  return `${count(results.length, 'generation')} done: ${count(files, 'file')}, ${count(credits, 'credit')}${time}.`
}
