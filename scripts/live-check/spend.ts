import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRecord } from '../../src/base/json.ts'
import { balanceOf, balancePath } from './access.ts'
import { unknownParam, type Model } from './catalog.ts'
import type { Client, Reply } from './client.ts'
import { follow, isEnd, type Patience } from './follow.ts'
import { offersOf } from './prices.ts'
import { shown } from './redact.ts'
import { fact, known, unknown, type Row, type Switch } from './row.ts'
import type { Sample } from './samples.ts'

/** What may be spent, and how patiently the first task is followed. */
export interface Spending extends Patience {
  /** Credits, at most. */
  readonly credits: number
  /** A picture that anybody can fetch, for a model that takes one. */
  readonly imageUrl: string
}

const paidSwitches: readonly Switch[] = [
  'createdIdCase',
  'listDelayMs',
  'chargeDelayMs',
  'identicalCreate',
  'inputUrls',
]

/** Makes the cheapest picture and follows it; then, as far as the credits go, the same again, and one of a picture. */
export async function checkCreates(
  client: Client,
  models: readonly Model[],
  spending: Spending,
): Promise<{ readonly rows: readonly Row[]; readonly spent: number }> {
  const [cheapest] = offersOf(models, ['text_to_image'])
  if (cheapest === undefined || cheapest.credits > spending.credits) {
    const why =
      cheapest === undefined
        ? 'no image model of the catalog has a documented price'
        : `the cheapest image costs ${cheapest.credits} credits`
    return { rows: paidSwitches.map((each) => unknown(each, why)), spent: 0 }
  }
  const { model, credits } = cheapest
  const prompt = `A small red kite, number ${randomUUID().slice(0, 8)}`
  const create = async (params: object, of = model): Promise<Reply> =>
    client.ask('asset_generator/', { post: { model_name: of.name, input_params: params } })

  const before = balanceOf((await client.ask(balancePath)).body)
  const poor = before !== undefined && before < credits
  const params = { prompt }
  let sent: object = { ...params, [unknownParam]: true }
  let made = await create(sent)
  const rows: Row[] = []
  if (!poor && made.status === 400 && JSON.stringify(made.body).includes(unknownParam)) {
    rows.push(known('unknownParams', 'refused', shown(made)))
    sent = params
    made = await create(sent)
  }
  let spent = mayCost(made) ? credits : 0
  if (poor) return { rows: [...rows, ...(await poorly(client, made, spending))], spent }
  rows.push(
    unknown('insufficient', 'it takes a balance below the price'),
    fact('a create answers with a task and its id', idOf(made) !== '', shown(made)),
  )
  const id = idOf(made)
  if (id === '') return { rows, spent }
  const task = isRecord(made.body) ? made.body : {}
  const created = { task, params, credits, balance: before }
  rows.push(...(await follow(client, models, created, spending)))
  if (unknownParam in sent) rows.push(echoOf(task))

  if (spent + credits > spending.credits) {
    rows.push(unknown('identicalCreate', `it takes ${spent + credits} credits`))
  } else {
    const again = await create(sent)
    const same = idOf(again).toLowerCase() === id.toLowerCase()
    if (!same && mayCost(again)) spent += credits
    rows.push(
      idOf(again) === ''
        ? unknown('identicalCreate', shown(again))
        : known(
            'identicalCreate',
            same ? 'old-task' : 'new-task',
            same ? 'the same id' : 'another id',
          ),
    )
  }
  const [edit] = offersOf(models, ['image_to_image'])
  if (edit === undefined || spent + edit.credits > spending.credits) {
    const why = edit === undefined ? 'no such model' : `it takes ${spent + edit.credits} credits`
    rows.push(unknown('inputUrls', why))
  } else {
    const pictured = await create(pictureParams(edit.model, prompt, spending.imageUrl), edit.model)
    if (mayCost(pictured)) spent += edit.credits
    rows.push(urlsEchoed(pictured, spending.imageUrl))
  }
  return { rows, spent }
}

/** Whether a task may have been made. */
function mayCost({ status }: Reply): boolean {
  return status < 400 || status >= 500
}

function idOf({ status, body }: Reply): string {
  const id = isRecord(body) && status >= 200 && status < 300 ? body['id'] : undefined
  return typeof id === 'string' ? id : ''
}

/** What becomes of a create that the balance does not cover. */
async function poorly(
  client: Client,
  made: Reply,
  { pollMs, longestMs }: Spending,
): Promise<readonly Row[]> {
  const id = idOf(made)
  if (id === '') {
    if (made.status < 400 || made.status >= 500) return [unknown('insufficient', shown(made))]
    return [
      known('insufficient', 'refuse-create', shown(made)),
      known('insufficientStatus', made.status, shown(made)),
    ]
  }
  const begun = performance.now()
  while (performance.now() - begun < longestMs) {
    const { body } = await client.ask(`asset_generator/${id}/`)
    if (isRecord(body) && isEnd(body)) {
      const evidence = `${String(body['status'])}: ${String(body['failed_reason'])}`
      return [known('insufficient', body['status'] === 'done' ? 'accept' : 'fail-task', evidence)]
    }
    await sleep(pollMs)
  }
  return [unknown('insufficient', 'the task did not end in time')]
}

function echoOf({ input_params: params }: Sample): Row {
  if (!isRecord(params)) return unknown('unknownParams', 'no input_params come back')
  return unknownParam in params
    ? known('unknownParams', 'kept', 'it came back with the task')
    : known('unknownParams', 'dropped', 'it did not come back with the task')
}

/** A prompt and the picture, in whichever param the model takes it. */
function pictureParams({ schema }: Model, prompt: string, url: string): object {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const name = Object.keys(properties).find((each) => /^(image|images|image_urls?)$/.test(each))
  if (name === undefined) return { prompt, image_url: url }
  const param = properties[name]
  return { prompt, [name]: isRecord(param) && param['type'] === 'array' ? [url] : url }
}

function urlsEchoed(made: Reply, sent: string): Row {
  if (idOf(made) === '') return unknown('inputUrls', shown(made))
  const echoed = urlIn(isRecord(made.body) ? made.body['input_params'] : undefined)
  if (echoed === undefined) return unknown('inputUrls', 'no URL came back')
  const [before, after] = [new URL(sent), new URL(echoed)]
  const evidence = `${before.host} became ${after.host}`
  if (echoed === sent) return known('inputUrls', 'kept', 'as sent')
  return known(
    'inputUrls',
    before.pathname === after.pathname ? 'other-host' : 'other-path',
    before.pathname === after.pathname ? evidence : `${evidence}, with another path`,
  )
}

function urlIn(value: unknown): string | undefined {
  if (typeof value === 'string') return /^https?:/.test(value) ? value : undefined
  const inner: readonly unknown[] = Array.isArray(value)
    ? value
    : isRecord(value)
      ? Object.values(value)
      : []
  for (const each of inner) {
    const found = urlIn(each)
    if (found !== undefined) return found
  }
  return undefined
}
