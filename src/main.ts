import * as core from '@actions/core'
import { ApiError, failureMessage } from './api/error.ts'
import { assetSaver, resultOf, type Result } from './assets/save.ts'
import { Budget } from './tasks/budget.ts'
import { listModels } from './catalog.ts'
import type { Api } from './api/creatify.ts'
import type { Task } from './api/task.ts'
import type { Durations } from './base/durations.ts'
import { InputError, messageOf, StepFailure } from './base/errors.ts'
import { distinct } from './base/findings.ts'
import { openOutputFolder, type OutputFolder } from './assets/output-folder.ts'
import { fileNames } from './base/filename.ts'
import { saveGallery } from './report/gallery.ts'
import { generate, type Begun, type Ended, type Outcome } from './tasks/generate.ts'
import type { Inputs, RunContext } from './inputs/inputs.ts'
import { openLedger } from './reuse/ledger.ts'
import { type Log } from './base/log.ts'
import { pluralize } from './base/text.ts'
import { formatDuration } from './base/text.ts'
import { isLoopback } from './base/url.ts'
import type { Asked, Generation } from './manifest/generation.ts'
import {
  blockedOutcome,
  check,
  failedOutcome,
  load,
  prepare,
  type Account,
  type Batch,
  type Keeping,
  type Preparing,
} from './plan.ts'
import { publisher, runnerLog, type Publisher } from './report/publish.ts'
import { collect } from './reuse/recall.ts'
import { openClaims, type Claims } from './tasks/claims.ts'
import { failureOf, failureOfFindings, worst, type Report } from './report/outputs.ts'
import { share } from './report/share.ts'

/** What a step starts with: its inputs or what was thrown about them, and the first request already under way. */
export type Start = {
  readonly context: RunContext
  readonly durations: Durations
  /** To be masked before anything is logged. */
  readonly secrets: readonly string[]
  /** Whether to write the job summary. */
  readonly summary: boolean
} & (
  | { readonly inputs: Inputs; readonly account?: Account; readonly error?: undefined }
  | { readonly inputs?: undefined; readonly error: unknown }
)

