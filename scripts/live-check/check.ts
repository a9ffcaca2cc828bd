import type { Assumptions } from '../../simulator/assumptions.ts'
import { checkAccess, checkIdle } from './access.ts'
import { checkCatalog } from './catalog.ts'
import { Client, type Account, type Refusal } from './client.ts'
import { redacted, short } from './redact.ts'
import { fact, known, merged, unknown, type Row } from './row.ts'
import { readSamples } from './samples.ts'
import { checkCreates, type Spending } from './spend.ts'
import { checkTasks } from './tasks.ts'

/** How a live check is made. */
export interface Plan {
  readonly account: Account
  /** undefined: only what is free. */
  readonly spending?: Spending
  /** A 429 that asks to wait no longer is obeyed once. */
  readonly longestWaitMs: number
  /** How long a connection is left alone; 0: not tried. */
  readonly idleMs: number
}

/** What came out of it. Evidence is free of secrets and account data. */
export interface Report {
  readonly rows: readonly Row[]
  /** What was known before anything was spent. */
  readonly free: readonly Row[]
  /** The switches that are known now. */
  readonly observed: Partial<Assumptions>
  /** Credits that the creates are documented to cost. */
  readonly spent: number
}

/** Asks the API. Rejects where it cannot be reached. */
export async function liveCheck(plan: Plan): Promise<Report> {
  const { account, spending, longestWaitMs, idleMs } = plan
  const client = new Client(account, longestWaitMs)
  const idle = checkIdle(account, idleMs)
  const access = await checkAccess(client)
  const { rows: catalog, models, spent } = await checkCatalog(client)
  const { rows: tasks, samples } = await checkTasks(client)
  const asked = [...access, ...catalog, ...tasks, ...readSamples(samples, models), await idle]
  const secrets = [account.id, account.key]
  const concluded = (rows: readonly Row[]) =>
    merged([...rows, ...limits(client.refusals), ...everySwitchUnknown()]).map((row) => ({
      ...row,
      evidence: short(redacted(row.evidence, secrets)),
    }))
  const free = concluded(asked)
  const paid = spending && (await checkCreates(client, models, spending))
  const rows = paid ? concluded([...asked, ...paid.rows]) : free
  const observed = rows.flatMap(({ about, verdict, value }) =>
    about === undefined || verdict === 'unknown' ? [] : [[about, value] as const],
  )
  return {
    rows,
    free,
    observed: Object.fromEntries(observed),
    spent: spent + (paid?.spent ?? 0),
  }
}

function limits(refusals: readonly Refusal[]): readonly Row[] {
  const [first] = refusals
  if (first === undefined) {
    const row = known('perMinute', {}, 'no 429 in this check, which does not look for the limit')
    return [{ ...row, verdict: 'unknown' }, unknown('retryAfterAs', 'no 429 was seen')]
  }
  const { request, after, retryAfter } = first
  const evidence = `${request}: 429 at request ${after}, Retry-After: ${retryAfter ?? 'not there'}`
  const route = routes[request]
  return [
    route === undefined
      ? fact('no request was refused for the number of them', undefined, evidence)
      : known('perMinute', { [route]: after - 1 }, evidence),
    known(
      'retryAfterAs',
      retryAfter === null ? 'none' : /^\d+$/.test(retryAfter) ? 'seconds' : 'date',
      evidence,
    ),
  ]
}

const routes: Readonly<Record<string, string>> = {
  'GET /api/asset_generator/': 'list',
  'GET /api/asset_generator/?ids=': 'tasks',
  'GET /api/asset_generator/ID/': 'task',
  'GET /api/asset_generator/schemas/': 'schemas',
  'GET /api/remaining_credits/': 'credits',
  'POST /api/asset_generator/': 'create',
}

/** Why a switch that no answer told is unknown, where no check says it better. */
function everySwitchUnknown(): readonly Row[] {
  const noTask = 'no task of the account shows it'
  const paid = 'only a task that is made shows it: --spend'
  const poor = 'it takes a balance below the price, and --spend'
  return [
    unknown('timesAs', noTask),
    unknown('updatedAt', noTask),
    unknown('assetsAs', noTask),
    unknown('creditsAs', noTask),
    unknown('failedReasonNone', noTask),
    unknown('failedStatus', noTask),
    unknown('runningStatuses', noTask),
    unknown('echoDefaults', noTask),
    unknown('listOrder', noTask),
    unknown('listSize', noTask),
    unknown('listRunning', paid),
    unknown('listDelayMs', paid),
    unknown('createdIdCase', paid),
    unknown('chargeDelayMs', paid),
    unknown('identicalCreate', paid),
    unknown('inputUrls', paid),
    unknown('unknownParams', paid),
    unknown('insufficient', poor),
    unknown('insufficientStatus', poor),
  ]
}
