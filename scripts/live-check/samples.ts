import { isRecord } from '../../src/base/json.ts'
import type { Model } from './catalog.ts'
import { shapeOf, written } from './redact.ts'
import { fact, known, note, unknown, type Row } from './row.ts'

/** A task as the API wrote it. */
export type Sample = Readonly<Record<string, unknown>>

const runningWords = {
  documented: ['initializing', 'generating'],
  sibling: ['pending', 'in_queue', 'running'],
}
/** No task runs so long. */
const dayMs = 24 * 60 * 60_000
const endWords = ['done', 'failed', 'rejected', 'error', 'canceled', 'cancelled', 'expired']

/** What the tasks of an account tell about how tasks are written. */
export function readSamples(samples: readonly Sample[], models: readonly Model[]): readonly Row[] {
  const [any] = samples
  if (any === undefined) return []
  const ids = samples.map(({ id }) => id)
  return [
    fact(
      'a task has an id that can be kept',
      ids.every((id) => typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id)),
      JSON.stringify(shapeOf(any)),
    ),
    times(samples),
    updates(samples),
    ...statuses(samples),
    ...files(samples),
    credits(samples),
    reasons(samples),
    defaults(samples, models),
  ]
}

function wordOf({ status }: Sample): string {
  return typeof status === 'string' ? status : ''
}

function isDone(sample: Sample): boolean {
  return wordOf(sample) === 'done'
}

function times(samples: readonly Sample[]): Row {
  const all = samples.map(({ created_at: at }) => (typeof at === 'string' ? at : ''))
  const [first = ''] = all
  const evidence = `created_at: ${first.replaceAll(/\d/g, '0') || 'not there'}`
  if (all.some((time) => Number.isNaN(Date.parse(time)))) return unknown('timesAs', evidence)
  if (all.every((time) => time.endsWith('Z'))) return known('timesAs', 'utc', evidence)
  if (all.every((time) => /[+-]\d\d:?\d\d$/.test(time))) return known('timesAs', 'offset', evidence)
  if (all.every((time) => /T[\d:.]+$/.test(time))) return known('timesAs', 'no-zone', evidence)
  return unknown('timesAs', evidence)
}

function updates(samples: readonly Sample[]): Row {
  const between = samples
    .filter(isDone)
    .map(
      ({ created_at: from, updated_at: to }) => Date.parse(String(to)) - Date.parse(String(from)),
    )
    .filter((ms) => !Number.isNaN(ms))
  const most = Math.max(...between)
  if (between.length === 0) return unknown('updatedAt', 'no finished task')
  const evidence = `at most ${Math.round(most)} ms after created_at, in ${between.length} finished tasks`
  if (most >= 400) return known('updatedAt', 'end', evidence)
  return known('updatedAt', 'create', evidence)
}

function statuses(samples: readonly Sample[]): readonly Row[] {
  const words = [...new Set(samples.map(wordOf))]
  const running = words.filter((word) => !endWords.includes(word))
  const evidence = `statuses: ${words.join(', ')}`
  const old = samples.filter(({ created_at: at }) => Date.now() - Date.parse(String(at)) > dayMs)
  const is = (of: 'documented' | 'sibling') =>
    running.length > 0 && running.every((word) => runningWords[of].includes(word))
  const failed = words.find((word) => word === 'failed' || word === 'rejected')
  return [
    fact(
      'a task of yesterday has a status that the action takes as an end',
      old.length === 0 ? undefined : old.every((sample) => endWords.includes(wordOf(sample))),
      `${old.length} such tasks; ${evidence}`,
    ),
    note(
      'a running task has a status that is documented here or for a sibling',
      running.every((word) => Object.values(runningWords).flat().includes(word)),
      evidence,
    ),
    is('documented')
      ? known('runningStatuses', 'documented', evidence)
      : is('sibling')
        ? known('runningStatuses', 'sibling', evidence)
        : unknown('runningStatuses', `no running task was seen, or another word; ${evidence}`),
    failed === undefined
      ? unknown('failedStatus', `no failed task was seen; ${evidence}`)
      : known('failedStatus', failed === 'failed' ? 'failed' : 'rejected', evidence),
  ]
}

function files(samples: readonly Sample[]): readonly Row[] {
  const all = samples.filter(isDone).map(({ assets }) => assets)
  const [first] = all
  if (first === undefined) return [unknown('assetsAs', 'no finished task')]
  const evidence = `assets: ${JSON.stringify(shapeOf(jsonIn(first)))}`
  const urls = all.flatMap(urlsOf)
  const row =
    typeof first === 'string'
      ? known('assetsAs', isJson(first) ? 'json-string' : 'url-string', `a text; ${evidence}`)
      : Array.isArray(first)
        ? known('assetsAs', 'array', evidence)
        : isRecord(first)
          ? known('assetsAs', 'object', evidence)
          : unknown('assetsAs', evidence)
  return [row, fact('a finished task has a URL for each file', urls.length > 0, evidence)]
}

/** The URLs of files, in whatever form they are written. */
export function urlsOf(assets: unknown): readonly string[] {
  const value = jsonIn(assets)
  if (typeof value === 'string') return value.split(',').filter((url) => /^https?:/.test(url))
  if (Array.isArray(value)) return value.flatMap(urlsOf)
  return isRecord(value) && typeof value['url'] === 'string' ? [value['url']] : []
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function jsonIn(value: unknown): unknown {
  return typeof value === 'string' && isJson(value) ? (JSON.parse(value) as unknown) : value
}

function credits(samples: readonly Sample[]): Row {
  const types = [...new Set(samples.map(({ credits_used: used }) => typeof used))]
  const evidence = `credits_used: ${types.join(', ')}`
  if (types.length === 1 && types[0] === 'number') return known('creditsAs', 'number', evidence)
  if (types.length === 1 && types[0] === 'string') return known('creditsAs', 'string', evidence)
  return unknown('creditsAs', evidence)
}

function reasons(samples: readonly Sample[]): Row {
  const good = samples.filter(({ status }) => status !== 'failed' && status !== 'rejected')
  const said = [...new Set(good.map(({ failed_reason: reason }) => reason))]
  const [only] = said
  const evidence = `failed_reason: ${said.map(written).join(', ')}`
  return said.length === 1 && (only === '' || only === null)
    ? known('failedReasonNone', only, evidence)
    : unknown('failedReasonNone', evidence)
}

/** Defaults are filled in where every task has all of its model's, and not where one lacks one. */
function defaults(samples: readonly Sample[], models: readonly Model[]): Row {
  const checked = samples.flatMap(({ model_name: name, input_params: params }) => {
    const properties = models.find((model) => model.name === name)?.schema['properties']
    if (!isRecord(properties) || !isRecord(params)) return []
    const named = Object.entries(properties)
      .filter(([, param]) => isRecord(param) && param['default'] !== undefined)
      .map(([param]) => param)
    return named.length === 0 ? [] : [named.every((param) => param in params)]
  })
  if (checked.length === 0) return unknown('echoDefaults', 'no task of a model with defaults')
  const filled = checked.filter(Boolean).length
  const evidence = `${filled} of ${checked.length} tasks have all defaults of their model`
  return known('echoDefaults', filled === checked.length, evidence)
}
