import { taskEntry } from './failure.ts'
import type { Report } from './report.ts'

/** The outputs of action.yml, all of them, as text. */
export type Outputs = Readonly<Record<(typeof outputNames)[number], string>>

/** Every output that action.yml declares, in the order in which they are written: what matters most first. */
export const outputNames = [
  'status',
  'task-id',
  'task-ids',
  'tasks',
  'asset-url',
  'asset-path',
  'credits-used',
  'credits-estimate',
  'balance',
  'results-file',
  'models-file',
  'comment-url',
  'asset-paths',
  'release-asset-urls',
  'asset-urls',
  'models',
  'results',
] as const

/** GitHub takes 1 MB of outputs a job, counted as UTF-16. A step takes half of it, in bytes. */
const mostBytes = 500_000

/** What is left empty where all of it is too much, first the largest that people need least. */
const emptied = [
  ['results', '[]'],
  ['models', '[]'],
  ['asset-urls', '[]'],
  ['release-asset-urls', '[]'],
  ['asset-paths', ''],
  ['tasks', ''],
  ['task-ids', ''],
] as const

/** The outputs of a report. `tooLarge` names those that are empty because all together were too much. */
export function outputsOf(
  report: Report,
  files: { readonly results: string; readonly models: string },
): { readonly outputs: Outputs; readonly tooLarge: readonly string[] } {
  const { results, models } = report
  const tasks = results.filter(({ task_id: id }) => id !== null)
  const assets = results.flatMap((result) => result.assets)
  const paths = assets.flatMap(({ path }) => path ?? [])
  const credits = results
    .filter(({ reused }) => !reused)
    .reduce((sum, each) => sum + each.credits_used, 0)
  const whole: Outputs = {
    status: report.status,
    'task-id': tasks[0]?.task_id ?? '',
    'task-ids': tasks.map(({ task_id: id }) => id).join('\n'),
    tasks: tasks.map(taskEntry).join('\n'),
    'asset-url': assets[0]?.url ?? '',
    'asset-path': paths[0] ?? '',
    'credits-used': String(Number(credits.toFixed(6))),
    'credits-estimate': estimateText(report.estimate),
    balance: report.balance === undefined ? '' : String(report.balance),
    'results-file': files.results,
    'models-file': models ? files.models : '',
    'comment-url': report.commentUrl ?? '',
    'asset-paths': paths.join('\n'),
    'release-asset-urls': JSON.stringify([...report.released.values()]),
    'asset-urls': JSON.stringify(assets.map(({ url }) => url)),
    models: JSON.stringify(models ?? []),
    results: JSON.stringify(results),
  }
  return capped(whole)
}

function estimateText(estimate: Report['estimate']): string {
  if (!estimate) return ''
  return estimate.inexact === 0 ? String(estimate.credits) : 'unknown'
}

function capped(whole: Outputs): {
  readonly outputs: Outputs
  readonly tooLarge: readonly string[]
} {
  let outputs = whole
  const tooLarge: string[] = []
  for (const [name, empty] of emptied) {
    const size = Object.values(outputs).reduce((sum, { length }) => sum + 2 * length, 0)
    if (size <= mostBytes) break
    if (outputs[name].length <= empty.length) continue
    outputs = { ...outputs, [name]: empty }
    tooLarge.push(name)
  }
  return { outputs, tooLarge }
}
