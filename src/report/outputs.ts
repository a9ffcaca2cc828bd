import type { Result } from '../assets/save.ts'
import type { Model } from '../api/creatify.ts'
import type { Params } from '../api/task.ts'
import type { Finding } from '../base/findings.ts'
import { pluralize } from '../base/text.ts'

/** The output `status`. */
export type Status = Result['status'] | 'validated' | 'listed'

/** Everything a step has to tell. */
export interface Report {
  readonly status: Status
  /** The one red sentence; undefined when the step succeeds. */
  readonly failure: string | undefined
  /** In the order asked. */
  readonly results: readonly Result[]
  /** Generations whose params fit their model: what a dry run has to show. */
  readonly valid: readonly {
    readonly name: string
    readonly model: string
    readonly params: Params
  }[]
  readonly findings: readonly Finding[]
  /** Set by `list-models` only. */
  readonly models: readonly Model[] | undefined
  readonly balance: number | undefined
  /** Durable URLs of files that were attached to a release, by their path. */
  readonly released: ReadonlyMap<string, string>
  readonly commentUrl: string | undefined
  /** Set by `max-credits` only. `spent`: of this run, earlier attempts included; `spentOn`: the same by model. */
  readonly budget:
    | {
        readonly limit: number
        readonly spent: number
        readonly spentOn: ReadonlyMap<string, number>
      }
    | undefined
}

/** The outputs of action.yml, all of them, as text. */
export type Outputs = Readonly<Record<(typeof outputNames)[number], string>>

/** Every output that action.yml declares. */
export const outputNames = [
  'status',
  'task-id',
  'task-ids',
  'tasks',
  'asset-url',
  'asset-urls',
  'asset-path',
  'asset-paths',
  'credits-used',
  'results',
  'results-file',
  'models',
  'models-file',
  'comment-url',
  'release-asset-urls',
] as const

/** Outputs share 1 MB a job, counted as UTF-16: one may take this many bytes of UTF-8. */
const largestOutput = 400_000

/** The outputs that tell which tasks there are. */
export function taskOutputs(results: readonly Result[]) {
  const tasks = results.flatMap(({ name, task_id: id }) => (id === null ? [] : { name, id }))
  return {
    'task-id': tasks[0]?.id ?? '',
    'task-ids': tasks.map(({ id }) => id).join('\n'),
    tasks: tasks.map(({ name, id }) => `${oneLine(name)}=${id}`).join('\n'),
  }
}

