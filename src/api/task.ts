import { isRecord } from '../base/json.ts'

/** The params of one generation, as JSON. */
export type Params = Readonly<Record<string, unknown>>

/** A file that a task made, where the API keeps it. */
export interface RemoteAsset {
  /** `image`, `video`, … as the API says; guessed from the generation when it does not. */
  readonly type: string
  readonly url: string
  readonly thumbnail_url: string | null
}

/** The API's run of a generation. */
export interface Task {
  readonly id: string
  /** Empty when the API left it out. */
  readonly model: string
  /** What it makes, as the API says: `image`, `video`, …; empty when it does not. */
  readonly type: string
  /** On the server's clock, in milliseconds since 1970; undefined when the API left it out. */
  readonly createdAt: number | undefined
  /** `running` is anything but the API's two ends `done` and `failed`. */
  readonly state: 'running' | 'done' | 'failed'
  /** The API's own word for the state. */
  readonly rawStatus: string
  readonly failedReason: string | null
  readonly assets: readonly RemoteAsset[]
  /** 0 until done: the API charges late. */
  readonly credits: number
  readonly params: Params
  /** What the API said but for `webhook_url`, for a message that has to quote it. */
  readonly raw: unknown
}

/** A task of which nothing is known but its id. */
export function unseen(id: string): Task {
  return {
    id,
    model: '',
    type: '',
    createdAt: undefined,
    state: 'running',
    rawStatus: '',
    failedReason: null,
    assets: [],
    credits: 0,
    params: {},
    raw: { id },
  }
}

/** A number, or a text that is one: the API tells credits either way. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function assetAt(url: string, type: string): RemoteAsset {
  return { type, url, thumbnail_url: null }
}

/** An array, an array as JSON text, one URL as text, or one object. */
function assetsOf(assets: unknown, type: string): readonly RemoteAsset[] {
  if (Array.isArray(assets)) return assets.flatMap((asset) => assetsOf(asset, type))
  if (isRecord(assets)) {
    const { url, thumbnail_url: thumbnail } = assets
    if (typeof url !== 'string' || url === '') return []
    return [
      {
        type: typeof assets['type'] === 'string' ? assets['type'] : type,
        url,
        thumbnail_url: typeof thumbnail === 'string' && thumbnail !== '' ? thumbnail : null,
      },
    ]
  }
  if (typeof assets !== 'string' || assets.trim() === '') return []
  try {
    const parsed: unknown = JSON.parse(assets)
    return typeof parsed === 'string' ? [assetAt(parsed, type)] : assetsOf(parsed, type)
  } catch {
    // Several URLs as one text.
    return assets.split(/,(?=\s*https?:\/\/)/).map((url) => assetAt(url.trim(), type))
  }
}

function reasonOf(reason: unknown): string | null {
  if (reason === null || reason === undefined || reason === '') return null
  return typeof reason === 'string' ? reason : JSON.stringify(reason)
}

/** The task in an answer; undefined where it has no id. Lenient on purpose: documentation and live answers disagree about half of these fields. */
export function taskOf(item: unknown): Task | undefined {
  if (!isRecord(item)) return undefined
  const raw = Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'webhook_url'))
  const { id, model_name: model, status, failed_reason: reason } = raw
  if (
    (typeof id !== 'string' && typeof id !== 'number') ||
    !/^[\x21-\x7e]{1,200}$/.test(String(id))
  )
    return undefined
  const word = typeof status === 'string' ? status : ''
  const known = word.toLowerCase()
  const type = typeof item['gen_type'] === 'string' ? item['gen_type'] : ''
  const at = item['created_at']
  const created = typeof at === 'string' || typeof at === 'number' ? new Date(at).getTime() : NaN
  return {
    id: String(id),
    model: typeof model === 'string' ? model : '',
    type,
    createdAt: Number.isNaN(created) ? undefined : created,
    state: known === 'done' || known === 'failed' ? known : 'running',
    rawStatus: word,
    failedReason: reasonOf(reason),
    assets: assetsOf(item['assets'], type === '' ? 'image' : type),
    credits: Math.max(0, numberOf(item['credits_used']) ?? 0),
    params: isRecord(item['input_params']) ? item['input_params'] : {},
    raw,
  }
}
