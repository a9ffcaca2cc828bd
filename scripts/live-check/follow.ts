import { setTimeout as sleep } from 'node:timers/promises'
import { isRecord } from '../../src/base/json.ts'
import { balanceOf, balancePath } from './access.ts'
import type { Model } from './catalog.ts'
import { itemsOf, type Client } from './client.ts'
import { fact, known, note, unknown, type Row } from './row.ts'
import { readSamples, urlsOf, type Sample } from './samples.ts'
import { checkFile } from './tasks.ts'

/** How patiently a task is followed. */
export interface Patience {
  readonly pollMs: number
  /** For the end of the task. */
  readonly longestMs: number
  /** After the end, for the credits and the list. */
  readonly lateMs: number
}

/** A task that was just made. */
export interface Created {
  /** The answer to the create. */
  readonly task: Sample
  /** What was sent. */
  readonly params: Readonly<Record<string, unknown>>
  /** What it is documented to cost. */
  readonly credits: number
  /** The balance before it; undefined: not told. */
  readonly balance: number | undefined
}

/** From the create to the file: every look at the task, and when the list had it. */
export async function follow(
  client: Client,
  models: readonly Model[],
  { task: created, params, credits: price, balance }: Created,
  { pollMs, longestMs, lateMs }: Patience,
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
  const used = Number(last['credits_used'])
  const left = charged === undefined ? undefined : balanceOf((await client.ask(balancePath)).body)
  return [
    ...readSamples(seen, models),
    fact('the task ends', ended !== undefined, story.join(', ')),
    known(
      'createdIdCase',
      id !== String(last['id']) ? 'upper' : 'lower',
      id === String(last['id']) ? 'the same letters' : 'other letters in the create',
    ),
    echoed(params, seen),
    ...listed(listing),
    note(
      'the image costs what is documented',
      charged === undefined ? undefined : used === price,
      charged === undefined ? 'no credits were told' : `${used} credits, documented ${price}`,
    ),
    note(
      'the balance falls by `credits_used`',
      left === undefined || balance === undefined ? undefined : near(balance - left, used),
      left === undefined || balance === undefined
        ? 'no credits were told'
        : `by ${balance - left} for ${used} credits, if nobody else used the account`,
    ),
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

/** Whether the task is over. */
export function isEnd({ status }: Sample): boolean {
  return /^(done|failed|rejected|error|cancell?ed|expired)$/.test(String(status))
}

/** A re-run knows a task by its params: one that comes back with another value would be taken for a stranger's. */
function echoed(params: Created['params'], seen: readonly Sample[]): Row {
  const says = 'params come back with the values that were sent'
  const echoes = seen.map(({ input_params: echo }) => echo).filter(isRecord)
  if (echoes.length === 0) return fact(says, undefined, 'no input_params come back')
  const other = Object.entries(params).filter(([name, sent]) =>
    echoes.some((echo) => name in echo && plain(echo[name]) !== plain(sent)),
  )
  const missing = Object.keys(params).filter((name) => echoes.some((echo) => !(name in echo)))
  const names = (some: readonly string[]) => some.join(', ') || 'none'
  const evidence = `another value: ${names(other.map(([name]) => name))}; missing: ${names(missing)}`
  return fact(says, other.length === 0, evidence)
}

/** White space folded, and a number as it is written. */
function plain(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** Fractions of credits add up with an error. */
function near(one: number, other: number): boolean {
  return Math.abs(one - other) < 1e-6
}
