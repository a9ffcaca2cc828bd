import { createHash } from 'node:crypto'
import type { Assumptions } from './assumptions.ts'
import type { ShownAsset } from './assets.ts'
import { isRecord, withDefaults } from './params.ts'
import { kindOf, type Task } from './tasks.ts'

/** The host that re-hosted inputs seem to be on. */
const otherHost = 'https://rehosted.example'

/** From the create to `updated_at` where it does not move with the task. */
const updatedSoonMs = 30

/** The one object that create, get and list all answer, as of `now` (`performance.now()`). */
export function taskOnTheWire(
  task: Task,
  now: number,
  context: {
    readonly assumptions: Assumptions
    readonly clockSkewMs: number
    readonly assetsOf: (task: Task) => readonly ShownAsset[]
  },
): Readonly<Record<string, unknown>> {
  const { assumptions, clockSkewMs, assetsOf } = context
  const { script, params } = task
  const status = task.statusAt(now)
  const ended = task.endedAt(now)
  const credits = task.chargedAt(now) ? task.credits : 0
  const failed = ended && status !== 'done'
  const failedReason = script.failedReason ?? 'Generation failed'
  const time = (age: number) => timeAs(assumptions.timesAs, task.bornAt + age + clockSkewMs)
  const assets = assetsOf(task).slice(0, task.assetsShownAt(now))
  return {
    id: task.id,
    model_name: task.model,
    gen_type: kindOf(task.catalogModel),
    status,
    failed_reason: failed ? failedReason : assumptions.failedReasonNone,
    assets: assetsOnTheWire(assets, assumptions.assetsAs),
    credits_used: assumptions.creditsAs === 'string' ? String(credits) : credits,
    input_params: echo(task, assumptions),
    output_nums: typeof params['num_images'] === 'number' ? params['num_images'] : 1,
    duration: durationOf(params['duration']),
    aspect_ratio: params['aspect_ratio'],
    resolution: params['resolution'],
    webhook_url: task.webhookUrl ?? null,
    created_at: time(0),
    updated_at: time(
      assumptions.updatedAt === 'create'
        ? updatedSoonMs
        : ended
          ? task.durationMs
          : now - task.createdAt,
    ),
  }
}

/** A string of URLs parts them by commas; as an object, only a single asset can be shown. */
function assetsOnTheWire(assets: readonly ShownAsset[], as: Assumptions['assetsAs']): unknown {
  switch (as) {
    case 'array':
      return assets
    case 'json-string':
      return JSON.stringify(assets)
    case 'url-string':
      return assets.map(({ url }) => url).join(',')
    case 'object':
      return assets.length > 1 ? assets : (assets[0] ?? null)
  }
}

/** `at`: ms since 1970. */
function timeAs(form: Assumptions['timesAs'], at: number): string {
  const inZone = (hours: number) =>
    `${new Date(at + hours * 3_600_000).toISOString().slice(0, -1)}000`
  switch (form) {
    case 'utc':
      return `${inZone(0)}Z`
    case 'offset':
      return `${inZone(-7)}-07:00`
    case 'no-zone':
      return inZone(0)
  }
}

function echo({ catalogModel, params }: Task, { echoDefaults, inputUrls }: Assumptions): unknown {
  const filled = echoDefaults ? withDefaults(catalogModel, params) : params
  return inputUrls === 'kept' ? filled : rehosted(filled, inputUrls)
}

/** The form of another path is that of a sibling endpoint: only the extension stays. */
function rehosted(value: unknown, form: 'other-host' | 'other-path'): unknown {
  if (typeof value === 'string') {
    if (!/^https?:\/\//.test(value) || !URL.canParse(value)) return value
    const { pathname } = new URL(value)
    if (form === 'other-host') return otherHost + pathname
    const [extension = ''] = /\.\w+$/.exec(pathname) ?? []
    return `${otherHost}/images/${uuidFor(value)}${extension}`
  }
  if (Array.isArray(value)) return value.map((each) => rehosted(each, form))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, rehosted(inner, form)]),
  )
}

/** In the form of version 5: the same for the same text. */
function uuidFor(text: string): string {
  const hex = createHash('sha1').update(text).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** Documented as an integer, although the param is text for some models. */
function durationOf(duration: unknown): number | null {
  const seconds = typeof duration === 'number' ? duration : Number.parseInt(String(duration), 10)
  return Number.isFinite(seconds) ? seconds : null
}
