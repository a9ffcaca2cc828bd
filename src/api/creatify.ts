import { isRecord } from '../base/json.ts'
import { ApiError } from './error.ts'
import { connect, type Credentials, type Patience, type Until } from './http.ts'

/** One model of the live catalog. The schema is untrusted JSON Schema of any dialect. */
export interface Model {
  readonly model_name: string
  /** `text_to_image`, `image_to_video`, … Trusted over what the name suggests. */
  readonly generation_type: string
  readonly input_params_schema: Readonly<Record<string, unknown>>
}

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
  readonly word: string
  readonly failedReason: string | null
  readonly assets: readonly RemoteAsset[]
  /** 0 until done: the API charges late. */
  readonly credits: number
  readonly params: Params
  /** What the API said but for `webhook_url`, for a message that has to quote it. */
  readonly raw: unknown
}

/** What is asked of the API: one create. */
export interface Order {
  readonly model: string
  readonly params: Params
}

/** How a create ended. */
export type Created =
  | { readonly as: 'task'; readonly task: Task }
  /** Nothing was created. `dooms`: no later create of this step can fare better. */
  | { readonly as: 'refused'; readonly reason: string; readonly dooms: boolean }
  /** The API did not take it, for now: nothing was created. */
  | { readonly as: 'not started'; readonly reason: string }
  /** The answer was lost: whether a task exists is unknown. `lost`: the connection broke, or nothing came in time. */
  | { readonly as: 'ambiguous'; readonly reason: string; readonly lost: 'reset' | 'late' }

/** Creatify's Asset Generator API: the wire format stays in here. GETs reject with ApiError. */
export interface Api {
  /** The server's clock, in milliseconds since 1970, to a second. */
  now(this: void): number
  /** The models of these names, unknown ones left out; without names, the catalog. */
  models(names: readonly string[] | undefined, patience: Patience): Promise<readonly Model[]>
  remainingCredits(patience: Patience): Promise<number>
  /** Every end is a value, whatever the API or the network does. */
  create(order: Order, until: Until): Promise<Created>
  /** The task, or undefined where the API knows no such id. */
  look(id: string, patience: Patience): Promise<Task | undefined>
  /** Up to 100 tasks with one request; unknown ids are missing from the answer. Undefined: the API refuses batches. */
  lookMany(ids: readonly string[], patience: Patience): Promise<readonly Task[] | undefined>
  /** The account's tasks in the API's order: as many pages as it takes to reach back past `since` (on the server's clock). */
  recent(since: number, patience: Patience): Promise<readonly Task[]>
}

/** The most ids that `GET ?ids=` takes. */
export const batchSize = 100

const tasksPath = 'api/asset_generator/'
const mostPages = 20

/** The API at `base`. `webhookUrl` goes with every create. */
export function creatify(
  base: URL,
  credentials: Credentials,
  userAgent: string,
  webhookUrl: string | undefined,
): Api {
  const http = connect(base, credentials, userAgent, webhookUrl)
  return {
    now: http.now,

    async models(names, patience) {
      const query = names === undefined ? {} : { model_name: names.join(',') }
      const answer = await http.get(`${tasksPath}schemas/`, query, patience)
      const list = listOf(answer)
      if (list === undefined)
        throw unexpected(`GET /${tasksPath}schemas/`, 'a list of models', answer)
      return list.flatMap((item) => modelOf(item) ?? [])
    },

    async remainingCredits(patience) {
      const answer = await http.get('api/remaining_credits/', {}, patience)
      const credits = isRecord(answer) ? numberOf(answer['remaining_credits']) : undefined
      if (credits === undefined)
        throw unexpected('GET /api/remaining_credits/', 'a balance', answer)
      return credits
    },

    async create({ model, params }, until) {
      const webhook = webhookUrl === undefined ? {} : { webhook_url: webhookUrl }
      const body = { model_name: model, input_params: params, ...webhook }
      try {
        const answer = await http.post(tasksPath, body, until)
        const task = taskOf(answer)
        if (task) return { as: 'task', task }
        const { message } = unexpected(`POST /${tasksPath}`, 'a task with an id', answer)
        return { as: 'ambiguous', reason: message, lost: 'late' }
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        return endOf(error)
      }
    },

    async look(id, patience) {
      const path = `${tasksPath}${encodeURIComponent(id)}/`
      try {
        const answer = await http.get(path, {}, patience)
        const task = taskOf(answer)
        if (task === undefined) throw unexpected(`GET /${path}`, 'a task with an id', answer)
        return task
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return undefined
        throw error
      }
    },

    async lookMany(ids, patience) {
      try {
        const list = listOf(await http.get(tasksPath, { ids: ids.join(',') }, patience))
        return list?.flatMap((item) => taskOf(item) ?? [])
      } catch (error) {
        if (error instanceof ApiError && refusesBatch(error.status)) return undefined
        throw error
      }
    },

    async recent(since, patience) {
      const tasks: Task[] = []
      let query: Readonly<Record<string, string>> | undefined = {}
      for (let page = 0; query && page < mostPages; page += 1) {
        const answer: unknown = await http.get(tasksPath, query, patience)
        const list = listOf(answer)
        if (list === undefined) throw unexpected(`GET /${tasksPath}`, 'a list of tasks', answer)
        tasks.push(...list.flatMap((item) => taskOf(item) ?? []))
        query = (tasks.at(-1)?.createdAt ?? 0) < since ? undefined : nextPage(answer)
      }
      return tasks
    },
  }
}

