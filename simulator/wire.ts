import type { Assumptions } from './assumptions.ts'
import type { ShownAsset } from './assets.ts'
import { isRecord, withDefaults } from './params.ts'
import { kindOf, type Task } from './tasks.ts'

/** The host that re-hosted inputs seem to be on. */
const otherHost = 'https://rehosted.example'

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
  const credits = ended ? task.credits : 0
  const failedReason = script.failedReason ?? 'Generation failed'
  const iso = (age: number) =>
    new Date(task.bornAt + age + clockSkewMs).toISOString().replace('Z', '000Z')
  return {
    id: task.id,
    model_name: task.model,
    gen_type: kindOf(task.catalogModel),
    status,
    failed_reason: status === 'failed' ? failedReason : assumptions.failedReasonNone,
    assets: assetsOnTheWire(task.showsAssetsAt(now) ? assetsOf(task) : [], assumptions.assetsAs),
    credits_used: assumptions.creditsAs === 'string' ? String(credits) : credits,
    input_params: echo(task, assumptions),
    output_nums: typeof params['num_images'] === 'number' ? params['num_images'] : 1,
    duration: durationOf(params['duration']),
    aspect_ratio: params['aspect_ratio'],
    resolution: params['resolution'],
    webhook_url: task.webhookUrl ?? null,
    created_at: iso(0),
    updated_at: iso(ended ? task.durationMs : now - task.createdAt),
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

function echo({ catalogModel, params }: Task, { echoDefaults, rehostUrls }: Assumptions): unknown {
  const filled = echoDefaults ? withDefaults(catalogModel, params) : params
  return rehostUrls ? rehosted(filled) : filled
}

function rehosted(value: unknown): unknown {
  if (typeof value === 'string') {
    if (!/^https?:\/\//.test(value) || !URL.canParse(value)) return value
    return otherHost + new URL(value).pathname
  }
  if (Array.isArray(value)) return value.map(rehosted)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rehosted(inner)]))
}

/** Documented as an integer, although the param is text for some models. */
function durationOf(duration: unknown): number | null {
  const seconds = typeof duration === 'number' ? duration : Number.parseInt(String(duration), 10)
  return Number.isFinite(seconds) ? seconds : null
}
