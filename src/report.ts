import type { Asset, Result } from './assets.ts'
import { isRecord, type Model, type Params } from './creatify.ts'
import type { Finding } from './errors.ts'
import { webUrl } from './http.ts'
import { count, harmless, spell } from './log.ts'
import { describe } from './schema.ts'

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

/** The red sentence for results that are not all `done`. */
export function failureOf(results: readonly Result[]): string | undefined {
  const bad = results.filter(({ status }) => status !== 'done' && status !== 'submitted')
  const [first] = bad
  if (!first) return undefined
  const one = (result: Result) =>
    sentence(`${result.name} ${verbs[result.status]}: ${result.failed_reason ?? ''}`)
  const goesOn = bad.filter(({ status, task_id: id }) => status === 'unfinished' && id !== null)
  const remote = goesOn.length === 0 ? '' : ` ${howToCollect(goesOn)}`
  if (results.length === 1) return one(first) + remote
  const reasons = bad.slice(0, 5).map(one).join(' ')
  const more = bad.length > 5 ? ` And ${bad.length - 5} more.` : ''
  return `${bad.length} of ${results.length} generations did not succeed. ${reasons}${more}${remote}`
}

/** The API has no cancel: what the step leaves goes on, and is paid for. */
function howToCollect(results: readonly Result[]): string {
  const lines = results.slice(0, 3).map(({ name, task_id: id }) => `${oneLine(name)}=${id ?? ''}`)
  const rest = results.length > 3 ? ' and the others in the output `tasks`' : ''
  const one = results.length === 1
  const goesOn = one ? 'The task goes' : `${results.length} tasks go`
  const state = results.every(({ assets }) => assets.length > 0)
    ? `${one ? 'The task is' : `${results.length} tasks are`} done and paid`
    : `${goesOn} on at Creatify, which has no cancel`
  return `${state}. Re-run this job to collect, or use \`task-id: ${lines.join(', ')}\`${rest}.`
}

const verbs = {
  done: 'is done',
  submitted: 'is submitted',
  failed: 'failed',
  unfinished: 'is unfinished',
  skipped: 'was skipped',
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
      : ` ${count(errors.length - 1, 'more problem')} in the summary and the annotations.`
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
  const { results, valid, findings, failure, balance } = report
  const parts = [`## ${title(report)}`]
  if (failure !== undefined) parts.push(`> [!CAUTION]\n> ${code(failure)}`)
  if (results.length > 0) parts.push(table(results.slice(0, detail.rows)))
  if (results.length === 0) parts.push(...valid.slice(0, detail.rows).map(validLine))
  if (results.length > detail.rows) parts.push(`And ${results.length - detail.rows} more.`)
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
