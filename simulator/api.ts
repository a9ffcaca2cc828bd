import type { Assumptions } from './assumptions.ts'
import type { CatalogModel } from './catalog.ts'
import { complaints, isRecord, priceOf } from './params.ts'
import { json, type Answer, type RecordedRequest, type Route } from './messages.ts'
import type { Task, TaskBook } from './tasks.ts'

const base = '/api/asset_generator/'

/** Undocumented; only a list that is paginated has pages. */
const pageSize = 20

const dialects: Readonly<Record<Assumptions['dialect'], string | undefined>> = {
  'draft-07': 'http://json-schema.org/draft-07/schema#',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
  none: undefined,
}

/** What the routes work on. */
export interface Api {
  readonly catalog: readonly CatalogModel[]
  readonly book: TaskBook
  readonly assumptions: Assumptions
  readonly credentials: { readonly id: string; readonly key: string }
  readonly apiUrl: () => string
  readonly show: (task: Task, now: number) => unknown
}

export function apiRouteOf(method: string, path: string): Route | undefined {
  const { pathname, searchParams } = urlOf(path)
  if (method === 'POST') return pathname === base ? 'create' : undefined
  if (method !== 'GET') return undefined
  if (pathname === '/api/remaining_credits/') return 'credits'
  if (pathname === `${base}schemas/`) return 'schemas'
  if (pathname === base) return searchParams.has('ids') ? 'tasks' : 'list'
  return idIn(pathname) === undefined ? undefined : 'task'
}

export function answerApi(api: Api, request: RecordedRequest): Answer {
  const refused = refusal(api, request)
  if (refused !== undefined) return refused
  const { pathname, searchParams } = urlOf(request.path)
  switch (request.route) {
    case 'schemas':
      return json(200, schemas(api, searchParams.get('model_name')))
    case 'create':
      return create(api, request.body)
    case 'task':
      return oneTask(api, idIn(pathname) ?? '')
    case 'tasks':
      return batch(api, searchParams.get('ids') ?? '')
    case 'list':
      return list(api, Number(searchParams.get('page') ?? 1))
    case 'credits':
      return json(200, { remaining_credits: api.book.balance })
    case 'asset':
    case undefined:
      return json(404, { detail: 'Not found.' })
  }
}

function urlOf(path: string): URL {
  return new URL(path.replace(/^\/+/, '/'), 'http://127.0.0.1')
}

function idIn(pathname: string): string | undefined {
  return /^\/api\/asset_generator\/([^/]+)\/$/.exec(pathname)?.[1]
}

/** The text for missing headers was observed; that wrong ones are told apart from it is assumed. */
function refusal(api: Api, { headers }: RecordedRequest): Answer | undefined {
  const { 'x-api-id': id, 'x-api-key': key } = headers
  if (id === undefined || key === undefined) {
    return json(401, { detail: 'Authentication credentials were not provided.' })
  }
  if (id === api.credentials.id && key === api.credentials.key) return undefined
  return json(api.assumptions.wrongKeys, { detail: 'Invalid API credentials.' })
}

function schemas({ catalog, assumptions }: Api, filter: string | null): unknown {
  const names = filter === null ? undefined : new Set(filter.split(',').map((name) => name.trim()))
  const $schema = dialects[assumptions.dialect]
  const { additionalProperties } = assumptions
  return catalog
    .filter(({ model_name }) => names?.has(model_name) ?? true)
    .map(({ model_name, generation_type, input_params_schema }) => ({
      model_name,
      generation_type,
      input_params_schema: { $schema, ...input_params_schema, additionalProperties },
    }))
}

function create({ catalog, book, assumptions, show }: Api, body: unknown): Answer {
  if (!isRecord(body)) return json(400, { detail: 'JSON parse error' })
  const { model_name: name, input_params: params = {}, webhook_url: webhookUrl } = body
  if (name === undefined) return json(400, { model_name: ['This field is required.'] })
  const model = catalog.find(({ model_name }) => model_name === name)
  if (model === undefined) return json(400, ['AI model not found'])
  if (!isRecord(params)) return json(400, { input_params: ['Expected a dictionary of items.'] })
  const found = complaints(model, params)
  if (Object.keys(found).length > 0) return json(400, { input_params: found })
  if (typeof webhookUrl === 'string' && webhookUrl.length > 200) {
    return json(400, { webhook_url: ['Ensure this field has no more than 200 characters.'] })
  }

  const { insufficient, insufficientStatus } = assumptions
  const tooPoor = insufficient !== 'accept' && book.available < priceOf(model, params)
  if (tooPoor && insufficient === 'refuse-create') {
    return json(insufficientStatus, { detail: 'Insufficient credits' })
  }
  const task = book.create(
    model,
    params,
    typeof webhookUrl === 'string' ? webhookUrl : undefined,
    tooPoor ? { end: 'failed', failedReason: 'Insufficient credits', credits: 0 } : undefined,
  )
  return json(201, show(task, task.createdAt))
}

function oneTask({ book, show }: Api, id: string): Answer {
  const task = book.find(id)
  const shown = task?.look((now) => show(task, now))
  if (shown !== undefined) return json(200, shown)
  return json(404, { detail: 'No AssetGeneratorTask matches the given query.' })
}

/** Unknown ids are left out, the order is not that of the question, and a double is shown once. */
function batch({ book, assumptions, show }: Api, ids: string): Answer {
  const asked = new Set(ids.split(',').filter((id) => id !== ''))
  if (assumptions.batch === 'refused') return json(400, { ids: ['Not a valid value.'] })
  if (asked.size > 100) return json(400, { ids: ['Ensure there are no more than 100 ids.'] })
  const known = [...asked].map((id) => book.find(id)).filter((task) => task !== undefined)
  const shown = known.map((task) => task.look((now) => show(task, now)))
  return json(200, shown.filter((task) => task !== undefined).reverse())
}

/** Not a look at any task: it neither waits for scripted looks nor uses them up. */
function list({ book, assumptions, show, apiUrl }: Api, page: number): Answer {
  if (assumptions.list === 'refused') return json(400, { ids: ['This field is required.'] })
  if (assumptions.list === 'empty') return json(200, [])
  const oldestFirst = [...book.history, ...book.tasks]
  const tasks = assumptions.listOrder === 'oldest' ? oldestFirst : oldestFirst.reverse()
  const shownOf = (some: readonly Task[]) => some.map((task) => show(task, performance.now()))
  if (assumptions.list === 'array') return json(200, shownOf(tasks))

  const pages = Math.max(1, Math.ceil(tasks.length / pageSize))
  if (!Number.isInteger(page) || page < 1 || page > pages) {
    return json(404, { detail: 'Invalid page.' })
  }
  const linkTo = (other: number) =>
    other < 1 || other > pages ? null : `${apiUrl()}${base}?page=${other}`
  return json(200, {
    count: tasks.length,
    next: linkTo(page + 1),
    previous: linkTo(page - 1),
    results: shownOf(tasks.slice((page - 1) * pageSize, page * pageSize)),
  })
}
