import type { Params } from '../api/task.ts'
import type { Result } from '../assets/save.ts'
import { pluralize } from '../base/text.ts'
import type { RunContext } from '../inputs/context.ts'
import type { Shard } from '../inputs/values.ts'
import { notChecked } from '../documents/gaps.ts'
import { describeEstimate } from '../tasks/price-book.ts'
import { catalogPages } from './catalog-page.ts'
import { failureLines, taskEntry } from './failure.ts'
import { code, fenced, prose, sentence } from './markdown.ts'
import { pictureBlocks, picturesOf } from './pictures.ts'
import type { Report } from './report.ts'
import { findingsTable, resultsTable } from './tables.ts'
import { totalsOf } from './totals.ts'

/** GitHub shows nothing at all of a summary above 1 MiB. */
const largestSummary = 1024 * 1024

/** GitHub refuses a longer comment. */
const longestComment = 65_536

/** What a page says of where it was made. */
export interface Heading {
  /** The job, and its part of a manifest, for runs that have several. Empty: not said. */
  readonly job: string
  /** How a workflow names this action, like `OWNER/REPO@v1`. */
  readonly uses: string
}

/** What a page says of this step. `part`: the job's part of the manifest. */
export function headingOf(
  { identity, github }: Pick<RunContext, 'identity' | 'github'>,
  part: Shard | undefined,
): Heading {
  const { action_repository: repository, action_ref: ref } = github
  const isNamed = typeof repository === 'string' && repository !== '' && typeof ref === 'string'
  const shard = part ? ` ${part.index}/${part.of}` : ''
  return {
    job: `${identity.job}${shard}`.trim(),
    uses: isNamed ? `${repository}@${ref}` : './',
  }
}

/** The job summary as GitHub-flavoured Markdown: the richest rendering that fits. */
export function summaryOf(whole: Report, { job, uses }: Heading): string {
  const report = withoutUnasked(whole)
  const { status, models } = report
  const renderings =
    status === 'listed' && models
      ? catalogPages(models, uses)
      : ladder.map((detail) => () => page(report, job, detail, new Map()))
  return firstThatFits(renderings, (text) => Buffer.byteLength(text) <= largestSummary, report)
}

/** How a comment differs from the summary. */
export interface CommentFrame {
  /** Hidden, by which it is found again. */
  readonly marker: string
  readonly job: string
  readonly withParams: boolean
  /** URLs of pictures in the comment before this one, by caption. */
  readonly before: ReadonlyMap<string, string>
  /** Markdown of ours: what it is about. */
  readonly footer: string
}

/** The comment as GitHub-flavoured Markdown: the richest rendering that fits. */
export function commentOf(
  whole: Report,
  { marker, job, withParams, before, footer }: CommentFrame,
): string {
  const asked = withoutUnasked(whole)
  // What the account has left is nobody's business, and reasons and findings may quote a prompt.
  const report = { ...asked, balance: undefined, ...(withParams ? {} : withoutReasons(asked)) }
  const framed = (text: string) => `${marker}\n${text}\n${footer}\n`
  const renderings = ladder
    .filter(({ params }) => withParams || !params)
    .map((detail) => () => framed(page(report, job, detail, before)))
  return firstThatFits(
    [...renderings, () => framed(tooMuch(report))],
    (text) => text.length <= longestComment,
    report,
  )
}

/** Where problems kept everything from being created, they are what there is to tell: no generation failed. */
function withoutUnasked(report: Report): Report {
  const { results, findings, status } = report
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const isNone = results.every(({ task_id: id, status: ended }) => id === null && ended !== 'done')
  if (status !== 'failed' || errors === 0 || !isNone) return report
  return { ...report, results: [] }
}

function withoutReasons({
  findings,
  failure,
  results,
}: Report): Pick<Report, 'findings' | 'failure' | 'results'> {
  const hidden = 'The job summary says why.'
  const silent = results.map((each) =>
    each.failed_reason === null ? each : { ...each, failed_reason: hidden },
  )
  if (failure === undefined) return { findings: [], failure, results: silent }
  const told =
    findings.length > 0
      ? `${pluralize(findings.length, 'problem')} found. ${hidden}`
      : `The step failed. ${hidden}`
  return { findings: [], failure: told, results: silent }
}

/** Less and less: params go first, then rows of what went well, then pictures, by which people decide. */
const ladder: readonly Detail[] = [
  { pictures: Infinity, params: true, rows: Infinity },
  ...[Infinity, 1000, 300, 100, 40].map((rows) => ({ pictures: Infinity, params: false, rows })),
  ...[60, 30, 0].map((pictures) => ({ pictures, params: false, rows: 40 })),
  { pictures: 0, params: false, rows: 10 },
]

/** How much of each is shown, at most. */
interface Detail {
  readonly pictures: number
  readonly params: boolean
  readonly rows: number
}

function firstThatFits(
  renderings: readonly (() => string)[],
  fits: (text: string) => boolean,
  report: Report,
): string {
  for (const render of renderings) {
    const markdown = render()
    if (fits(markdown)) return markdown
  }
  return tooMuch(report)
}

function tooMuch(report: Report): string {
  return `## ${title(report)}\n\nThere is too much to show here; the output \`results-file\` has all of it.\n`
}

