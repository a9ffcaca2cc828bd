import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import pLimit from 'p-limit'
import { liveCheck, type Report } from '../scripts/live-check/check.ts'
import type { Row, Switch } from '../scripts/live-check/row.ts'
import { bestGuess, everyValue, type Assumptions } from '../simulator/assumptions.ts'
import { observedIn, observedText } from '../simulator/observed.ts'
import { tinyPng } from './support/reading.ts'
import { root } from '../scripts/project.ts'
import { startJob, type Job } from './support/scenario.ts'

/** What can only be seen of a task that the check makes itself; all else is seen for nothing. */
const takesCredits: readonly Switch[] = [
  'runningStatuses',
  'createdIdCase',
  'chargeDelayMs',
  'identicalCreate',
  'inputUrls',
  'listRunning',
  'listDelayMs',
]

/** What also takes an account that is nearly empty. */
const takesPoverty: readonly Switch[] = ['insufficient', 'insufficientStatus']

/** What is only seen where the check runs into a limit. */
const takesLimit: readonly Switch[] = ['perMinute', 'retryAfterAs']

/** Of a switch that is seen for nothing, the values that only a task of the check's own tells from the others. */
const hiddenValues: Partial<Record<Switch, readonly unknown[]>> = {
  list: ['empty'],
  unknownParams: ['kept', 'dropped'],
}

/** An account with a history, a picture and a task that failed. */
async function account(assumptions: Partial<Assumptions>, poor: boolean): Promise<Job> {
  const late = assumptions.listDelayMs ?? 0
  const job = await startJob({
    assumptions,
    history: 40,
    credits: poor ? 0.25 : 100,
    seconds: assumptions.perMinute ? 4 : 0.6 + (late * 1.5) / 1000,
  })
  const { simulator } = job
  simulator.script(
    { model: 'example/text-to-text', end: 'failed', seconds: 0 },
    ...Array.from({ length: 4 }, () => ({ assets: [tinyPng] })),
  )
  const made = [
    ['example/text-to-text', { prompt: 'A red kite' }],
    ['flux-pro/kontext/text-to-image', { prompt: 'A red kite' }],
  ] as const
  if (!poor)
    for (const [model_name, input_params] of made)
      await fetch(`${simulator.apiUrl}/api/asset_generator/`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-API-ID': simulator.apiId,
          'X-API-KEY': simulator.apiKey,
        },
        body: JSON.stringify({ model_name, input_params }),
      })
  return job
}

async function check({ simulator }: Job, credits: number, idleMs: number): Promise<Report> {
  const spending = {
    credits,
    imageUrl: 'https://example.com/pictures/kite.png',
    pollMs: 100,
    longestMs: 10_000,
    lateMs: 3000,
  }
  return liveCheck({
    account: { url: simulator.apiUrl, id: simulator.apiId, key: simulator.apiKey },
    ...(credits > 0 && { spending }),
    longestWaitMs: 0,
    idleMs,
  })
}

function rowOf({ rows }: Report, about: Switch): Row {
  const row = rows.find((each) => each.about === about)
  if (row === undefined) throw new Error(`no row about ${about}`)
  return row
}

/** Numbers are measured, and so only near. */
function isValue(row: Row, value: unknown): boolean {
  if (row.verdict === 'unknown') return false
  if (typeof value === 'number' && value >= 1000 && Number.isFinite(value)) {
    const found = Number(row.value)
    return found > 0.5 * value && found < 3 * value
  }
  return JSON.stringify(row.value) === JSON.stringify(value)
}

const cases = Object.entries(everyValue).flatMap(([name, values]) =>
  (values as readonly unknown[]).map((value) => [name as Switch, value] as const),
)