/** What every stage may use. */
interface Step extends Preparing {
  readonly publish: Publisher
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
export async function run(start: Start, cancelled: AbortSignal): Promise<void> {
  const { context, durations, inputs } = start
  for (const secret of start.secrets) core.setSecret(secret)
  const log = runnerLog()
  const publish = await publisher(context.temp, log)
  publish.outputs(nothing)
  let report: Report
  let bug: Error | undefined
  try {
    if (!inputs) throw start.error
    const { account } = start
    report = account
      ? await stages({ inputs, account, context, durations, log, publish, signal: cancelled })
      : withoutCredentials(context, log)
  } catch (error) {
    const known = { ...nothing, results: publish.pending() }
    const stopped = cancelled.aborted
    const explained = stopped || error instanceof InputError || error instanceof ApiError
    if (!explained) bug = error instanceof Error ? error : new Error(String(error))
    report = {
      ...known,
      status: stopped ? 'unfinished' : 'failed',
      failure: stopped ? `${capital(messageOf(cancelled.reason))}.` : failureMessage(error),
    }
  }
  publish.outputs(report)
  if (inputs && !bug) {
    report = await share(report, { inputs, context, log, signal: cancelled })
    publish.outputs(report)
  }
  publish.findings(report.findings)
  if (start.summary) await publish.summary(report)
  if (bug) throw bug
  if (report.failure !== undefined) throw new StepFailure(report.failure)
  log.info(closing(report))
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

async function stages(step: Step): Promise<Report> {
  const { inputs, account, context, log, signal } = step
  const { api } = account
  const { source } = inputs
  if (source.kind === 'catalog')
    return { ...nothing, ...(await listModels(source.filter, api, step)) }

  const folder = await openOutputFolder(inputs, context)
  const claims = openClaims(context.temp)
  const began = performance.now()
  if (source.kind === 'tasks') {
    const patience = { ms: Math.min(inputs.timeout, step.durations.api.maxOutage), signal }
    const batch = await log.group('Look for the tasks', async () =>
      collect(source.tasks, api, { log, patience }),
    )
    return finish({ ...batch, useless: [], findings: [], balance: undefined }, step, api, {
      claims,
      folder,
      began,
    })
  }

  const { asked, prints } = await load(source, step)
  if (inputs.shard && asked.generations.length === 0 && !failureOfFindings(asked.findings)) {
    log.notice(
      'This shard has no part of the manifest: what has to stay together makes fewer parts than there are jobs.',
    )
    return { ...nothing, status: 'done', findings: asked.findings }
  }
  if (inputs.dryRun) return dryRun(asked, step, api)
  const scope = { reuse: inputs.reuse, key: inputs.key, apiOrigin: inputs.apiUrl.origin }
  const ledger = await openLedger(scope, context, step)
  try {
    const stores = { claims, folder, ledger, prints, began }
    const batch = await prepare(asked, step, api, stores)
    return await finish(batch, step, api, stores)
  } finally {
    await ledger.close(signal.aborted ? ledgerHurry : ledgerTime)
  }
}

const ledgerTime = 5000
const ledgerHurry = 1000

async function dryRun(asked: Asked, step: Step, api: Api): Promise<Report> {
  const failed = (ended: (generation: Generation) => Ended) =>
    asked.generations.map((generation) => resultOf(ended(generation)))
  try {
    const { findings: all, balance, planned, blocked } = await check(asked, step, api)
    const findings = distinct(all)
    const valid = planned.map(({ generation: { name, model, params } }) => ({
      name,
      model,
      params,
    }))
    if (!blocked) return { ...nothing, status: 'validated', valid, findings, balance }
    const results = failed((generation) => blockedOutcome(generation, all))
    return { ...nothing, results, findings, balance, failure: failureOfFindings(findings) }
  } catch (error) {
    if (!(error instanceof ApiError) || step.signal.aborted) throw error
    const failure = failureMessage(error)
    const results = failed((generation) => failedOutcome(generation, failure))
    return { ...nothing, results, findings: distinct(asked.findings), failure }
  }
}

interface Stores {
  readonly claims: Claims
  readonly folder: OutputFolder
  /** When the first create or recall began, on the clock of `performance.now()`. */
  readonly began: number
}

/** Waits, saves and reports. */
async function finish(
  batch: Batch,
  step: Step,
  api: Api,
  stores: Stores & Partial<Keeping>,
): Promise<Report> {
  const { inputs, context, durations, log, publish, signal } = step
  const { generations, ready, ended, findings, balance } = batch
  const { folder, claims, ledger, prints, began } = stores
  const save = assetSaver({
    folder,
    temp: context.temp,
    loopback: isLoopback(inputs.apiUrl.hostname),
    durations: durations.assets,
    log,
    signal,
    fresh: freshener(api, durations.assets.fresh, signal),
  })
  const names = fileNames(generations.map(({ name }) => name))
  const stems = new Map(generations.map((generation, i) => [generation, names[i] ?? '']))
  const results = new Map<Generation, Result>()
  const taskIds = new Map<string, string>()
  const inOrder = () => generations.flatMap((generation) => results.get(generation) ?? [])
  const settled = (generation: Generation) => {
    ledger?.settle(prints?.get(generation)?.asked ?? '')
  }
  let stopped = false
  const settle = async (outcome: Outcome) => {
    const { generation } = outcome
    stopped ||= outcome.status === 'skipped' && outcome.stopped
    if (!('ambiguous' in outcome && outcome.ambiguous)) settled(generation)
    results.set(generation, await save(outcome, stems.get(generation) ?? ''))
  }
  const onTask = (begun: Begun) => {
    const { generation, task } = begun
    const reason = 'The step ended before this task did.'
    results.set(generation, resultOf({ ...begun, status: 'unfinished', reason }))
    publish.tasks(inOrder)
    taskIds.set(generation.name, task.id)
    const print = prints?.get(generation)?.of((parent) => taskIds.get(parent))
    if (print !== undefined) ledger?.record(print, task.id)
    settled(generation)
  }
  const paidElsewhere = inputs.reuse === 'always' ? ledger?.earlier?.runs : undefined
  const ofThisRun = ({ id }: Task) => (paidElsewhere?.[id] ?? context.runId) === context.runId
  const budget = inputs.maxCredits === undefined ? undefined : new Budget(inputs.maxCredits)
  for (const task of batch.useless.filter(ofThisRun)) budget?.spend(task.model, task.credits)
  const spent = ready.some(({ task }) => task) ? performance.now() - began : 0
  const timeout = Math.max(1, inputs.timeout - spent)
  await log.group('Generate', async () => {
    const how = { ...inputs, timeout, signal, log, claims, budget, ofThisRun, onTask }
    await generate({ ready, ended }, api, how, settle)
  })
  if (inputs.gallery) await saveGallery(inOrder(), { folder, context, log })
  const problems = distinct(findings)
  const wrong = failureOfFindings(problems)
  // What is wrong with a file as a whole is nobody's result.
  const wholly = problems.some(
    ({ severity, generation, place }) => severity === 'error' && place && !generation,
  )
  return {
    ...nothing,
    findings: problems,
    balance,
    budget: budget && { limit: budget.limit, spent: budget.spent, spentOn: budget.spentOn },
    status:
      wholly || (wrong !== undefined && results.size === 0) ? 'failed' : worst(inOrder(), stopped),
    failure: wrong ?? batch.failure ?? failureOf(inOrder(), ledger?.remembers ?? true),
    results: inOrder(),
  }
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

/** Asks a task again, for URLs that work; undefined when it cannot be asked. */
function freshener(api: Api, ms: number, signal: AbortSignal) {
  return async (task: Task) => api.getTask(task.id, { ms, signal }).catch(() => undefined)
}

function closing({ status, results, models, valid }: Report): string {
  if (status === 'listed') return `${pluralize(models?.length ?? 0, 'model')} listed.`
  if (status === 'validated')
    return `${pluralize(valid.length, 'generation')} valid. Dry run: nothing was created.`
  if (status === 'submitted')
    return `${pluralize(results.length, 'task')} submitted. Collect with the input \`task-id\`.`
  if (results.length === 0) return `Creatify: ${status}.`
  const files = results.reduce((sum, { assets }) => sum + assets.length, 0)
  const credits = results.reduce(
    (sum, { reused, credits_used: used }) => sum + (reused ? 0 : used),
    0,
  )
  const longest = Math.max(...results.map(({ seconds }) => seconds ?? 0))
  const time = longest === 0 ? '' : `, ${formatDuration(longest * 1000)}`
  return `${pluralize(results.length, 'generation')} done: ${pluralize(files, 'file')}, ${pluralize(credits, 'credit')}${time}.`
}