function page(
  report: Report,
  job: string,
  detail: Detail,
  before: ReadonlyMap<string, string>,
): string {
  const { results, valid, findings, balance, note, problem } = report
  const parts = [`## ${title(report)}${job === '' ? '' : ` · ${code(job)}`}`, ...inWords(report)]
  const lines = [...failureLines(report), ...(problem === undefined ? [] : [problem])]
  const wrong = lines.map((line) => `> ${sentence(line)}`)
  if (wrong.length > 0) parts.push(['> [!CAUTION]', ...wrong].join('\n>\n'))
  if (note !== undefined) parts.push(`> [!NOTE]\n> ${sentence(note)}`)
  if (results.length === 0) parts.push(...unchecked(valid))
  parts.push(...collecting(results))
  parts.push(...pictureBlocks(picturesOf(results, report.released), before, detail.pictures))
  if (results.length > 0) parts.push(resultsTable(report, detail.rows))
  if (results.length > detail.rows) parts.push(`And ${results.length - detail.rows} more.`)
  if (findings.length > 0) parts.push(findingsTable(findings.slice(0, detail.rows)))
  if (findings.length > detail.rows)
    parts.push(`And ${pluralize(findings.length - detail.rows, 'problem')} more.`)
  if (detail.params) parts.push(...params(results.length > 0 ? results.map(asked) : valid))
  if (balance !== undefined)
    parts.push(`Balance before this step: ${pluralize(balance, 'credit')}.`)
  return parts.join('\n\n') + '\n'
}

function asked({ name, input_params: params }: Result) {
  return { name, params }
}

function title({ status, results, valid, models }: Report): string {
  const done = results.filter((result) => result.status === 'done').length
  if (status === 'listed') return `Creatify: ${pluralize(models?.length ?? 0, 'model')}`
  if (status === 'validated') return `Creatify: ${pluralize(valid.length, 'generation')} valid`
  if (results.length === 0 && status === 'failed') return 'Creatify: nothing created'
  if (results.length === 0) return `Creatify: ${status}`
  if (status === 'submitted') return `Creatify: ${pluralize(results.length, 'task')} submitted`
  return `Creatify: ${done} of ${results.length} done`
}

/** One line: what was bought for how much, and what became of the rest. */
function inWords({ status, results, budget, estimate }: Report): readonly string[] {
  if (status === 'validated') {
    return [
      `Dry run: nothing was created.${estimate ? ` Estimate: ${describeEstimate(estimate)}.` : ''}`,
    ]
  }
  // The title has said how many were submitted.
  const parts = status === 'submitted' ? [] : totalsOf(results)
  const models = [...(budget?.spentOn ?? [])].map(([model, spent]) => `${code(model)} ${spent}`)
  const limit =
    budget?.limit !== undefined
      ? `Spent ${budget.spent} of at most ${pluralize(budget.limit, 'credit')}${models.length === 0 ? '' : `: ${models.join(', ')}`}.`
      : ''
  const words = parts.length === 0 ? '' : `${parts.join(', ')}.`
  return results.length === 0 || words + limit === '' ? [] : [`${words} ${limit}`.trim()]
}

/** Of what fits its model, what could not be checked. */
function unchecked(valid: Report['valid']): readonly string[] {
  const lines = valid.flatMap(({ name, gaps }) => {
    const told = notChecked(gaps).trim()
    return told === '' ? [] : [`- ${code(name)}: ${sentence(told)}`]
  })
  if (lines.length === 0) return []
  const most = 40
  const more = lines.length > most ? [`- And ${lines.length - most} more.`] : []
  return [[...lines.slice(0, most), ...more].join('\n')]
}

/** The lines that collect what goes on at Creatify. */
function collecting(results: readonly Result[]): readonly string[] {
  const open = results.flatMap((result) => {
    const { status, task_id: id } = result
    const goesOn = status === 'submitted' || status === 'unfinished'
    return goesOn && id !== null ? [`  ${taskEntry(result)}`] : []
  })
  if (open.length === 0) return []
  const lines = ['with:', '  task-id: |', ...open.slice(0, 100).map((line) => `  ${line}`)]
  const more = open.length > 100 ? ' The output `tasks` has all of them.' : ''
  return [
    `Collect these with a step of this action that has:${more}`,
    fenced(lines.join('\n'), 'yaml'),
  ]
}

/** Prompts as text that wraps, in their own direction; the other params as JSON. */
function params(
  all: readonly { readonly name: string; readonly params: Params }[],
): readonly string[] {
  if (all.length === 0) return []
  const blocks = all.map(({ name, params: { prompt, ...others } }) => {
    const text = typeof prompt === 'string' ? [`<p dir="auto">${prose(prompt)}</p>`] : []
    const rest = typeof prompt === 'string' || prompt === undefined ? others : { prompt, ...others }
    const json =
      Object.keys(rest).length === 0 ? [] : [fenced(JSON.stringify(rest, null, 2), 'json')]
    return [`<b>${prose(name)}</b>`, ...text, ...json].join('\n\n')
  })
  return [`<details><summary>Prompts and params</summary>\n\n${blocks.join('\n\n')}\n\n</details>`]
}
