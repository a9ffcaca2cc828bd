import * as core from '@actions/core'
import { assetSaver, resultOf, type Result } from './assets.ts'
import { listModels } from './catalog.ts'
import type { Api, Task } from './creatify.ts'
import { InputError, messageOf, StepFailure, type Finding } from './errors.ts'
import { fileNames, openOutputFolder, type OutputFolder } from './files.ts'
import { generate, type Ended, type Outcome } from './generate.ts'
import { ApiError } from './http.ts'
import type { Inputs, RunContext } from './inputs.ts'
import { fingerprints, openLedger, type Ledger } from './ledger.ts'
import { count, spell, type Log } from './log.ts'
import { loadGenerations, type Generation } from './manifest.ts'
import type { Opening } from './opening.ts'
import { preflight, type Planned } from './preflight.ts'
import { publisher, runnerLog, type Publisher } from './publish.ts'
import { collect, openClaims, recall } from './recall.ts'
import type { Claims } from './reconcile.ts'
import { failureOf, failureOfFindings, worst, type Report } from './report.ts'

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
  let summary = true
  let report: Report
  try {
    if ('error' in opening.inputs) throw opening.inputs.error
    const { value: inputs } = opening.inputs
    summary = inputs.summary
    report = await stages({ inputs, opening, context, log, publish, signal: cancelled })
  } catch (error) {
    report = { ...nothing, failure: explain(error) }
    publish.outputs(report)
    if (summary) await publish.summary(report)
    throw error instanceof InputError || error instanceof ApiError
      ? new StepFailure(report.failure)
      : error
  }
  publish.outputs(report)
  publish.findings(report.findings)
  if (summary) await publish.summary(report)
  if (report.failure !== undefined) throw new StepFailure(report.failure)
  log.info(closing(report))
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
  if (source.kind === 'tasks') {
    const batch = await log.group('Look for the tasks', async () =>
      collect(source.tasks, api, step),
    )
    return finish({ ...batch, findings: [], balance: undefined }, step, api, { claims, folder })
  }

  const asked = await loadGenerations(source, context)
  if (inputs.dryRun) return dryRun(asked, step, api)
  const scope = { reuse: inputs.reuse, key: inputs.key, apiOrigin: inputs.apiUrl.origin }
  const ledger = await openLedger(scope, context, log)
  try {
    const batch = await prepare(asked, step, api, ledger, claims)
    return await finish(batch, step, api, { claims, folder, ledger })
  } catch (error) {
    if (!signal.aborted) throw error
    const ended = asked.generations.map((generation) =>
      neverStarted(generation, messageOf(signal.reason), true),
    )
    return await finish({ ...asked, ready: [], ended, balance: undefined }, step, api, {
      claims,
      folder,
    })
  } finally {
    await ledger.close(signal.aborted ? ledgerHurry : ledgerTime)
  }
}

const ledgerTime = 5000
const ledgerHurry = 1000

/** What is to be waited for, and what has ended without a task. */
interface Batch {
  /** In the order asked. */
  readonly generations: readonly Generation[]
  readonly ready: readonly Planned[]
  readonly ended: readonly Outcome[]
  readonly findings: readonly Finding[]
  readonly balance: number | undefined
}

type Asked = Awaited<ReturnType<typeof loadGenerations>>

async function dryRun(asked: Asked, step: Step, api: Api): Promise<Report> {
  const { findings, balance, planned, blocked } = await check(asked, step, api)
  const valid = planned.map(({ generation: { name, model, params } }) => ({ name, model, params }))
  if (!blocked) return { ...nothing, status: 'validated', valid, findings, balance }
  const results = asked.generations.map((generation) =>
    resultOf(blockedOutcome(generation, findings)),
  )
  return { ...nothing, results, findings, balance, failure: failureOfFindings(findings) }
}

/** Recalls what is paid for, then checks the rest: what is paid for is collected whatever the rest has to fear. */
async function prepare(
  asked: Asked,
  step: Step,
  api: Api,
  ledger: Ledger,
  claims: Claims,
): Promise<Batch> {
  const { generations } = asked
  // The answer to the first request brings the server's clock along.
  await step.opening.balance
  const { earlier } = ledger
  const known = earlier
    ? await step.log.group('Look for tasks paid for earlier', async () =>
        recall(generations, earlier, claims, api, step),
      )
    : []
  const rest = generations.filter((each) => !known.some(({ generation }) => generation === each))
  if (rest.length === 0) return { ...asked, ready: known, ended: [], balance: undefined }
  const opened = ledger.open(api.now(), ledgerPatience)
  const { planned, findings, balance, blocked } = await check(
    { ...asked, generations: rest },
    step,
    api,
  )
  if (blocked) {
    const ended = rest.map((generation) => blockedOutcome(generation, findings))
    return { generations, ready: known, ended, findings, balance }
  }
  // Only once this is kept can a later attempt find a task that this one had no time to note.
  await opened
  return { generations, ready: [...known, ...planned], ended: [], findings, balance }
}

const ledgerPatience = 3000

async function check(asked: Asked, step: Step, api: Api) {
  const { inputs, opening, context, log, signal } = step
  return log.group('Check params against the live schema', async () => {
    const balance = tellBalance(await opening.balance, log)
    const plan = await preflight(asked, balance, api, { dryRun: inputs.dryRun, context, signal })
    for (const { generation } of plan.planned) {
      log.info(`${generation.name}: the params fit ${generation.model}`)
    }
    return plan
  })
}

/** Waits, saves and reports. */
async function finish(
  batch: Batch,
  step: Step,
  api: Api,
  stores: { readonly claims: Claims; readonly folder: OutputFolder; readonly ledger?: Ledger },
): Promise<Report> {
  const { inputs, context, log, publish, signal } = step
  const { generations, ready, ended, findings, balance } = batch
  const told = { ...nothing, findings, balance }
  const save = assetSaver({
    folder: stores.folder,
    temp: context.temp,
    log,
    signal,
    fresh: freshener(api, signal),
  })
  const stems = fileNames(generations.map(({ name }) => name))
  const prints = fingerprints(generations)
  const results = new Map<Generation, Result>()
  let stopped = false
  const settle = async (outcome: Outcome) => {
    stopped ||= outcome.status === 'skipped' && outcome.stopped
    const { generation } = outcome
    results.set(generation, await save(outcome, stems[generations.indexOf(generation)] ?? ''))
  }
  const inOrder = () => generations.flatMap((generation) => results.get(generation) ?? [])
  const onTask = (generation: Generation, task: Task, reused: boolean) => {
    stores.ledger?.record(prints.get(generation) ?? '', task.id)
    const reason = 'The step ended before this task did.'
    results.set(generation, resultOf({ generation, reused, status: 'unfinished', task, reason }))
    publish.outputs({ ...told, status: 'unfinished', results: inOrder() })
  }
  await log.group('Generate', async () => {
    await Promise.all(ended.map(settle))
    await generate(ready, api, { ...inputs, signal, log, claims: stores.claims, onTask }, settle)
  })
  return {
    ...told,
    status: worst(inOrder(), stopped),
    failure: failureOfFindings(findings) ?? failureOf(inOrder()),
    results: inOrder(),
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
  if (own.length === 0) return neverStarted(generation, failureOfFindings(findings) ?? '', false)
  const reason = own.map(({ message }) => message).join(' ')
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
