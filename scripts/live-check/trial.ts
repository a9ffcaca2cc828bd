import { isDeepStrictEqual } from 'node:util'
import pLimit from 'p-limit'
import { bestGuess, everyValue, type Assumptions } from '../../simulator/assumptions.ts'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { liveCheck, type Report } from './check.ts'
import type { Row, Switch } from './row.ts'

/** What the check found of one value that a switch of the simulator had. */
export interface Trial {
  readonly about: Switch
  readonly value: unknown
  /** Without spending. */
  readonly free: 'right' | 'wrong' | 'unknown'
  /** With credits to spend. */
  readonly paid: 'right' | 'wrong' | 'unknown'
  /** The answer that showed it, or why none did. */
  readonly evidence: string
}

/** One simulated account that is checked once. */
interface Account {
  readonly assumptions: Partial<Assumptions>
  /** A balance below every price. */
  readonly poor?: boolean
  /** A connection is left alone. */
  readonly idles?: boolean
}

/** How fast the simulated tasks are followed. */
const patience = { pollMs: 150, longestMs: 20_000, lateMs: 3000 }
/** Long enough on a busy machine; Node's server closes an idle connection up to a second late. */
const idleMs = 5000
const rich: Account = { assumptions: {}, idles: true }
const poor: Account = { assumptions: {}, poor: true }
const limited: Account = { assumptions: { perMinute: { list: 1 } } }

/**
 * Runs the check against the simulator with every value of every switch. The best guess of all switches together takes one account, one
 * that is nearly empty, and one with a limit; each other value takes an account of its own.
 */
export async function tryEverySwitch(): Promise<readonly Trial[]> {
  const limit = pLimit(10)
  const checked = new Map<Account, Promise<Report>>()
  const reportOf = async (account: Account) => {
    const report = checked.get(account) ?? limit(async () => check(account))
    checked.set(account, report)
    return report
  }
  const cases = Object.entries(everyValue).flatMap(([name, values]) =>
    (values as readonly unknown[]).map((value) => ({ about: name as Switch, value })),
  )
  return Promise.all(
    cases.map(async ({ about, value }) => {
      const { rows, free } = await reportOf(accountFor(about, value))
      const [before, after] = [rowOf(free, about), rowOf(rows, about)]
      return {
        about,
        value,
        free: judged(before, value),
        paid: judged(after, value),
        evidence: after.evidence,
      }
    }),
  )
}

/** Where the switch has the value and shows it. */
function accountFor(about: Switch, value: unknown): Account {
  const isPoor = about === 'insufficient' || about === 'insufficientStatus'
  const base = isPoor ? poor : about === 'retryAfterAs' ? limited : rich
  if (isDeepStrictEqual(value, bestGuess[about])) return base
  return {
    ...base,
    assumptions: { ...base.assumptions, [about]: value },
    idles: about === 'idleConnectionMs',
  }
}

async function check({ assumptions, poor = false, idles = false }: Account): Promise<Report> {
  const late = assumptions.listDelayMs ?? 0
  const simulator = await startSimulator({
    assumptions: { ...bestGuess, ...assumptions },
    history: 24,
    credits: poor ? 0.25 : 100,
    seconds: assumptions.perMinute ? 6 : 0.6 + (late * 3) / 1000,
  })
  try {
    if (!poor) await haveHistory(simulator)
    const { apiUrl: url, apiId: id, apiKey: key } = simulator
    const imageUrl = 'https://example.com/pictures/kite.png'
    return await liveCheck({
      account: { url, id, key },
      spending: { credits: 5, imageUrl, ...patience },
      longestWaitMs: 0,
      idleMs: idles ? idleMs : 0,
    })
  } finally {
    await simulator.stop()
  }
}

/** A task that failed, and one with a picture. */
async function haveHistory(simulator: Simulator): Promise<void> {
  const { apiUrl, apiId, apiKey } = simulator
  const picture = { assets: [{ bytes: 2000 }] }
  const failed = { model: 'example/text-to-text', end: 'failed', seconds: 0 } as const
  simulator.script(failed, picture, picture, picture, picture)
  for (const model_name of ['example/text-to-text', 'flux-pro/kontext/text-to-image'])
    await fetch(`${apiUrl}/api/asset_generator/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-API-ID': apiId, 'X-API-KEY': apiKey },
      body: JSON.stringify({ model_name, input_params: { prompt: 'A red kite' } }),
    })
}

function rowOf(rows: readonly Row[], about: Switch): Row {
  const row = rows.find((each) => each.about === about)
  if (row === undefined) throw new Error(`no row about ${about}`)
  return row
}

/** Times are measured, and so only near. */
function judged({ verdict, value: found }: Row, value: unknown): Trial['free'] {
  if (verdict === 'unknown') return 'unknown'
  const isTime = typeof value === 'number' && value >= 1000 && Number.isFinite(value)
  const isRight = isTime
    ? Number(found) > 0.5 * value && Number(found) < 3 * value
    : isDeepStrictEqual(found, value)
  return isRight ? 'right' : 'wrong'
}

/** What no task and no refusal of an account show, so that it stays unknown without spending. */
const takesCredits: readonly Switch[] = [
  'createdIdCase',
  'chargeDelayMs',
  'identicalCreate',
  'inputUrls',
  'listDelayMs',
  'insufficient',
  'insufficientStatus',
]

/** As takesCredits; a task of the account that runs just then, or more requests, show it for nothing. */
const mayTakeCredits: readonly Switch[] = [
  'runningStatuses',
  'listRunning',
  'perMinute',
  'retryAfterAs',
]

/** Of a switch that is seen for nothing, the values that only a task of the check's own tells from the others. */
const hiddenValues: Partial<Record<Switch, readonly unknown[]>> = {
  list: ['empty'],
  unknownParams: ['kept', 'dropped'],
}

/** Nothing is told that was not seen, and what can be seen is found, with credits and as far as possible without. */
export function isFoundRight({ about, value, free, paid }: Trial): boolean {
  const isHidden =
    takesCredits.includes(about) ||
    mayTakeCredits.includes(about) ||
    hiddenValues[about]?.includes(value) === true
  // No number of requests shows that there is no limit.
  const isEndless = about === 'perMinute' && isDeepStrictEqual(value, bestGuess[about])
  const found = paid === 'right' || (isEndless && paid === 'unknown')
  return found && (free === 'right' || (isHidden && free === 'unknown'))
}

/** Markdown. */
export function trialText(trials: readonly Trial[]): string {
  const rows = trials.map(({ about, value, free, paid, evidence }) => {
    const named = value === undefined || value === Infinity ? String(value) : JSON.stringify(value)
    return `| \`${about}\` | \`${named}\` | ${free} | ${paid} | ${evidence.replaceAll('|', '\\|')} |`
  })
  const count = (of: 'free' | 'paid', found: Trial['free']) =>
    trials.filter((trial) => trial[of] === found).length
  return `| switch | set to | for nothing | with credits | what showed it |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

Of ${trials.length} values, found right: ${count('free', 'right')} for nothing, ${count('paid', 'right')} with credits; wrong: ${count('free', 'wrong')} and ${count('paid', 'wrong')}.`
}
