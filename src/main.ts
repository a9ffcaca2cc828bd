import { assetSaver, type Result } from './assets.ts'
import * as core from '@actions/core'
import type { Api, Task } from './creatify.ts'
import { InputError, messageOf, StepFailure } from './errors.ts'
import { fileNames, openOutputFolder } from './files.ts'
import { generate } from './generate.ts'
import { ApiError } from './http.ts'
import type { Inputs, RunContext } from './inputs.ts'
import { count, spell, type Log } from './log.ts'
import { loadGenerations, type Generation } from './manifest.ts'
import type { Opening } from './opening.ts'
import { preflight, type Plan } from './preflight.ts'
import { publisher, runnerLog, type Publisher } from './publish.ts'
import { failureOf, failureOfFindings, worst, type Report } from './report.ts'
import { listModels } from './catalog.ts'

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
    throw error instanceof InputError || error instanceof ApiError || cancelled.aborted
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
  const { inputs, opening, context, log, publish, signal } = step
  const { api } = opening
  if (!api) return withoutCredentials(context, log)
  if (inputs.source.kind === 'catalog')
    return { ...nothing, ...(await listModels(inputs.source.filter, api, step)) }

  const folder = await openOutputFolder(inputs, context)
  const asked = await loadGenerations(inputs.source, context)
  const plan = await log.group('Check params against the live schema', async () => {
    const balance = tellBalance(await opening.balance, log)
    const plan = await preflight(asked, balance, api, { ...step, dryRun: inputs.dryRun })
    for (const { generation, model } of plan.planned) {
      log.info(`${generation.name}: the params fit ${model.model_name}`)
    }
    return plan
  })
  if (plan.blocked) return blocked(asked.generations, plan)
  const valid = plan.planned.map(({ generation: { name, model, params } }) => ({
    name,
    model,
    params,
  }))
  const told = { ...nothing, findings: plan.findings, balance: plan.balance }
  if (inputs.dryRun) return { ...told, status: 'validated', valid }

  const save = assetSaver({
    folder,
    temp: context.temp,
    log,
    signal,
    fresh: freshener(api, signal),
  })
  const names = plan.planned.map(({ generation }) => generation.name)
  const stems = new Map(fileNames(names).map((stem, i) => [names[i], stem]))
  const pending = new Map<Generation, Result>()
  let stopped = false
  const results = await log.group('Generate', async () =>
    generate(
      plan.planned,
      api,
      {
        ...inputs,
        signal,
        log,
        onTask: (generation, task) => {
          pending.set(generation, unfinished(generation, task))
          publish.outputs({ ...told, status: 'unfinished', results: [...pending.values()] })
        },
      },
      async (outcome) => {
        stopped ||= outcome.status === 'skipped' && outcome.stopped
        return save(outcome, stems.get(outcome.generation.name) ?? outcome.generation.name)
      },
    ),
  )
  return { ...told, status: worst(results, stopped), failure: failureOf(results), results }
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
function blocked(generations: readonly Generation[], { findings, balance }: Plan): Report {
  const failure = failureOfFindings(findings)
  const results = generations.map((generation): Result => {
    const own = findings.filter(
      (each) => each.severity === 'error' && each.generation === generation.name,
    )
    return {
      ...unborn(generation),
      status: own.length > 0 ? 'failed' : 'skipped',
      failed_reason: own.map(({ message }) => message).join(' ') || (failure ?? null),
    }
  })
  return { ...nothing, results, findings, balance, failure }
}

function unborn({ name, model, params }: Generation): Result {
  return {
    name,
    model_name: model,
    input_params: params,
    status: 'skipped',
    task_id: null,
    reused: false,
    credits_used: 0,
    failed_reason: null,
    seconds: null,
    assets: [],
  }
}

function unfinished(generation: Generation, task: Task): Result {
  const reason = 'The step ended before this task did.'
  return { ...unborn(generation), status: 'unfinished', task_id: task.id, failed_reason: reason }
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
  if (results.length === 0) return `Creatify: ${status}.`
  const files = results.reduce((sum, { assets }) => sum + assets.length, 0)
  const credits = results.reduce((sum, { credits_used: used }) => sum + used, 0)
  const longest = Math.max(...results.map(({ seconds }) => seconds ?? 0))
  return `${count(results.length, 'generation')} done: ${count(files, 'file')}, ${count(credits, 'credit')}, ${spell(longest * 1000)}.`
}