function refusesBatch(status: number | undefined): boolean {
  return status !== undefined && [400, 404, 405, 410, 414, 422].includes(status)
}

const outOfCredits =
  /\b(insufficient|not enough|out of|no)\b.{0,30}\b(credits?|balance)\b|\b(credits?|balance)\b.{0,30}\b(insufficient|exhausted|not enough|too low)\b/i

/** What an error answer to a create means for the credits. */
function endOf(error: ApiError): Exclude<Created, { as: 'task' }> {
  const { status, message, sent } = error
  if (!sent) return { as: 'not started', reason: message }
  const plain = status !== undefined && status >= 400 && status < 500 && status !== 408
  if (!plain)
    return { as: 'ambiguous', reason: message, lost: error.kind === 'reset' ? 'reset' : 'late' }
  if (status === 425 || status === 429) return { as: 'not started', reason: message }
  const poor = status === 402 || outOfCredits.test(error.detail ?? '')
  return { as: 'refused', reason: message, dooms: status === 401 || status === 403 || poor }
}

function unexpected(request: string, wanted: string, answer: unknown): ApiError {
  const quoted = JSON.stringify(answer).slice(0, 200)
  return new ApiError(`${request} answered without ${wanted}: ${quoted}`, {
    status: 200,
    detail: quoted,
    sent: true,
    kind: 'answer',
  })
}

function modelOf(item: unknown): Model | undefined {
  if (!isRecord(item) || typeof item['model_name'] !== 'string') return undefined
  const type = item['generation_type']
  const schema = item['input_params_schema']
  return {
    model_name: item['model_name'],
    generation_type: typeof type === 'string' ? type : '',
    input_params_schema: isRecord(schema) ? schema : {},
  }
}

/** Lenient on purpose: documentation and live answers disagree about half of these fields. */
function taskOf(item: unknown): Task | undefined {
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
    word,
    failedReason: reasonOf(reason),
    assets: assetsOf(item['assets'], type === '' ? 'image' : type),
    credits: Math.max(0, numberOf(item['credits_used']) ?? 0),
    params: isRecord(item['input_params']) ? item['input_params'] : {},
    raw,
  }
}

/** A task of which nothing is known but its id. */
export function unseen(id: string): Task {
  return {
    id,
    model: '',
    type: '',
    createdAt: undefined,
    state: 'running',
    word: '',
    failedReason: null,
    assets: [],
    credits: 0,
    params: {},
    raw: { id },
  }
}

function reasonOf(reason: unknown): string | null {
  if (reason === null || reason === undefined || reason === '') return null
  return typeof reason === 'string' ? reason : JSON.stringify(reason)
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

function assetAt(url: string, type: string): RemoteAsset {
  return { type, url, thumbnail_url: null }
}

/** A plain array, or the `results` of a paginated answer. */
function listOf(answer: unknown): readonly unknown[] | undefined {
  if (Array.isArray(answer)) return answer as readonly unknown[]
  return isRecord(answer) && Array.isArray(answer['results']) ? answer['results'] : undefined
}

/** The query of the next page, where a list is paginated. */
function nextPage(answer: unknown): Readonly<Record<string, string>> | undefined {
  const next = isRecord(answer) ? answer['next'] : undefined
  const url = typeof next === 'string' ? URL.parse(next, 'https://api.invalid') : null
  return url?.search ? Object.fromEntries(url.searchParams) : undefined
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
