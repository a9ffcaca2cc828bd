import type { Result } from '../assets/save.ts'
import { oneLine } from '../base/text.ts'
import type { Report } from './report.ts'

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