/** The outputs of a report. `tooLarge` names those that only their file holds. */
export function outputsOf(report: Report, files: { results: string; models: string }) {
  const { results, models } = report
  const assets = results.flatMap((result) => result.assets)
  const paths = assets.flatMap(({ path }) => path ?? [])
  const credits = results
    .filter(({ reused }) => !reused)
    .reduce((sum, each) => sum + each.credits_used, 0)
  const tooLarge: string[] = []
  const capped = (name: string, json: string) => {
    if (Buffer.byteLength(json) <= largestOutput) return json
    tooLarge.push(name)
    return '[]'
  }
  const outputs: Outputs = {
    status: report.status,
    ...taskOutputs(results),
    'asset-url': assets[0]?.url ?? '',
    'asset-urls': JSON.stringify(assets.map(({ url }) => url)),
    'asset-path': paths[0] ?? '',
    'asset-paths': paths.join('\n'),
    'credits-used': String(Number(credits.toFixed(6))),
    results: capped('results', JSON.stringify(results)),
    'results-file': files.results,
    models: capped('models', JSON.stringify(models ?? [])),
    'models-file': models ? files.models : '',
    'comment-url': report.commentUrl ?? '',
    'release-asset-urls': JSON.stringify([...report.released.values()]),
  }
  return { outputs, tooLarge }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** The worst wins. `stopped`: something was not started because of the timeout or a cancel. */
export function worst(results: readonly Result[], stopped: boolean): Status {
  const has = (status: Status) => results.some((result) => result.status === status)
  if (has('failed')) return 'failed'
  if (has('unfinished') || stopped) return 'unfinished'
  if (has('skipped')) return 'skipped'
  return has('submitted') ? 'submitted' : 'done'
}

/** The red sentence for results that are not all `done`. `remembered`: a re-run of the job picks up their tasks. */
export function failureOf(results: readonly Result[], remembered: boolean): string | undefined {
  const bad = results.filter(({ status }) => status !== 'done' && status !== 'submitted')
  const [first] = bad
  if (!first) return undefined
  const one = (result: Result) =>
    sentence(`${result.name} ${verbs[result.status]}: ${result.failed_reason ?? ''}`)
  const goesOn = bad.filter(({ status, task_id: id }) => status === 'unfinished' && id !== null)
  const remote = goesOn.length === 0 ? '' : ` ${howToCollect(goesOn, remembered)}`
  if (results.length === 1) return one(first) + remote
  // Many often fail for one reason.
  const groups = [
    ...Map.groupBy(bad, ({ status, failed_reason: why }) => JSON.stringify([status, why])).values(),
  ]
  const reasons = groups
    .slice(0, 5)
    .map((group) => (group.length === 1 ? group.map(one).join('') : together(group)))
  const rest = groups.slice(5).flat().length
  const more = rest > 0 ? [`And ${rest} more.`] : []
  const told = [...reasons, ...more].join(' ')
  return `${bad.length} of ${results.length} generations did not succeed. ${told}${remote}`
}

function together(group: readonly Result[]): string {
  const names = group.slice(0, 5).map(({ name }) => name)
  const rest = group.length > 5 ? ` and ${group.length - 5} more` : ''
  const [{ status, failed_reason: reason } = { status: 'failed', failed_reason: '' } as const] =
    group
  return sentence(`${names.join(', ')}${rest} ${pluralVerbs[status]}: ${reason ?? ''}`)
}

/** The API has no cancel: what the step leaves goes on, and is paid for. */
function howToCollect(results: readonly Result[], remembered: boolean): string {
  const lines = results.slice(0, 3).map(({ name, task_id: id }) => `${oneLine(name)}=${id ?? ''}`)
  const rest = results.length > 3 ? ' and the others in the output `tasks`' : ''
  const one = results.length === 1
  const goesOn = one ? 'The task goes' : `${results.length} tasks go`
  const state = results.every(({ assets }) => assets.length > 0)
    ? `${one ? 'The task is' : `${results.length} tasks are`} done and paid`
    : `${goesOn} on at Creatify, which has no cancel`
  const how = remembered ? 'Re-run this job to collect, or use' : 'Collect with'
  return `${state}. ${how} \`task-id: ${lines.join(', ')}\`${rest}.`
}

const verbs = {
  done: 'is done',
  submitted: 'is submitted',
  failed: 'failed',
  unfinished: 'is unfinished',
  skipped: 'was skipped',
} as const

const pluralVerbs = {
  ...verbs,
  unfinished: 'are unfinished',
  skipped: 'were skipped',
} as const

function sentence(text: string): string {
  const line = oneLine(text)
  return /[.!?…]$/.test(line) ? line : `${line}.`
}

/** The red sentence for findings: the first error, and how many more there are. */
export function failureOfFindings(findings: readonly Finding[]): string | undefined {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (!first) return undefined
  const more =
    errors.length === 1
      ? ''
      : ` ${pluralize(errors.length - 1, 'more problem')} in the summary and the annotations.`
  return `${whereOf(first)}${sentence(first.message)} Nothing was created.${more}`
}

/** `path:line:column: ` as editors and people read it; `params, line 2, column 1: ` for the inline input; or nothing. */
export function whereOf({ place }: Finding): string {
  if (!place) return ''
  const { file, line, column } = place
  return file === undefined
    ? `params, line ${line}, column ${column}: `
    : `${file}:${line}:${column}: `
}
