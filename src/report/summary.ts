import type { Asset, Result } from '../assets/save.ts'
import { type Model } from '../api/creatify.ts'
import { isRecord } from '../base/json.ts'
import type { Finding } from '../base/findings.ts'
import { pluralize } from '../base/text.ts'
import { formatDuration } from '../base/text.ts'
import { attribute, cell, code, foldedParams, safeUrl } from './markdown.ts'
import { whereOf } from './failure.ts'
import type { Report } from './report.ts'
import { notChecked } from '../documents/gaps.ts'
import { describe } from '../documents/mismatch.ts'

/** GitHub shows nothing at all of a summary above 1 MiB. */
const largestSummary = 1024 * 1024

/** GitHub refuses a longer comment. */
const longestComment = 65_536

/** The job summary as GitHub-flavoured Markdown: the richest rendering that fits. */
export function summaryOf(report: Report): string {
  const { status, models } = report
  const renderings =
    status === 'listed' && models
      ? [() => catalog(models, true), () => catalog(models, false)]
      : ladder.map((detail) => () => page(report, detail))
  return firstThatFits(renderings, (text) => Buffer.byteLength(text) <= largestSummary, report)
}

/** How a comment differs from the summary. */
export interface CommentFrame {
  /** Hidden, by which it is found again. */
  readonly marker: string
  readonly withParams: boolean
  /** Markdown of ours: what it is about. */
  readonly footer: string
}

/** The comment as GitHub-flavoured Markdown: the richest rendering that fits. */
export function commentOf(whole: Report, { marker, withParams, footer }: CommentFrame): string {
  // What the account has left is nobody's business, and reasons and findings may quote a prompt.
  const report = { ...whole, balance: undefined, ...(withParams ? {} : withoutReasons(whole)) }
  const renderings = ladder
    .filter(({ params }) => withParams || !params)
    .map((detail) => () => `${marker}\n${page(report, detail)}\n${footer}\n`)
  return firstThatFits(
    [...renderings, () => `${marker}\n${tooMuch(report)}\n${footer}\n`],
    (text) => text.length <= longestComment,
    report,
  )
}

function withoutReasons({
  findings,
  failure,
  results,
}: Report): Pick<Report, 'findings' | 'failure'> {
  if (failure === undefined) return { findings: [], failure }
  const bad = results.filter(({ status }) => status !== 'done' && status !== 'submitted')
  const told =
    findings.length > 0
      ? `${pluralize(findings.length, 'problem')} found. The job summary says why.`
      : results.length > 0
        ? `${bad.length} of ${pluralize(results.length, 'generation')} did not succeed. The job summary says why.`
        : 'Nothing was generated. The job summary says why.'
  return { findings: [], failure: told }
}

/** Less and less: previews go first, then params, then rows. */
const ladder: readonly Detail[] = [
  { previews: Infinity, params: true, rows: Infinity },
  { previews: 24, params: true, rows: Infinity },
  { previews: 0, params: true, rows: Infinity },
  { previews: 24, params: false, rows: Infinity },
  { previews: 0, params: false, rows: Infinity },
  ...[1000, 300, 100, 40, 10].map((rows) => ({ previews: 0, params: false, rows })),
]

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

interface Detail {
  /** How many pictures. */
  readonly previews: number
  readonly params: boolean
  readonly rows: number
}

function page(report: Report, detail: Detail): string {
  const { results, valid, findings, failure, note, balance, budget } = report
  const parts = [`## ${title(report)}`]
  if (failure !== undefined) parts.push(`> [!CAUTION]\n> ${code(failure)}`)
  if (note !== undefined) parts.push(`> [!NOTE]\n> ${code(note)}`)
  if (results.length > 0) parts.push(table(report, detail.rows))
  if (results.length === 0) parts.push(...valid.slice(0, detail.rows).map(validLine))
  if (results.length > detail.rows) parts.push(`And ${results.length - detail.rows} more.`)
  if (budget) parts.push(spending(budget, results))
  if (detail.previews > 0) parts.push(...previews(report, detail.previews))
  if (findings.length > 0) parts.push(findingsTable(findings.slice(0, detail.rows)))
  if (detail.params) {
    const shown =
      results.length > 0
        ? results.map(({ name, input_params: params }) => ({ name, params }))
        : valid
    if (shown.length > 0) parts.push(foldedParams(shown))
  }
  if (balance !== undefined)
    parts.push(`Balance before this step: ${pluralize(balance, 'credit')}.`)
  return parts.join('\n\n') + '\n'
}

function title({ status, results, models }: Report): string {
  const done = results.filter((result) => result.status === 'done').length
  switch (status) {
    case 'listed':
      return `Creatify: ${pluralize(models?.length ?? 0, 'model')}`
    case 'validated':
      return 'Creatify: valid, nothing created'
    case 'skipped':
      return results.length === 0
        ? 'Creatify: skipped'
        : `Creatify: ${done} of ${results.length} done`
    case 'submitted':
      return `Creatify: ${pluralize(results.length, 'task')} submitted`
    case 'done':
    case 'failed':
    case 'unfinished':
      return results.length === 0
        ? `Creatify: ${status}`
        : `Creatify: ${done} of ${results.length} done`
  }
}

