import { isRecord } from '../base/json.ts'
import { truncate } from '../base/text.ts'
import { ApiError } from './error.ts'
import { connect, type Connection, type CreateOptions, type RetryOptions } from './http.ts'
import { numberOf, taskOf, type Params, type Task } from './task.ts'

/** One model of the live catalog. The schema is untrusted JSON Schema of any dialect. */
export interface Model {
  readonly model_name: string
  /** `text_to_image`, `image_to_video`, … Trusted over what the name suggests. */
  readonly generation_type: string
  readonly input_params_schema: Readonly<Record<string, unknown>>
}

/** What is asked of the API: one create. */
export interface CreateRequest {
  readonly model: string
  readonly params: Params
}

/** How a create ended. */
export type Created =
  | { readonly as: 'task'; readonly task: Task }
  /** Nothing was created. `holdsForAll`: every later create of this step would be refused too. */
  | { readonly as: 'refused'; readonly reason: string; readonly holdsForAll: boolean }
  /** The API did not take it, for now: nothing was created. */
  | { readonly as: 'not started'; readonly reason: string }
  /** The answer was lost: whether a task exists is unknown. `lost`: the connection broke, or nothing came in time. */
  | { readonly as: 'ambiguous'; readonly reason: string; readonly lost: 'reset' | 'timeout' }

/** Creatify's Asset Generator API: the wire format stays in here. GETs reject with ApiError. */
export interface Api {
  /** The server's clock, in milliseconds since 1970, to a second; undefined where it does not tell it. */
  now(this: void): number | undefined
  /** The models of these names, unknown ones left out; without names, the catalog. */
  models(names: readonly string[] | undefined, patience: RetryOptions): Promise<readonly Model[]>
  remainingCredits(patience: RetryOptions): Promise<number>
  /** Every end is a value, whatever the API or the network does. */
  create(order: CreateRequest, until: CreateOptions): Promise<Created>
  /** The task, or undefined where the API says that it knows no such id: a 404 with `detail`, and no other 404. */
  getTask(id: string, patience: RetryOptions): Promise<Task | undefined>
  /** Up to 100 tasks with one request; unknown ids are missing from the answer. Undefined: the API refuses batches. */
  getTasks(ids: readonly string[], patience: RetryOptions): Promise<readonly Task[] | undefined>
  /** The account's tasks in the API's order: as many pages as it takes to reach back past `since` (on the server's clock). */
  listTasksSince(since: number, patience: RetryOptions): Promise<readonly Task[]>
}

/** The most ids that `GET ?ids=` takes. */
export const batchSize = 100

const tasksPath = 'api/asset_generator/'
const mostPages = 20

/** The API at the end of a connection, whose webhook URL goes with every create. */
export function creatify(connection: Connection): Api {
  const { webhookUrl } = connection
  const http = connect(connection)
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
        return { as: 'ambiguous', reason: message, lost: 'timeout' }
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        return endOf(error)
      }
    },

    async getTask(id, options) {
      const path = `${tasksPath}${encodeURIComponent(id)}/`
      try {
        const answer = await http.get(path, {}, options, 'task')
        const task = taskOf(answer)
        if (task === undefined) throw unexpected(`GET /${path}`, 'a task with an id', answer)
        return task
      } catch (error) {
        if (error instanceof ApiError && saysNoSuchTask(error)) return undefined
        throw error
      }
    },

    async getTasks(ids, patience) {
      try {
        const list = listOf(await http.get(tasksPath, { ids: ids.join(',') }, patience))
        return list?.flatMap((item) => taskOf(item) ?? [])
      } catch (error) {
        if (error instanceof ApiError && refusesBatch(error)) return undefined
        throw error
      }
    },

    async listTasksSince(since, patience) {
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

/** A 404 of a gateway, or of an API that is being deployed, says nothing about a task. */
function saysNoSuchTask({ status, body }: ApiError): boolean {
  return status === 404 && isRecord(body) && 'detail' in body
}

function refusesBatch({ status, isReadable }: ApiError): boolean {
  if (status === 404) return isReadable
  return status !== undefined && [400, 405, 410, 414, 422].includes(status)
}

const outOfCredits =
  /\b(insufficient|not enough|out of|no)\b.{0,30}\b(credits?|balance)\b|\b(credits?|balance)\b.{0,30}\b(insufficient|exhausted|not enough|too low)\b/i

/** What an error answer to a create means for the credits. */
function endOf(error: ApiError): Exclude<Created, { as: 'task' }> {
  const { status, message, reachedServer } = error
  if (!reachedServer) return { as: 'not started', reason: message }
  const plain = status !== undefined && status >= 400 && status < 500 && status !== 408
  if (!plain)
    return { as: 'ambiguous', reason: message, lost: error.kind === 'reset' ? 'reset' : 'timeout' }
  if (status === 425 || status === 429) return { as: 'not started', reason: message }
  const poor = status === 402 || outOfCredits.test(error.detail ?? '')
  return { as: 'refused', reason: message, holdsForAll: status === 401 || status === 403 || poor }
}

function unexpected(request: string, wanted: string, answer: unknown): ApiError {
  const quoted = truncate(JSON.stringify(answer), 200)
  const message = `${request} answered without ${wanted}: ${quoted}`
  return new ApiError(message, { kind: 'answer', status: 200, detail: quoted, isReadable: true })
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
