import { answerApi, apiRouteOf, type Api } from './api.ts'
import { Shelf } from './assets.ts'
import type { Assumptions } from './assumptions.ts'
import { catalog as ownCatalog, type CatalogModel, type Price } from './catalog.ts'
import { Faults, type Fault } from './faults.ts'
import type { Answer, RecordedRequest, Route } from './messages.ts'
import { currentGuess } from './observed.ts'
import { listen } from './server.ts'
import { RateLimit } from './limits.ts'
import { TaskBook } from './book.ts'
import type { SimulatedTask, TaskScript } from './tasks.ts'
import { taskOnTheWire } from './wire.ts'

export type { Assumptions } from './assumptions.ts'
export type { CatalogModel } from './catalog.ts'
export type { Fault } from './faults.ts'
export type { RecordedRequest, Route } from './messages.ts'
export type { AssetScript, SimulatedTask, TaskScript } from './tasks.ts'

/** How one simulator differs from the ordinary one. */
export interface SimulatorOptions {
  /** Of the API; default any free one. */
  port?: number
  catalog?: readonly CatalogModel[]
  /** The balance at the start; default 500. */
  credits?: number
  /** Duration of every task without a scripted one; default by what it makes. */
  seconds?: number
  /** What the live check wrote; default `observed.json`. */
  observed?: URL
  /** Over what was observed, which is over the best guess. */
  assumptions?: Partial<Assumptions>
  /** Serve both origins over https. */
  tls?: { key: string; cert: string }
  /** Host name in all URLs instead of 127.0.0.1; the sockets stay on the loopback interface. */
  publicHost?: string
  /** Added to the server's clock: the Date header, `created_at` and `updated_at`. */
  clockSkewMs?: number
  /** How many finished tasks of the last hours the list starts with; default 3. */
  history?: number
  /** Told of every request when it has been answered, reset or left hanging. */
  onEnd?: (request: RecordedRequest) => void
}

/** A running simulator: where it is, what it saw, and what it is told to do. */
export interface Simulator {
  readonly apiUrl: string
  readonly assetUrl: string
  readonly apiId: string
  readonly apiKey: string
  readonly requests: readonly RecordedRequest[]
  /** In the order of their creates, without the history. */
  readonly tasks: readonly SimulatedTask[]
  credits: number
  /** For the next creates, in order. */
  script(...scripts: TaskScript[]): void
  fault(...faults: Fault[]): void
  /** What the next creates of this model cost per output. */
  reprice(model: string, credits: Price): void
  /** Requests seen, those hit by a fault included. */
  counts(route: Route): number
  stop(): Promise<void>
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { credits = 500, history = 3, clockSkewMs = 0, tls } = options
  const { publicHost = '127.0.0.1', seconds, onEnd = () => undefined } = options
  const assumptions: Assumptions = {
    ...(await currentGuess(options.observed)),
    ...options.assumptions,
  }
  const credentials = { id: 'simulated-api-id', key: 'simulated-api-key-opens-nothing' }
  const requests: RecordedRequest[] = []
  const faults = new Faults()
  const catalog = (options.catalog ?? ownCatalog).map((model) => ({ ...model }))
  const book = new TaskBook({ balance: credits, seconds, history, catalog, assumptions })

  const urlAt = (port: number) => `${tls === undefined ? 'http' : 'https'}://${publicHost}:${port}`
  const shelf: Shelf = new Shelf(() => urlAt(assets.port))
  const { dateHeader, idleConnectionMs, compression, assetEncoding } = assumptions
  const shared = { tls, faults, clockSkewMs, dateHeader, idleConnectionMs, requests, onEnd }
  const assets = await listen<Route>({
    ...shared,
    name: 'assets',
    port: 0,
    routeOf: () => 'asset',
    work: async (request) => compressed(await shelf.answer(request), request, assetEncoding),
  })
  const context = { assumptions, clockSkewMs, assetsOf: shelf.assetsOf.bind(shelf) }
  const offered: Api = {
    catalog,
    book,
    assumptions,
    credentials,
    apiUrl: () => urlAt(api.port),
    show: (task, now) => taskOnTheWire(task, now, context),
  }
  const limit = new RateLimit(assumptions, () => Date.now() + clockSkewMs)
  const api = await listen<Route>({
    ...shared,
    name: 'api',
    port: options.port ?? 0,
    routeOf: apiRouteOf,
    work: (request) =>
      compressed(limit.refusal(request) ?? answerApi(offered, request), request, compression),
  }).catch(async (error: unknown) => {
    await assets.close()
    throw error
  })

  return {
    apiUrl: urlAt(api.port),
    assetUrl: urlAt(assets.port),
    apiId: credentials.id,
    apiKey: credentials.key,
    requests,
    tasks: book.tasks,
    get credits() {
      return book.balance
    },
    set credits(balance: number) {
      book.balance = balance
    },
    script(...scripts) {
      book.script(...scripts)
    },
    fault(...added) {
      faults.add(...added)
    },
    reprice(name, price) {
      const model = catalog.find(({ model_name }) => model_name === name)
      if (model === undefined) throw new Error(`no model ${name}`)
      model.credits = price
    },
    counts: (route) => requests.filter((request) => request.route === route).length,
    stop: async () => {
      await Promise.all([api.close(), assets.close()])
    },
  }
}

/** As it is sent to a client that accepts gzip, where the server compresses. */
function compressed(answer: Answer, request: RecordedRequest, server: 'none' | 'gzip'): Answer {
  const accepted = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  return server === 'gzip' && accepted ? { ...answer, encoding: answer.encoding ?? 'gzip' } : answer
}
