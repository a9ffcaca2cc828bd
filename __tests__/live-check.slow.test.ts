import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { liveCheck, type Report } from '../scripts/live-check/check.ts'
import { redacted, short } from '../scripts/live-check/redact.ts'
import type { Switch } from '../scripts/live-check/row.ts'
import { isFoundRight, trialText, tryEverySwitch } from '../scripts/live-check/trial.ts'
import { everyValue, type Assumptions } from '../simulator/assumptions.ts'
import { observedIn, observedText } from '../simulator/observed.ts'
import { tinyPng } from './support/reading.ts'
import { root } from '../scripts/project.ts'
import { startJob, type Job } from './support/scenario.ts'

/** An account with a history, and a picture that is being made. */
async function account(assumptions: Partial<Assumptions> = {}): Promise<Job> {
  const job = await startJob({ assumptions, history: 22, credits: 100, seconds: 0.6 })
  const { apiUrl, apiId, apiKey } = job.simulator
  job.simulator.script(...Array.from({ length: 4 }, () => ({ assets: [tinyPng] })))
  await fetch(`${apiUrl}/api/asset_generator/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-API-ID': apiId, 'X-API-KEY': apiKey },
    body: JSON.stringify({
      model_name: 'flux-pro/kontext/text-to-image',
      input_params: { prompt: 'A red kite' },
    }),
  })
  return job
}

async function check({ simulator }: Job, credits: number): Promise<Report> {
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
    idleMs: 0,
  })
}

function valueOf({ rows }: Report, about: Switch): unknown {
  return rows.find((each) => each.about === about)?.value
}

test('every switch of the simulator is found out, both ways', async () => {
  const trials = await tryEverySwitch()
  expect(new Set(trials.map(({ about }) => about))).toEqual(new Set(Object.keys(everyValue)))
  expect(trials.filter((trial) => !isFoundRight(trial))).toEqual([])
  const text = trialText(trials)
  expect(text).toContain('| `listOrder` | `"oldest"` | right | right | 26 tasks |')
  expect(text).toContain('wrong: 0 and 0.')
})

test('what is free spends nothing, and what may be spent is not exceeded', async () => {
  await using job = await account()
  const before = job.simulator.tasks.length
  await check(job, 0)
  expect(job.simulator.tasks).toHaveLength(before)
  const report = await check(job, 1.2)
  const credits = job.simulator.tasks.slice(before).reduce((sum, each) => sum + each.credits, 0)
  expect(credits).toBeLessThanOrEqual(1.2)
  expect(report.spent).toBe(credits)
})

test('a price and params other than those expected are told', async () => {
  await using job = await account({ inputUrls: 'other-path' })
  await check(job, 0.5)
  const [, cheapest] = job.simulator.tasks
  job.simulator.reprice(cheapest?.model ?? '', 3)
  const { rows } = await check(job, 0.5)
  const told = (says: string) => rows.find((row) => row.says === says)
  expect(told('the image costs what is documented')).toMatchObject({ verdict: 'does not' })
  expect(told('params come back with the values that were sent')?.verdict).toBe('holds')
  expect(told('the balance falls by `credits_used`')?.verdict).toBe('holds')
})

const run = promisify(execFile)

/** The command as people run it. */
async function command({ simulator }: Job, out: string, args: readonly string[] = []) {
  const env = { CREATIFY_API_ID: simulator.apiId, CREATIFY_API_KEY: simulator.apiKey }
  const path = join(root, 'scripts', 'live-check.ts')
  const options = ['--api-url', simulator.apiUrl, '--out', out, '--idle-seconds', '0']
  const all = [path, ...options, ...args]
  return run(process.execPath, all, { env: { ...process.env, ...env } }).then(
    (said) => ({ code: 0, ...said }),
    (error: unknown) =>
      error as { readonly code: number; readonly stdout: string; readonly stderr: string },
  )
}

test('the command: a table without secrets, a file that the simulator reads, an exit code', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'live-check-'))
  const out = join(folder, 'observed.json')
  try {
    await using job = await account({ listOrder: 'oldest', timesAs: 'no-zone' })
    await writeFile(
      out,
      observedText('2026-11-01', { identicalCreate: 'old-task', timesAs: 'utc' }),
    )
    const { code, stdout } = await command(job, out)
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('| does not | `listOrder` |') as string,
    ])
    const { simulator } = job
    const secrets = [simulator.apiId, simulator.apiKey, 'A red kite', '100 credits']
    for (const text of [...secrets, ...simulator.tasks.map(({ id }) => id)])
      expect(stdout).not.toContain(text)
    const observed = observedIn(await readFile(out, 'utf8'))
    expect(observed).toMatchObject({ listOrder: 'oldest', timesAs: 'no-zone', listSize: Infinity })
    expect(stdout).toContain('Known from an earlier check: identicalCreate.')
    expect(observed.identicalCreate).toBe('old-task')
    expect(observed).not.toHaveProperty('inputUrls')

    await using follower = await startJob({ observed: pathToFileURL(out) })
    const same = await check(follower, 0)
    expect([valueOf(same, 'listOrder'), valueOf(same, 'timesAs')]).toEqual(['oldest', 'no-zone'])

    simulator.fault({ route: 'credits', status: 200, body: { credits: 'many' }, times: 3 })
    const bad = await command(job, out)
    expect(bad.code).toBe(1)
    expect(bad.stdout).toContain('not true that the balance is a number')

    const detail = `No account for ${simulator.apiKey}`
    const kept = await readFile(out, 'utf8')
    simulator.fault({ route: 'credits', status: 403, body: { detail }, times: 20 })
    const refused = await command(job, out)
    expect([refused.code, refused.stdout]).toEqual([2, ''])
    expect(refused.stderr).toContain('refuses CREATIFY_API_ID and CREATIFY_API_KEY: 403')
    expect(refused.stderr).not.toContain(simulator.apiKey)
    expect(await readFile(out, 'utf8')).toBe(kept)
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

test('secrets, ids and addresses are taken out before a text is cut', () => {
  const key = 'opens/"all"'
  const spellings = [key, JSON.stringify(key), encodeURIComponent(key)].join(' ')
  expect(redacted(spellings, [key])).toBe('*** "***" ***')
  expect(short(redacted(`${'x'.repeat(155)} ${key}`, [key]))).not.toContain('open')
  const ids = '0b9cf5a2-8f3d-4d53-9d0e-5c1c1b0ad111 and 0b9cf5a28f3d4d539d0e5c1c1b0ad111'
  expect(redacted(`${ids}, ann@example.com`)).toBe('<id> and <id>, <address>')
})
