import { isDeepStrictEqual } from 'node:util'
import { bestGuess, type Assumptions } from '../../simulator/assumptions.ts'

/** A member of `assumptions` of the simulator. */
export type Switch = keyof Assumptions

/** One assumption, and what the API showed. */
export interface Row {
  readonly says: string
  readonly verdict: 'holds' | 'does not' | 'unknown'
  /** The answer that shows it, or why nothing does; not yet free of secrets and account data. */
  readonly evidence: string
  /** Where it does not hold, the action behaves wrongly. */
  readonly breaks: boolean
  /** Which switch of the simulator it is, and the value that the API has. */
  readonly about?: Switch
  readonly value?: unknown
}

/** What the best guess says, by switch. */
const guesses: Readonly<Record<Switch, string>> = {
  assetsAs: '`assets` is an array',
  creditsAs: '`credits_used` is a number',
  failedReasonNone: '`failed_reason` is an empty text where there is none',
  timesAs: 'times end in `Z`',
  updatedAt: '`updated_at` moves with the task',
  inputUrls: 'URLs in `input_params` come back as they were sent',
  echoDefaults: '`input_params` come back without the defaults of the schema',
  createdIdCase: 'the id is spelt alike in the create and elsewhere',
  runningStatuses: 'a running task is `initializing` or `generating`',
  failedStatus: 'a failed task is `failed`',
  chargeDelayMs: 'a finished task tells its credits at once',
  unknownModel: '`?model_name=` leaves unknown names out',
  dialect: 'schemas say they are draft-07',
  additionalProperties: 'schemas do not say whether more params are taken',
  schemaRefs: 'schemas have no `$ref`',
  insufficient: 'a create that the balance does not cover is refused',
  insufficientStatus: 'it is refused with 400',
  identicalCreate: 'the same create again makes another task',
  unknownParams: 'params that the schema does not name are kept',
  unknownTask: 'an unknown id is 404 with `detail`',
  batch: '`?ids=` works',
  batchUnknownIds: '`?ids=` leaves unknown ids out',
  batchOver100: '`?ids=` with more than 100 ids is refused',
  list: 'the list without `ids` is a plain array',
  listOrder: 'the list is newest first',
  listRunning: 'the list shows running tasks',
  listDelayMs: 'a task is in the list at once',
  listSize: 'the list has all tasks',
  wrongKeys: 'wrong keys are answered with 401',
  missingSlash: 'a path without its last slash is 404',
  dateHeader: 'answers have a `Date`',
  compression: 'answers are not compressed',
  assetEncoding: 'files are not compressed',
  idleConnectionMs: 'an idle connection stays open',
  perMinute: 'no request was refused for the number of them',
  retryAfterAs: 'a 429 has `Retry-After` in seconds',
}

/** The API has this value. */
export function known<K extends Switch>(about: K, value: Assumptions[K], evidence: string): Row {
  const verdict = isDeepStrictEqual(value, bestGuess[about]) ? 'holds' : 'does not'
  return { says: guesses[about], verdict, evidence, breaks: false, about, value }
}

/** Nothing was seen that tells it; `why`: what it would take. */
export function unknown(about: Switch, why: string): Row {
  return { says: guesses[about], verdict: 'unknown', evidence: why, breaks: false, about }
}

/** What the action counts on and the simulator has no switch for. `holds` undefined: nothing was seen that tells it. */
export function fact(says: string, holds: boolean | undefined, evidence: string): Row {
  const verdict = holds === undefined ? 'unknown' : holds ? 'holds' : 'does not'
  return { says, verdict, evidence, breaks: true }
}

/** What is good to know and changes nothing for the action. `holds` as in `fact`. */
export function note(says: string, holds: boolean | undefined, evidence: string): Row {
  return { ...fact(says, holds, evidence), breaks: false }
}

/** One row for each assumption: of several the last that knows. */
export function merged(rows: readonly Row[]): readonly Row[] {
  const all = new Map<string, Row>()
  for (const row of rows) {
    const before = all.get(row.says)
    const worse = before?.verdict === 'does not' && row.about === undefined
    if (before === undefined || (row.verdict !== 'unknown' && !worse)) all.set(row.says, row)
  }
  return [...all.values()]
}
