import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRecord } from '../../src/base/json.ts'
import { balanceOf } from './access.ts'
import { unknownParam, type Model } from './catalog.ts'
import { itemsOf, type Client, type Reply } from './client.ts'
import { offersOf } from './prices.ts'
import { shown, short } from './redact.ts'
import { fact, known, unknown, type Row, type Switch } from './row.ts'
import { readSamples, urlsOf, type Sample } from './samples.ts'
import { checkFile } from './tasks.ts'

/** What may be spent, and how patiently the task is followed. */
export interface Spending {
  /** Credits, at most. */
  readonly credits: number
  /** A picture that anybody can fetch, for a model that takes one. */
  readonly imageUrl: string
  readonly pollMs: number
  /** For the end of the task. */
  readonly longestMs: number
  /** After the end, for the credits and the list. */
  readonly lateMs: number
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

  const before = balanceOf((await client.ask('remaining_credits/')).body)
  const poor = before !== undefined && before < credits
  let params: object = { prompt, [unknownParam]: true }
  let made = await create(params)
  const rows: Row[] = []
  if (!poor && made.status === 400 && JSON.stringify(made.body).includes(unknownParam)) {
    rows.push(known('unknownParams', 'refused', shown(made)))
    params = { prompt }
    made = await create(params)
  }
  if (poor) return { rows: [...rows, ...(await poorly(client, made, spending))], spent: 0 }
  rows.push(
    unknown('insufficient', 'it takes a balance below the price'),
    fact(
      'a create answers with a task and its id',
      made.status === 201 && idOf(made) !== '',
      shown(made),
    ),
  )
  const id = idOf(made)
  if (id === '') return { rows, spent: credits }
  rows.push(...(await follow(client, models, made.body as Sample, spending)))
  if (JSON.stringify(params).includes(unknownParam)) rows.push(echoOf(made.body as Sample))

  let spent = credits
  if (spent + credits > spending.credits) {
    rows.push(unknown('identicalCreate', `it takes ${spent + credits} credits`))
  } else {
    const again = await create(params)
    const same = idOf(again).toLowerCase() === id.toLowerCase()
    if (!same) spent += credits
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
    if (idOf(pictured) !== '') spent += edit.credits
    rows.push(urlsEchoed(pictured, spending.imageUrl))
  }
  return { rows, spent }
}

function idOf({ status, body }: Reply): string {
  const id = isRecord(body) && status >= 200 && status < 300 ? body['id'] : undefined
  return typeof id === 'string' ? id : ''
}

/** From the create to the file: every look at the task, and when the list had it. */
async function follow(
  client: Client,
  models: readonly Model[],
  created: Sample,
  { pollMs, longestMs, lateMs }: Spending,
): Promise<readonly Row[]> {
  const id = String(created['id'])
  const begun = performance.now()
  const seen: Sample[] = [created]
  const story: string[] = [`${String(created['status'])} at once`]
  let last: Sample = created
  let ended: number | undefined
  let charged: number | undefined
  const listing: Listing = { refused: false, at: undefined, before: 'never', running: false }
  while (performance.now() - begun < longestMs) {
    const look = await client.ask(`asset_generator/${id}/`)
    const now = Math.round(performance.now() - begun)
    if (isRecord(look.body) && look.status === 200) {
      if (look.body['status'] !== last['status'])
        story.push(`${String(look.body['status'])} after ${now} ms`)
      last = look.body
      seen.push(last)
    }
    const list = await client.ask('asset_generator/')
    const item = itemsOf(list)?.find((task) => sameId(task['id'], id))
    listing.refused = list.status !== 200
    if (item === undefined) listing.before = isEnd(last) ? 'end' : 'running'
    else {
      listing.at ??= now
      listing.running ||= !isEnd(item)
    }
    if (isEnd(last)) ended ??= now
    if (isEnd(last) && Number(last['credits_used']) > 0) charged ??= now
    const settled = charged !== undefined && listing.at !== undefined
    if (ended !== undefined && (settled || now - ended > lateMs)) break
    await sleep(pollMs)
  }
  const [url] = urlsOf(last['assets'])
  return [
    ...readSamples(seen, models),
    fact('the task ends', ended !== undefined, story.join(', ')),
    known(
      'createdIdCase',
      id !== String(last['id']) ? 'upper' : 'lower',
      id === String(last['id']) ? 'the same letters' : 'other letters in the create',
    ),
    ...listed(listing),
    ended === undefined || charged === undefined
      ? unknown('chargeDelayMs', 'no credits were told in time')
      : known('chargeDelayMs', charged - ended, `${charged - ended} ms after the end`),
    ...(url === undefined ? [] : await checkFile(url, true)),
  ]
}

/** When the list had the new task. */
interface Listing {
  refused: boolean
  /** ms after the create; undefined: never. */
  at: number | undefined
  /** What the task was when the list last lacked it. */
  before: 'never' | 'running' | 'end'
  /** The list has shown it running. */
  running: boolean
}

function listed({ refused, at, before, running }: Listing): readonly Row[] {
  if (at === undefined) {
    const why = refused ? 'the list is refused' : 'the new task was never listed'
    const list = refused ? [] : [known('list', 'empty', why)]
    return [...list, unknown('listRunning', why), unknown('listDelayMs', why)]
  }
  const evidence = `listed ${at} ms after the create`
  const delay = known('listDelayMs', before === 'never' ? 0 : at, evidence)
  if (running) return [known('listRunning', 'shown', `${evidence}, while it ran`), delay]
  // Missing when it had ended already: the list is late, and may be so with running tasks too.
  if (before === 'end') return [unknown('listRunning', evidence), delay]
  const late = unknown('listDelayMs', 'running tasks are not listed')
  return [known('listRunning', 'hidden', `${evidence}, not before its end`), late]
}

function sameId(one: unknown, other: string): boolean {
  return typeof one === 'string' && one.toLowerCase() === other.toLowerCase()
}

function isEnd({ status }: Sample): boolean {
  return /^(done|failed|rejected|error|cancell?ed|expired)$/.test(String(status))
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
      const evidence = short(`${String(body['status'])}: ${String(body['failed_reason'])}`)
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
