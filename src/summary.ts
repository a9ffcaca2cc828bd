import type { Asset, Result } from './assets.ts'
import { isRecord, type Model, type Params } from './creatify.ts'
import type { Finding } from './errors.ts'
import { webUrl } from './http.ts'
import { count, harmless, spell } from './log.ts'
import { whereOf, type Report } from './report.ts'
import { describe } from './schema.ts'

/** GitHub shows nothing at all of a summary above 1 MiB. */
const largestSummary = 1024 * 1024

/** The job summary as GitHub-flavoured Markdown: the richest rendering that fits. */
export function summaryOf(report: Report): string {
  const renderings =
    report.status === 'listed' && report.models
      ? [() => catalog(report.models ?? [], true), () => catalog(report.models ?? [], false)]
      : [
          () => page(report, { previews: true, params: true, rows: Infinity }),
          () => page(report, { previews: false, params: true, rows: Infinity }),
          () => page(report, { previews: false, params: false, rows: 1000 }),
          () => page(report, { previews: false, params: false, rows: 100 }),
        ]
  for (const render of renderings) {
    const markdown = render()
    if (Buffer.byteLength(markdown) <= largestSummary) return markdown
  }
  return `## ${title(report)}\n\nThere is too much to show here; the output \`results-file\` has all of it.\n`
}

interface Detail {
  readonly previews: boolean
  readonly params: boolean
  readonly rows: number
}

function page(report: Report, detail: Detail): string {
  const { results, valid, findings, failure, balance, budget } = report
  const parts = [`## ${title(report)}`]
  if (failure !== undefined) parts.push(`> [!CAUTION]\n> ${code(failure)}`)
  if (results.length > 0) parts.push(table(results.slice(0, detail.rows)))
  if (results.length === 0) parts.push(...valid.slice(0, detail.rows).map(validLine))
  if (results.length > detail.rows) parts.push(`And ${results.length - detail.rows} more.`)
  if (budget) parts.push(spending(budget, results))
  if (detail.previews) parts.push(...previews(results))
  if (findings.length > 0) parts.push(findingsTable(findings.slice(0, detail.rows)))
  if (detail.params) {
    const shown =
      results.length > 0
        ? results.map(({ name, input_params: params }) => ({ name, params }))
        : valid
    parts.push(...shown.map(paramsOf))
  }
  if (balance !== undefined) parts.push(`Balance before this step: ${count(balance, 'credit')}.`)
  return parts.join('\n\n') + '\n'
}

function title({ status, results, models }: Report): string {
  const done = results.filter((result) => result.status === 'done').length
  switch (status) {
    case 'listed':
      return `Creatify: ${count(models?.length ?? 0, 'model')}`
    case 'validated':
      return 'Creatify: valid, nothing created'
    case 'skipped':
      return results.length === 0
        ? 'Creatify: skipped'
        : `Creatify: ${done} of ${results.length} done`
    case 'submitted':
      return `Creatify: ${count(results.length, 'task')} submitted`
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
  { limit, spent }: NonNullable<Report['budget']>,
  results: readonly Result[],
): string {
  const byModel = new Map<string, number>()
  for (const { model_name: model, credits_used: credits } of results) {
    if (credits > 0) byModel.set(model, (byModel.get(model) ?? 0) + credits)
  }
  const models = [...byModel].map(([model, sum]) => `${code(model)} ${Number(sum.toFixed(6))}`)
  const left = results.filter(({ failed_reason: reason }) => reason?.includes('`max-credits`'))
  const names = left.slice(0, mostNames).map(({ name }) => code(name))
  const more = left.length > mostNames ? ` and ${left.length - mostNames} more` : ''
  return [
    `Spent ${spent} of at most ${count(limit, 'credit')}${models.length === 0 ? '' : `: ${models.join(', ')}`}.`,
    ...(left.length === 0 ? [] : [`Not started for it: ${names.join(', ')}${more}.`]),
  ].join(' ')
}

const mostNames = 40

function validLine({ name, model }: Report['valid'][number]): string {
  return `✅ ${code(name)} fits the schema of ${code(model)}.`
}

const marks = {
  done: '✅',
  submitted: '📨',
  failed: '❌',
  unfinished: '⏳',
  skipped: '⏭️',
} as const

function table(results: readonly Result[]): string {
  const rows = results.map((result) =>
    [
      cell(result.name),
      cell(result.model_name),
      `${marks[result.status]} ${result.status}`,
      result.credits_used === 0 ? '' : String(result.credits_used),
      result.seconds === null ? '' : spell(result.seconds * 1000),
      result.assets.map(link).join('<br>'),
    ].join(' | '),
  )
  const head = 'Name | Model | Status | Credits | Time | Files'
  return [head, '--- | --- | --- | ---: | ---: | ---', ...rows]
    .map((row) => `| ${row} |`)
    .join('\n')
}

function link(asset: Asset): string {
  const href = safeUrl(asset.url)
  const label = asset.path === null ? `${asset.type} (not saved)` : asset.path
  return href === undefined ? cell(label) : `<a href="${href}">${cell(label)}</a>`
}

const previewWidth = 320

function previews(results: readonly Result[]): readonly string[] {
  const pictures = results.flatMap(({ name, assets }) =>
    assets.flatMap((asset) => {
      if (asset.path === null) return []
      const shown = asset.type === 'image' ? asset.url : asset.thumbnail_url
      const [href, src] = [safeUrl(asset.url), safeUrl(shown ?? '')]
      if (href === undefined || src === undefined) return []
      return `<a href="${href}"><img src="${src}" alt="${attribute(name)}" width="${previewWidth}"></a>`
    }),
  )
  return pictures.length === 0 ? [] : [pictures.join('\n')]
}

function paramsOf({ name, params }: { readonly name: string; readonly params: Params }): string {
  const json = JSON.stringify(params, null, 2)
  const fence = '`'.repeat(Math.max(3, longestRun(json) + 1))
  return `<details><summary>Params of <code>${attribute(name)}</code></summary>\n\n${fence}json\n${json}\n${fence}\n\n</details>`
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
  return [`## Creatify: ${count(models.length, 'model')}`, ...parts].join('\n\n') + '\n'
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

/**
 * Text from outside as a Markdown code span: inside one, GitHub makes no links, mentions, images, HTML or emphasis. The
 * fence is longer than any run of backticks in the text.
 */
function code(text: string): string {
  const line = harmless(text)
  const fence = '`'.repeat(longestRun(line) + 1)
  const pad = /^`|`$|^ | $|^$/.test(line) ? ' ' : ''
  return fence + pad + line + pad + fence
}

/** The same inside a table, where only a pipe could still end the cell. */
function cell(text: string): string {
  return code(text).replaceAll('|', '\\|')
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0)
}

function attribute(text: string): string {
  return harmless(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('`', '&#96;')
}

/** A URL for an attribute. */
function safeUrl(url: string): string | undefined {
  const parsed = webUrl(url)
  return parsed && attribute(parsed.href)
}