/** What was spent, on what, and what was not started for it. */
function spending(
  { limit, spent, spentOn }: NonNullable<Report['budget']>,
  results: readonly Result[],
): string {
  const models = [...spentOn].map(([model, credits]) => `${code(model)} ${credits}`)
  const left = results.filter(({ failed_reason: reason }) => reason?.includes('`max-credits`'))
  const names = left.slice(0, mostNames).map(({ name }) => code(name))
  const more = left.length > mostNames ? ` and ${left.length - mostNames} more` : ''
  return [
    `Spent ${spent} of at most ${pluralize(limit, 'credit')}${models.length === 0 ? '' : `: ${models.join(', ')}`}.`,
    ...(left.length === 0 ? [] : [`Not started for it: ${names.join(', ')}${more}.`]),
  ].join(' ')
}

const mostNames = 40

function validLine({ name, model, gaps }: Report['valid'][number]): string {
  const unchecked = notChecked(gaps).trim()
  const rest = unchecked === '' ? '' : ` ${code(unchecked)}`
  return `✅ ${code(name)} fits the schema of ${code(model)}.${rest}`
}

const marks = {
  done: '✅',
  submitted: '📨',
  failed: '❌',
  unfinished: '⏳',
  skipped: '⏭️',
} as const

function table({ results, released }: Report, most: number): string {
  const rows = results
    .slice(0, most)
    .map((result) =>
      [
        cell(result.name),
        cell(result.model_name),
        `${marks[result.status]} ${result.status}`,
        result.credits_used === 0 ? '' : String(result.credits_used),
        result.seconds === null ? '' : formatDuration(result.seconds * 1000),
        result.assets.map((asset) => link(asset, released)).join('<br>'),
      ].join(' | '),
    )
  const head = 'Name | Model | Status | Credits | Time | Files'
  return [head, '--- | --- | --- | ---: | ---: | ---', ...rows]
    .map((row) => `| ${row} |`)
    .join('\n')
}

/** The file of a release stays; where the API keeps it, it may not. */
function placeOf({ url, path }: Asset, released: Report['released']): string {
  return (path === null ? undefined : released.get(path)) ?? url
}

function link(asset: Asset, released: Report['released']): string {
  const href = safeUrl(placeOf(asset, released))
  const label = asset.path === null ? `${asset.type} (not saved)` : asset.path
  return href === undefined ? cell(label) : `<a href="${href}">${cell(label)}</a>`
}

const previewWidth = 320
const smallPreview = 260
const previewsInRow = 3
/** GitHub's image proxy gives up on larger ones. */
const largestPreview = 5 * 1024 * 1024

/** Images, and what there is to see of others, linked to the file; with the name below where there are several names. */
function previews({ results, released }: Report, most: number): readonly string[] {
  const pictures = results.flatMap(({ name, assets }) =>
    assets.flatMap((asset) => {
      if (asset.path === null) return []
      const whole = asset.type === 'image' && (asset.bytes ?? 0) <= largestPreview
      const shown = whole ? asset.url : asset.thumbnail_url
      const [href, src] = [safeUrl(placeOf(asset, released)), safeUrl(shown ?? '')]
      return href === undefined || src === undefined ? [] : [{ name, href, src }]
    }),
  )
  if (pictures.length === 0) return []
  const some = pictures.slice(0, most)
  const more = pictures.length > most ? [`And ${pictures.length - most} more.`] : []
  const named = new Set(some.map(({ name }) => name)).size > 1
  const link = ({ name, href, src }: (typeof pictures)[number]) =>
    `<a href="${href}"><img src="${src}" alt="${attribute(name)}" width="${named ? smallPreview : previewWidth}"></a>`
  if (!named) return [some.map(link).join('\n'), ...more]
  const cells = some.map((each) => `<td>${link(each)}<br><code>${attribute(each.name)}</code></td>`)
  const rows = cells.flatMap((_, i) =>
    i % previewsInRow === 0 ? [`<tr>${cells.slice(i, i + previewsInRow).join('')}</tr>`] : [],
  )
  return [`<table>\n${rows.join('\n')}\n</table>`, ...more]
}

function findingsTable(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => {
    const mark = finding.severity === 'error' ? '❌' : '⚠️'
    const where = whereOf(finding).replace(/: $/, '') || finding.generation || ''
    return `| ${mark} | ${where === '' ? '' : cell(where)} | ${cell(finding.message)} |`
  })
  return ['| | Where | What |', '| --- | --- | --- |', ...rows].join('\n')
}

function catalog(models: readonly Model[], withParams: boolean): string {
  const types = [...new Set(models.map((model) => model.generation_type))].sort()
  const parts = types.map((type) => {
    const rows = models
      .filter((model) => model.generation_type === type)
      .map((model) => {
        const { required, optional } = paramsOfModel(model)
        const cells = withParams ? [required.join('<br>'), optional.join('<br>')] : []
        return `| ${[cell(model.model_name), ...cells].join(' | ')} |`
      })
    const head = withParams
      ? ['| Model | Required params | Optional params |', '| --- | --- | --- |']
      : ['| Model |', '| --- |']
    return [`### ${code(type)}\n`, ...head, ...rows].join('\n')
  })
  return [`## Creatify: ${pluralize(models.length, 'model')}`, ...parts].join('\n\n') + '\n'
}

function paramsOfModel({ input_params_schema: schema }: Model) {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const needed = Array.isArray(schema['required']) ? schema['required'] : []
  const tell = (name: string) => {
    const property = properties[name]
    const takes = describe(property)
    const fallback =
      isRecord(property) && 'default' in property
        ? `, default ${JSON.stringify(property['default'])}`
        : ''
    return cell(name) + (takes + fallback === '' ? '' : ` ${cell(takes + fallback)}`)
  }
  const names = Object.keys(properties)
  return {
    required: names.filter((name) => needed.includes(name)).map(tell),
    optional: names.filter((name) => !needed.includes(name)).map(tell),
  }
}
