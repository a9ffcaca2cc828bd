import { failureMessage } from '../api/error.ts'
import type { Model } from '../api/creatify.ts'
import type { Params } from '../api/task.ts'
import { resultOf, type Result } from '../assets/save.ts'
import { InputError, messageOf, StepFailure } from '../base/errors.ts'
import { distinct, type Finding } from '../base/findings.ts'
import type { Log } from '../base/log.ts'
import { formatDuration, pluralize } from '../base/text.ts'
import type { Gap } from '../documents/gaps.ts'
import type { RunContext } from '../inputs/context.ts'
import type { CredentialInput } from '../inputs/inputs.ts'
import type { Budget } from '../tasks/budget.ts'
import type { Planned } from '../tasks/planned.ts'
import { describeEstimate, type Estimate } from '../tasks/price-book.ts'
import type { Ended } from '../tasks/outcome.ts'
import { failureOf, failureOfFindings } from './failure.ts'

/** The output `status`. */
export type Status = Result['status'] | 'validated' | 'listed'

/** Everything a step has to tell. */
export interface Report {
  readonly status: Status
  /** The error message; undefined when what was asked for succeeded. */
  readonly failure: string | undefined
  /** What of it could not be told. It fails the step too. */
  readonly problem: string | undefined
  /** Why nothing was done, where that is no failure. */
  readonly note: string | undefined
  /** In the order asked. */
  readonly results: readonly Result[]
  /** Generations whose params fit their model, but for what could not be checked: what a dry run has to show. */
  readonly valid: readonly {
    readonly name: string
    readonly model: string
    readonly params: Params
    readonly gaps: readonly Gap[]
  }[]
  readonly findings: readonly Finding[]
  /** Set by `list-models` only. */
  readonly models: readonly Model[] | undefined
  readonly balance: number | undefined
  /** Durable URLs of files that were attached to a release, by their path. */
  readonly released: ReadonlyMap<string, string>
  readonly commentUrl: string | undefined
  /** Set by a limit only. `spent`: of this run, earlier attempts included; `spentOn`: the same by model. */
  readonly budget: Pick<Budget, 'limit' | 'spent' | 'spentOn'> | undefined
  /** What was still to be bought before anything was created; undefined where nothing was checked. */
  readonly estimate: Estimate | undefined
}

/** The report of a step of which nothing is known yet. */
export const nothing: Report = {
  status: 'failed',
  failure: undefined,
  problem: undefined,
  note: undefined,
  results: [],
  valid: [],
  findings: [],
  models: undefined,
  balance: undefined,
  budget: undefined,
  estimate: undefined,
  released: new Map(),
  commentUrl: undefined,
}

/** What is left to say when something was thrown. */
export function failedReport(
  error: unknown,
  results: readonly Result[],
  signal: AbortSignal,
): Report {
  if (!signal.aborted) return { ...nothing, results, failure: failureMessage(error) }
  const reason = messageOf(signal.reason)
  const failure = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`
  return { ...nothing, results, status: 'unfinished', failure }
}

/** The report of a step that has no credentials. Throws InputError where it should have them. */
export function withoutCredentials(
  missing: readonly CredentialInput[],
  { withoutSecrets }: Pick<RunContext, 'withoutSecrets'>,
  log: Log,
): Report {
  if (!withoutSecrets) {
    const [only, ...others] = missing
    if (only !== undefined && others.length === 0) {
      const secret = `CREATIFY_${only.replace('-', '_').toUpperCase()}`
      throw new InputError(
        `Input \`${only}\` is empty. Add the secret ${secret} to the repository, and the line \`${only}: \${{ secrets.${secret} }}\` to this step.`,
      )
    }
    throw new InputError(
      'Inputs `api-id` and `api-key` need the Creatify credentials. Add the secrets CREATIFY_API_ID and CREATIFY_API_KEY to the repository, and the lines `api-id: ${{ secrets.CREATIFY_API_ID }}` and `api-key: ${{ secrets.CREATIFY_API_KEY }}` to this step.',
    )
  }
  const note =
    'No Creatify credentials: GitHub gives no secrets to pull requests from forks and by Dependabot. Nothing was generated.'
  log.notice(note)
  return { ...nothing, status: 'skipped', note }
}

/** The report of a job that has no part of the manifest. */
export function emptyShard(findings: readonly Finding[], log: Log): Report {
  const note =
    'This shard has no part of the manifest: what has to stay together makes fewer parts than there are jobs.'
  log.notice(note)
  return { ...nothing, status: 'done', note, findings }
}

/** The report of a dry run. */
export function checkedReport(checked: {
  readonly planned: readonly Planned[]
  readonly ended: readonly Ended[]
  readonly findings: readonly Finding[]
  readonly balance: number | undefined
  readonly estimate: Estimate | undefined
  readonly failure: string | undefined
}): Report {
  const { planned, ended, findings, balance, estimate, failure } = checked
  return {
    ...nothing,
    status: failure === undefined && ended.length === 0 ? 'validated' : 'failed',
    valid: planned.map(({ generation: { name, model, params }, asSent = params, gaps = [] }) => ({
      name,
      model,
      params: asSent,
      gaps,
    })),
    results: ended.map(resultOf),
    findings,
    balance,
    estimate,
    failure,
  }
}

/** The report of what was generated. `remembered`: a re-run of the job picks up its tasks. */
export function reportOf(
  batch: {
    readonly findings?: readonly Finding[]
    readonly balance?: number | undefined
    readonly estimate?: Estimate | undefined
    readonly failure?: string
  },
  { results, stopped }: { readonly results: readonly Result[]; readonly stopped: boolean },
  { budget, remembered }: { readonly budget: Budget | undefined; readonly remembered: boolean },
): Report {
  const findings = distinct(batch.findings ?? [])
  const wrong = failureOfFindings(findings)
  // What is wrong with a file as a whole is nobody's result.
  const isWholly = findings.some(
    ({ severity, generation, place }) => severity === 'error' && place && !generation,
  )
  const isBad = isWholly || (wrong !== undefined && results.length === 0)
  return {
    ...nothing,
    findings,
    balance: batch.balance,
    estimate: batch.estimate,
    budget,
    status: isBad ? 'failed' : worst(results, stopped),
    failure: wrong ?? batch.failure ?? failureOf(results, remembered),
    results,
  }
}

/** The worst wins. `stopped`: something was not started because of the timeout or a cancel. */
function worst(results: readonly Result[], stopped: boolean): Status {
  const has = (status: Status) => results.some((result) => result.status === status)
  if (has('failed')) return 'failed'
  if (has('unfinished') || stopped) return 'unfinished'
  if (has('skipped')) return 'skipped'
  return has('submitted') ? 'submitted' : 'done'
}

/** Ends the log of a step: with its last line, or by throwing StepFailure with the error message. */
export function conclude(report: Report, log: Log): void {
  const told = [report.failure ?? [], report.problem ?? []].flat()
  if (told.length > 0) throw new StepFailure(told.join(' '))
  log.info(closingOf(report))
}

/** The last line of the log of a step that succeeded. */
function closingOf({ status, results, models, valid, estimate }: Report): string {
  if (status === 'listed') return `${pluralize(models?.length ?? 0, 'model')} listed.`
  if (status === 'validated')
    return `${pluralize(valid.length, 'generation')} valid. Dry run: nothing was created.${estimate ? ` Estimate: ${describeEstimate(estimate)}.` : ''}`
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