test('every switch of the simulator is found out, both ways', async () => {
  const limit = pLimit(6)
  const wrong: string[] = []
  await Promise.all(
    cases.map(async ([name, value]) =>
      limit(async () => {
        const base = name === 'retryAfterAs' ? { perMinute: { list: 1 } } : {}
        const assumptions = { ...base, [name]: value } as Partial<Assumptions>
        const poor = takesPoverty.includes(name)
        const idleMs = name === 'idleConnectionMs' ? 3000 : 0
        const said = `${name} ${JSON.stringify(value)}`
        await using job = await account(assumptions, poor)
        const free = rowOf(await check(job, 0, idleMs), name)
        const hidden =
          [...takesCredits, ...takesPoverty, ...takesLimit].includes(name) ||
          hiddenValues[name]?.includes(value) === true
        // Nothing is told that was not seen.
        if (free.verdict !== 'unknown' && !isValue(free, value))
          wrong.push(`free: ${said}: ${free.evidence}`)
        if (free.verdict === 'unknown' && !hidden)
          wrong.push(`free, not seen: ${said}: ${free.evidence}`)
        // The limit counts from the first request.
        await using another = await account(assumptions, poor)
        const paid = rowOf(await check(another, poor ? 1 : 5, idleMs), name)
        const unlimited = name === 'perMinute' && JSON.stringify(value) === '{}'
        if (!isValue(paid, value) && !unlimited)
          wrong.push(`paid: ${said}: ${paid.verdict}, ${paid.evidence}`)
        const guess = JSON.stringify(bestGuess[name]) === JSON.stringify(value)
        if (paid.verdict !== 'unknown' && (paid.verdict === 'holds') !== guess)
          wrong.push(`verdict: ${said}`)
      }),
    ),
  )
  expect(wrong).toEqual([])
})

test('what is free spends nothing, and what may be spent is not exceeded', async () => {
  await using job = await account({}, false)
  const before = job.simulator.tasks.length
  await check(job, 0, 0)
  expect(job.simulator.tasks).toHaveLength(before)
  const report = await check(job, 1.2, 0)
  const credits = job.simulator.tasks.slice(before).reduce((sum, each) => sum + each.credits, 0)
  expect(credits).toBeLessThanOrEqual(1.2)
  expect(report.spent).toBe(credits)
})

const run = promisify(execFile)

/** The command as people run it. */
async function command({ simulator }: Job, out: string, args: readonly string[] = []) {
  const env = { CREATIFY_API_ID: simulator.apiId, CREATIFY_API_KEY: simulator.apiKey }
  const path = join(root, 'scripts', 'live-check.ts')
  const all = [path, '--api-url', simulator.apiUrl, '--out', out, ...args]
  return run(process.execPath, all, { env: { ...process.env, ...env } }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: unknown) => error as { readonly code: number; readonly stdout: string },
  )
}

test('the command: a table without secrets, a file that the simulator reads, an exit code', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'live-check-'))
  const out = join(folder, 'observed.json')
  try {
    await using job = await account({ listOrder: 'oldest', timesAs: 'no-zone' }, false)
    const { code, stdout } = await command(job, out)
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('| does not | `listOrder` |') as string,
    ])
    const { simulator } = job
    const secrets = [simulator.apiId, simulator.apiKey, 'A red kite', '40 credits']
    for (const text of [...secrets, ...simulator.tasks.map(({ id }) => id)])
      expect(stdout).not.toContain(text)
    const observed = observedIn(await readFile(out, 'utf8'))
    expect(observed).toMatchObject({ listOrder: 'oldest', timesAs: 'no-zone', listSize: Infinity })
    expect(observed).not.toHaveProperty('identicalCreate')

    await using follower = await startJob({ observed: pathToFileURL(out) })
    const same = await check(follower, 0, 0)
    expect([rowOf(same, 'listOrder').value, rowOf(same, 'timesAs').value]).toEqual([
      'oldest',
      'no-zone',
    ])

    simulator.fault({ route: 'credits', status: 200, body: { credits: 'many' }, times: 20 })
    const bad = await command(job, out)
    expect(bad.code).toBe(1)
    expect(bad.stdout).toContain('not true that the balance is a number')
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('what was observed is over the best guess, and what it cannot be is an error', () => {
  const observed = {
    listSize: Infinity,
    additionalProperties: undefined,
    timesAs: 'offset',
  } as const
  expect(observedIn(observedText('2026-12-01', observed))).toEqual(observed)
  expect(() => observedIn('{"assumptions":{"timesAs":"local"}}')).toThrow(
    'timesAs cannot be "local"',
  )
  expect(() => observedIn('{"assumptions":{"tymesAs":"utc"}}')).toThrow('no switch tymesAs')
})
