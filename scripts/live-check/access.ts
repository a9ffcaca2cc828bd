import { Agent as HttpAgent, get as httpGet } from 'node:http'
import { Agent as HttpsAgent, get as httpsGet } from 'node:https'
import { isRecord } from '../../src/base/json.ts'
import type { Account, Client } from './client.ts'
import { shown } from './redact.ts'
import { fact, known, note, unknown, type Row } from './row.ts'

/** Where the balance is, after `/api/`. */
export const balancePath = 'remaining_credits/'

/** Keys, balance, and how HTTP is spoken. Rejects where the API refuses the keys: then nothing can be asked. */
export async function checkAccess(client: Client): Promise<readonly Row[]> {
  const balance = await client.ask(balancePath)
  if (balance.status === 401 || balance.status === 403)
    throw new Error(`The API refuses CREATIFY_API_ID and CREATIFY_API_KEY: ${shown(balance)}`)
  const none = await client.ask(balancePath, { credentials: {} })
  const wrong = await client.ask(balancePath, {
    credentials: { 'X-API-ID': 'nobody', 'X-API-KEY': 'opens-nothing' },
  })
  const bare = await client.ask('remaining_credits')
  const encoding = balance.headers.get('content-encoding')
  const date = balance.headers.get('date')
  return [
    fact('the balance is a number', balanceOf(balance.body) !== undefined, shown(balance)),
    fact('missing keys are refused', none.status === 401 || none.status === 403, shown(none)),
    fact('wrong keys are refused', wrong.status === 401 || wrong.status === 403, shown(wrong)),
    wrong.status === 401 || wrong.status === 403
      ? known('wrongKeys', wrong.status, shown(wrong))
      : unknown('wrongKeys', shown(wrong)),
    slash(bare.status, `${shown(bare)} ${bare.headers.get('location') ?? ''}`),
    known('dateHeader', date !== null, date === null ? 'no Date header' : 'a Date header'),
    encoding === null || encoding === 'gzip'
      ? known('compression', encoding ?? 'none', `Content-Encoding: ${encoding ?? 'not there'}`)
      : unknown('compression', `Content-Encoding: ${encoding}`),
    fact(
      'the clocks of the API and of this machine differ by less than 5 minutes',
      date === null ? undefined : Math.abs(Date.parse(date) - Date.now()) < 5 * 60_000,
      `Date: ${date ?? 'not there'}`,
    ),
    ...headersRows(balance.headers),
  ]
}

/** The credits of an answer of `remaining_credits`. */
export function balanceOf(body: unknown): number | undefined {
  const credits = isRecord(body) ? body['remaining_credits'] : undefined
  return typeof credits === 'number' ? credits : undefined
}

function slash(status: number, evidence: string): Row {
  if (status === 404) return known('missingSlash', 'not-found', evidence)
  if (status >= 300 && status < 400) return known('missingSlash', 'redirect', evidence)
  return unknown('missingSlash', evidence)
}

/** For people: no decision hangs on these. */
function headersRows(headers: Headers): readonly Row[] {
  const told = (names: RegExp) =>
    [...headers].filter(([name]) => names.test(name)).map(([name, value]) => `${name}: ${value}`)
  const caching = told(/^(age|cache-control|etag|expires|via|x-cache|cf-cache-status)$/i)
  const limits = told(/rate-?limit|^retry-after$/i)
  const isStored = caching.some((line) => /^age: 0*[1-9]|cache(-status)?: .*\bhit\b/i.test(line))
  return [
    note('the balance does not come from a cache', !isStored, caching.join('; ') || 'no header'),
    note('headers tell the limit of requests', limits.length > 0, limits.join('; ') || 'none'),
  ]
}

/** Leaves a connection alone for `waitMs` and sees whether the server closes it. 0: not tried. */
export async function checkIdle({ url, id, key }: Account, waitMs: number): Promise<Row> {
  if (waitMs === 0) return unknown('idleConnectionMs', 'not tried')
  const tls = url.startsWith('https:')
  const agent = tls ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })
  const headers = { 'X-API-ID': id, 'X-API-KEY': key }
  const get = tls ? httpsGet : httpGet
  const idle = await new Promise<number | undefined>((resolve, reject) => {
    get(`${url}/api/remaining_credits/`, { agent, headers }, (answer) => {
      const { socket } = answer
      answer.resume().once('end', () => {
        const begun = performance.now()
        const timer = setTimeout(() => {
          resolve(undefined)
        }, waitMs)
        socket.once('close', () => {
          clearTimeout(timer)
          resolve(performance.now() - begun)
        })
      })
    }).once('error', reject)
  })
  agent.destroy()
  if (idle === undefined)
    return known('idleConnectionMs', undefined, `open after ${Math.round(waitMs / 1000)} s`)
  return known('idleConnectionMs', Math.round(idle), `closed after ${Math.round(idle)} ms`)
}
