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
  /** `running` is anything but the ends that the API has or may have. */
  readonly state: 'running' | 'done' | 'failed'
  /** The API's own word for the state. */
  readonly rawStatus: string
  readonly failedReason: string | null
  readonly assets: readonly RemoteAsset[]
  /** How many files it makes, as the API says. */
  readonly outputs: number | undefined
  /** 0 until done: the API charges late. */
  readonly credits: number
  readonly params: Params
  /** What the API said but for `webhook_url`, for a message that has to quote it. */
  readonly raw: unknown
}

/** `failed` is documented; a sibling of the endpoint documents `rejected`; the rest is what other APIs say. */
const failedStatuses = new Set(['failed', 'rejected', 'error', 'canceled', 'cancelled', 'expired'])

/** True for a status that is documented, or an end. */
export function isKnownStatus(status: string): boolean {
  const known = status.toLowerCase()
  return ['initializing', 'generating', 'done'].includes(known) || failedStatuses.has(known)
}

/** The one rule for ids that are asked for by name, sent in a list, or kept. */
export function isTaskId(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(id)
}

/** Ids are one id when this is the same: the API may answer in another case than it was asked in. */
export function taskKey(id: string): string {
  return id.toLowerCase()
}

/** Milliseconds since 1970; NaN for what is no time. A time without a zone is UTC. */
function timeOf(at: string | number): number {
  const isBare = typeof at === 'string' && /T[\d:.]+$/.test(at)
  return new Date(isBare ? `${at}Z` : at).getTime()
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
    outputs: undefined,
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
  if ((typeof id !== 'string' && typeof id !== 'number') || !isTaskId(String(id))) return undefined
  const word = typeof status === 'string' ? status : ''
  const known = word.toLowerCase()
  const type = typeof item['gen_type'] === 'string' ? item['gen_type'] : ''
  const at = item['created_at']
  const created = typeof at === 'string' || typeof at === 'number' ? timeOf(at) : NaN
  return {
    id: String(id),
    model: typeof model === 'string' ? model : '',
    type,
    createdAt: Number.isNaN(created) ? undefined : created,
    state: known === 'done' ? 'done' : failedStatuses.has(known) ? 'failed' : 'running',
    rawStatus: word,
    failedReason: reasonOf(reason),
    assets: assetsOf(item['assets'], type === '' ? 'image' : type),
    outputs: numberOf(item['output_nums']),
    credits: Math.max(0, numberOf(item['credits_used']) ?? 0),
    params: isRecord(item['input_params']) ? item['input_params'] : {},
    raw,
  }
}
