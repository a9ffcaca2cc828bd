import type { Result } from '../assets/save.ts'
import type { Finding } from '../base/findings.ts'
import { oneLine, pluralize } from '../base/text.ts'

/** One entry of the output `tasks`, as the input `task-id` takes it: there a comma separates entries. */
export function taskEntry({ name, task_id: id }: Pick<Result, 'name' | 'task_id'>): string {
  return `${oneLine(name.replaceAll(',', ' '))}=${id ?? ''}`
}

/** The error message for results that are not all `done`. `remembered`: a re-run of the job picks up their tasks. */
export function failureOf(results: readonly Result[], remembered: boolean): string | undefined {
  const bad = results.filter(({ status }) => status !== 'done' && status !== 'submitted')
  const [first] = bad
  if (!first) return undefined
  const one = (result: Result) =>
    withFullStop(`${result.name} ${verbs[result.status]}: ${result.failed_reason ?? ''}`)
  const goesOn = bad.filter(({ status, task_id: id }) => status === 'unfinished' && id !== null)
  const remote = goesOn.length === 0 ? '' : ` ${howToCollect(goesOn, remembered)}`
  if (results.length === 1) return one(first) + remote
  const told = reasonsOf(bad, 5).join(' ')
  return `${bad.length} of ${results.length} generations did not succeed. ${told}${remote}`
}

/** Why results did not succeed, a line each; those that fail for one reason share a line. At most so many, and how many more. */
function reasonsOf(bad: readonly Result[], most: number): readonly string[] {
  const groups = [
    ...Map.groupBy(bad, ({ status, failed_reason: why }) => JSON.stringify([status, why])).values(),
  ]
  const rest = groups.slice(most).flat().length
  return [...groups.slice(0, most).map(together), ...(rest > 0 ? [`And ${rest} more.`] : [])]
}

function together(group: readonly Result[]): string {
  const names = group.slice(0, 5).map(({ name }) => name)
  const rest = group.length > 5 ? ` and ${group.length - 5} more` : ''
  const [{ status, failed_reason: reason } = { status: 'failed', failed_reason: '' } as const] =
    group
  const verb = group.length === 1 ? verbs[status] : pluralVerbs[status]
  return withFullStop(`${names.join(', ')}${rest} ${verb}: ${reason ?? ''}`)
}

/** What a page says first of a step that failed: a line a reason, or the error message. Its table has the findings. */
export function failureLines({
  failure,
  results,
  findings,
}: {
  readonly failure: string | undefined
  readonly results: readonly Result[]
  readonly findings: readonly Finding[]
}): readonly string[] {
  if (failure === undefined) return []
  const errors = findings.filter(({ severity }) => severity === 'error').length
  if (errors > 0) return [`${pluralize(errors, 'problem')} to fix first.`]
  const bad = results.filter(({ status }) => status !== 'done' && status !== 'submitted')
  return bad.length === 0 ? [failure] : reasonsOf(bad, 10)
}

/** The API has no cancel: what the step leaves goes on, and is paid for. */
function howToCollect(results: readonly Result[], remembered: boolean): string {
  const lines = results.slice(0, 3).map(taskEntry)
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

function withFullStop(text: string): string {
  const line = oneLine(text)
  return /[.!?…]$/.test(line) ? line : `${line}.`
}

/** The error message for findings that kept everything from being created. Undefined where none is an error. */
export function failureOfFindings(findings: readonly Finding[]): string | undefined {
  const told = sumOfFindings(findings)
  return told === undefined ? undefined : `${told} Nothing was created.`
}

/** How many errors there are, and in which file: each has a line of its own. One that has none is told itself. */
export function sumOfFindings(findings: readonly Finding[]): string | undefined {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (!first) return undefined
  if (!haveOwnLines(errors)) return `${whereOf(first)}${withFullStop(first.message)}`
  const files = new Set(errors.map(({ place }) => place && (place.file ?? '`params`')))
  const [file] = files
  const where = files.size === 1 && file !== undefined ? ` in ${file}` : ''
  return `${pluralize(errors.length, 'problem')}${where}.`
}

/** Whether errors are told before the error message: not a single one that has no file to stand in. */
export function haveOwnLines(errors: readonly Finding[]): boolean {
  return errors.length > 1 || errors.some(({ place }) => place?.file !== undefined)
}

/** `path:line:column: ` as editors and people read it; `params, line 2, column 1: ` for the inline input; or nothing. */
export function whereOf({ place }: Finding): string {
  if (!place) return ''
  const { file, line, column } = place
  return file === undefined
    ? `params, line ${line}, column ${column}: `
    : `${file}:${line}:${column}: `
}

/** What to say of results when the outputs cannot hold them. `why`: the file and the reason. */
export function failureOfOutputs(why: string, results: readonly Result[]): string {
  const tasks = results
    .filter(({ task_id: id }) => id !== null)
    .slice(0, 3)
    .map((result) => [taskEntry(result), ...result.assets.map(({ url }) => url)].join(' '))
  const known = tasks.length === 0 ? '' : ` What was paid for: ${tasks.join(', ')}.`
  return `The outputs could not be written (${why}), so later steps see none of them.${known} Make room on the disk of the runner, then collect with the input \`task-id\`.`
}
