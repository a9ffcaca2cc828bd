import type { Assumptions } from './assumptions.ts'
import type { CatalogModel } from './catalog.ts'
import { complaints, isRecord, priceOf } from './params.ts'
import { json, type Answer, type RecordedRequest, type Route } from './messages.ts'
import type { TaskBook } from './book.ts'
import type { Task } from './tasks.ts'

const base = '/api/asset_generator/'

/** Creatify's own agent tools answer an identical call of so long ago with the old task. */
const identicalForMs = 10 * 60_000

/** Undocumented. */
const largestPage = 20

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
  readonly show: (task: Task, now: number) => Readonly<Record<string, unknown>>
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
  const { pathname, searchParams, search } = urlOf(request.path)
  switch (request.route) {
    case 'schemas':
      return schemas(api, searchParams.get('model_name'))
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
    case undefined:
      if (api.assumptions.missingSlash === 'redirect' && !pathname.endsWith('/'))
        return { status: 301, headers: { location: `${pathname}/${search}` } }
      return json(404, { detail: 'Not found.' })
    case 'asset':
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

function schemas({ catalog, assumptions }: Api, filter: string | null): Answer {
  const names = filter === null ? undefined : new Set(filter.split(',').map((name) => name.trim()))
  const $schema = dialects[assumptions.dialect]
  const { additionalProperties, unknownModel, schemaRefs } = assumptions
  const models = catalog.filter(({ model_name }) => names?.has(model_name) ?? true)
  if (unknownModel === 'refused' && names !== undefined && models.length < names.size)
    return json(400, ['AI model not found'])
  return json(
    200,
    models.map(({ model_name, generation_type, input_params_schema }) => ({
      model_name,
      generation_type,
      input_params_schema: {
        $schema,
        ...input_params_schema,
        ...(schemaRefs === 'none'
          ? undefined
          : {
              ...(schemaRefs === 'defs' && { $defs: { Extras: { type: 'object' } } }),
              properties: { ...input_params_schema.properties, extras: { $ref: '#/$defs/Extras' } },
            }),
        additionalProperties,
      },
    })),
  )
}

function create({ catalog, book, assumptions, show }: Api, body: unknown): Answer {
  if (!isRecord(body)) return json(400, { detail: 'JSON parse error' })
  const { model_name: name, input_params: sent = {}, webhook_url: webhookUrl } = body
  if (name === undefined) return json(400, { model_name: ['This field is required.'] })
  const model = catalog.find(({ model_name }) => model_name === name)
  if (model === undefined) return json(400, ['AI model not found'])
  if (!isRecord(sent)) return json(400, { input_params: ['Expected a dictionary of items.'] })
  const { properties = {} } = model.input_params_schema
  const unknown = Object.keys(sent).filter((param) => !(param in properties))
  const params =
    assumptions.unknownParams === 'dropped'
      ? Object.fromEntries(Object.entries(sent).filter(([param]) => param in properties))
      : sent
  const found = complaints(model, params)
  if (assumptions.unknownParams === 'refused')
    for (const param of unknown) found[param] = ['Unexpected field.']
  if (Object.keys(found).length > 0) return json(400, { input_params: found })
  if (typeof webhookUrl === 'string' && webhookUrl.length > 200) {
    return json(400, { webhook_url: ['Ensure this field has no more than 200 characters.'] })
  }

  const { insufficient, insufficientStatus, identicalCreate, createdIdCase } = assumptions
  const old = identicalCreate === 'old-task' && book.equalTo(model, params, identicalForMs)
  if (old) return json(201, show(old, performance.now()))
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
  const shown = show(task, task.createdAt)
  return json(201, createdIdCase === 'upper' ? { ...shown, id: task.id.toUpperCase() } : shown)
}

function oneTask({ book, show, assumptions }: Api, id: string): Answer {
  const task = book.find(id)
  if (task?.script.stumbles === true) return stumbled
  const shown = task?.look((now) => show(task, now))
  if (shown !== undefined) return json(200, shown)
  switch (assumptions.unknownTask) {
    case 'detail':
      return json(404, { detail: 'No AssetGeneratorTask matches the given query.' })
    case 'no-detail':
      return json(404, { message: 'Not found' })
    case 'page': {
      const page = '<html><head><title>404 Not Found</title></head></html>\n'
      return { status: 404, headers: { 'content-type': 'text/html' }, body: Buffer.from(page) }
    }
  }
}

const stumbled = json(500, { detail: 'A server error occurred.' })

/** The order is not that of the question, and a double is shown once. */
function batch({ book, assumptions, show }: Api, ids: string): Answer {
  const all = [...new Set(ids.split(',').filter((id) => id !== ''))]
  const { batch: form, batchOver100, batchUnknownIds } = assumptions
  if (form === 'refused') return json(400, { ids: ['Not a valid value.'] })
  if (all.length > 100 && batchOver100 === 'refused')
    return json(400, { ids: ['Ensure there are no more than 100 ids.'] })
  const asked = batchOver100 === 'served' ? all : all.slice(0, 100)
  const known = asked.map((id) => book.find(id)).filter((task) => task !== undefined)
  if (known.some(({ script }) => script.stumbles === true)) return stumbled
  const shown = known
    .map((task) => task.look((now) => show(task, now)))
    .filter((task) => task !== undefined)
  if (batchUnknownIds === 'refused' && shown.length < asked.length)
    return json(400, { ids: ['Unknown ids.'] })
  return json(200, shown.reverse())
}

/** Not a look at any task: it neither waits for scripted looks nor uses them up. */
function list({ book, assumptions, show, apiUrl }: Api, page: number): Answer {
  const { list: form, listOrder, listRunning, listDelayMs, listSize } = assumptions
  if (form === 'refused') return json(400, { ids: ['This field is required.'] })
  if (form === 'empty') return json(200, [])
  const now = performance.now()
  const oldestFirst = [...book.history, ...book.tasks].filter(
    (task) =>
      now - task.createdAt >= listDelayMs &&
      task.appearedAt(now) &&
      (listRunning === 'shown' || task.endedAt(now)),
  )
  const tasks = inOrder(oldestFirst, listOrder)
  const shownOf = (some: readonly Task[]) => some.map((task) => show(task, now))
  if (form === 'array') return json(200, shownOf(tasks.slice(0, listSize)))

  const size = Math.min(listSize, largestPage)
  const pages = Math.max(1, Math.ceil(tasks.length / size))
  if (!Number.isInteger(page) || page < 1 || page > pages) {
    return json(404, { detail: 'Invalid page.' })
  }
  const linkTo = (other: number) =>
    other < 1 || other > pages ? null : `${apiUrl()}${base}?page=${other}`
  return json(200, {
    count: tasks.length,
    next: linkTo(page + 1),
    previous: linkTo(page - 1),
    results: shownOf(tasks.slice((page - 1) * size, page * size)),
  })
}

function inOrder(oldestFirst: readonly Task[], order: Assumptions['listOrder']): readonly Task[] {
  switch (order) {
    case 'newest':
      return oldestFirst.toReversed()
    case 'oldest':
      return oldestFirst
    case 'none':
      return oldestFirst.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }
}
