import { randomUUID } from 'node:crypto'
import { isRecord } from '../../src/base/json.ts'
import { itemsOf, type Client } from './client.ts'
import { shown } from './redact.ts'
import { fact, known, note, unknown, type Row } from './row.ts'
import { urlsOf, type Sample } from './samples.ts'

/** The list, batches, single tasks. */
export async function checkTasks(
  client: Client,
): Promise<{ readonly rows: readonly Row[]; readonly samples: readonly Sample[] }> {
  const list = await client.ask('asset_generator/')
  const samples = itemsOf(list) ?? []
  const paged = isRecord(list.body)
  const rows: Row[] = [listForm(list.status, samples.length, paged, shown(list))]
  if (samples.length > 0) {
    rows.push(order(samples), await size(client, samples, paged), listedParams(samples))
    const running = samples.some(
      ({ status }) => status === 'initializing' || status === 'generating',
    )
    if (running) rows.push(known('listRunning', 'shown', 'a running task is listed'))
  }

  const gone = await client.ask(`asset_generator/${randomUUID()}/`)
  rows.push(
    fact('an unknown id is 404', gone.status === 404, shown(gone)),
    gone.status !== 404
      ? unknown('unknownTask', shown(gone))
      : typeof gone.body === 'string'
        ? known('unknownTask', 'page', shown(gone))
        : isRecord(gone.body) && 'detail' in gone.body
          ? known('unknownTask', 'detail', shown(gone))
          : known('unknownTask', 'no-detail', shown(gone)),
  )
  rows.push(...(await batches(client, samples)), ...(await firstFile(samples)))
  return { rows, samples }
}

function listForm(status: number, length: number, paged: boolean, evidence: string): Row {
  if (status >= 400 && status < 500 && status !== 429) return known('list', 'refused', evidence)
  if (status !== 200) return unknown('list', evidence)
  if (paged) return known('list', 'paginated', evidence)
  if (length > 0) return known('list', 'array', evidence)
  return unknown('list', 'it is empty: there are no tasks, or it never shows any; --spend tells')
}

function order(samples: readonly Sample[]): Row {
  const times = samples.map(({ created_at: at }) => Date.parse(String(at)))
  if (new Set(times).size < 3) return unknown('listOrder', 'fewer than three tasks are listed')
  const pairs = times.slice(1).map((time, i) => time - (times[i] ?? NaN))
  const evidence = `${samples.length} tasks`
  if (pairs.every((difference) => difference <= 0)) return known('listOrder', 'newest', evidence)
  if (pairs.every((difference) => difference >= 0)) return known('listOrder', 'oldest', evidence)
  return known('listOrder', 'none', `${evidence}, neither newest nor oldest first`)
}

/** A create whose answer was lost is found by them. */
function listedParams(samples: readonly Sample[]): Row {
  const having = samples.filter(({ input_params: params }) => isRecord(params)).length
  const evidence = `${having} of ${samples.length} tasks`
  return note('listed tasks have their `input_params`', having === samples.length, evidence)
}

/** Sizes at which lists are cut. */
const roundSizes = [10, 20, 25, 30, 50, 100, 200, 500, 1000]

async function size(client: Client, samples: readonly Sample[], paged: boolean): Promise<Row> {
  const next = await client.ask('asset_generator/?page=2')
  const count = samples.length
  if (paged) {
    const more = itemsOf(next)?.length ?? 0
    return more > 0
      ? known('listSize', count, `${count} tasks on the first page`)
      : unknown('listSize', 'there is only one page')
  }
  if (roundSizes.includes(count))
    return known('listSize', count, `exactly ${count} tasks and no pages: taken as cut`)
  return known('listSize', Infinity, `${count} tasks, no round number`)
}

async function batches(client: Client, samples: readonly Sample[]): Promise<readonly Row[]> {
  const knownIds = samples.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])).slice(0, 2)
  const strangers = Array.from({ length: 100 }, () => randomUUID())
  const ask = async (ids: readonly string[]) => client.ask(`asset_generator/?ids=${ids.join(',')}`)
  const idsIn = (reply: Awaited<ReturnType<typeof ask>>) =>
    itemsOf(reply)?.map(({ id }) => id) ?? []

  const own = await ask(knownIds.length > 0 ? knownIds : strangers.slice(0, 2))
  if (own.status !== 200)
    return [
      knownIds.length > 0 ? known('batch', 'refused', shown(own)) : unknown('batch', shown(own)),
      unknown('batchUnknownIds', '`?ids=` is refused'),
      unknown('batchOver100', '`?ids=` is refused'),
    ]
  const rows: Row[] = [
    known('batch', 'array', shown(own)),
    fact(
      '`?ids=` answers the tasks of those ids and no other',
      idsIn(own).length === knownIds.length &&
        idsIn(own).every((id) => knownIds.includes(String(id))),
      `${idsIn(own).length} tasks for ${knownIds.length} known ids`,
    ),
  ]
  const mixed = await ask([...strangers.slice(0, 98), ...knownIds])
  const leftOut = mixed.status === 200 && idsIn(mixed).length === knownIds.length
  rows.push(
    leftOut
      ? known(
          'batchUnknownIds',
          'left-out',
          `${knownIds.length} of ${98 + knownIds.length} ids found`,
        )
      : mixed.status >= 400 && mixed.status < 500
        ? known('batchUnknownIds', 'refused', shown(mixed))
        : unknown('batchUnknownIds', shown(mixed)),
  )
  if (!leftOut) return [...rows, unknown('batchOver100', 'it takes 101 known ids')]
  // The only known id is the last one of 101.
  const over = await ask([...strangers, ...knownIds.slice(0, 1)])
  const evidence = `101 ids: ${shown(over)}`
  if (over.status >= 400 && over.status < 500)
    return [...rows, known('batchOver100', 'refused', evidence)]
  if (knownIds.length === 0 || over.status !== 200)
    return [...rows, unknown('batchOver100', evidence)]
  return [...rows, known('batchOver100', idsIn(over).length > 0 ? 'served' : 'cut', evidence)]
}

/** A file of a listed task, with no credentials. */
async function firstFile(samples: readonly Sample[]): Promise<readonly Row[]> {
  const url = samples.flatMap(({ assets }) => urlsOf(assets))[0]
  if (url === undefined) return [unknown('assetEncoding', 'no finished task with a file')]
  return checkFile(url, false)
}

/** `fresh`: the task has just been done, so that its file has to be there. */
export async function checkFile(url: string, fresh: boolean): Promise<readonly Row[]> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(60_000) })
  await answer.body?.cancel()
  const { host } = new URL(url)
  const type = answer.headers.get('content-type') ?? 'no content type'
  const encoding = answer.headers.get('content-encoding')
  const evidence = `${answer.status} from ${host}: ${type}, Content-Encoding: ${encoding ?? 'not there'}`
  const works = answer.ok && /^(image|video|audio)\//.test(type)
  return [
    fact(
      'a file can be fetched without credentials',
      works ? true : fresh ? false : undefined,
      evidence,
    ),
    answer.ok && (encoding === null || encoding === 'gzip')
      ? known('assetEncoding', encoding ?? 'none', evidence)
      : unknown('assetEncoding', evidence),
  ]
}
