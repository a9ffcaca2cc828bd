import type { Api } from './api/creatify.ts'
import type { Task } from './api/task.ts'
import type { OutputFolder } from './assets/output-folder.ts'
import { assetSaver } from './assets/save.ts'
import type { Durations } from './base/durations.ts'
import type { Log } from './base/log.ts'
import { isLoopback } from './base/url.ts'
import type { RunContext } from './inputs/context.ts'
import type { Inputs } from './inputs/inputs.ts'
import type { Batch } from './plan.ts'
import { saveGallery } from './report/gallery.ts'
import type { Notes, StepRecord } from './report/record.ts'
import { reportOf, type Report } from './report/report.ts'
import { budgetFor } from './tasks/budget.ts'
import { generate } from './tasks/generate.ts'
import { openPriceBook } from './tasks/price-book.ts'
import type { Claims } from './tasks/claims.ts'

/** What finishing needs to know of the step. */
interface Finishing {
  readonly inputs: Pick<
    Inputs,
    | 'apiUrl'
    | 'reuse'
    | 'maxCredits'
    | 'minBalance'
    | 'timeout'
    | 'wait'
    | 'pollInterval'
    | 'concurrency'
    | 'gallery'
  >
  readonly context: Pick<RunContext, 'temp' | 'repository'>
  readonly durations: Pick<Durations, 'api' | 'polling' | 'assets' | 'settle' | 'prices'>
  readonly log: Log
  readonly signal: AbortSignal
  readonly record: StepRecord
}

/** What a batch is finished with. */
interface Stores {
  readonly claims: Claims
  readonly folder: OutputFolder
  /** When the first create or recall began, on the clock of `performance.now()`. */
  readonly startedAt: number
  /** Undefined where nothing is created. */
  readonly notes?: Notes
}

/** Generates what is ready, saves what it brings, and reports. Rejects only for a bug of ours. */
export async function finish(
  batch: Batch,
  api: Api,
  { inputs, context, durations, log, signal, record }: Finishing,
  { claims, folder, startedAt, notes }: Stores,
): Promise<Report> {
  record.open(batch.generations, notes)
  const fresh = async ({ id }: Task) =>
    api.getTask(id, { ms: durations.assets.fresh, signal }).catch(() => undefined)
  const loopback = isLoopback(inputs.apiUrl.hostname)
  const fetching = { temp: context.temp, loopback, durations: durations.assets }
  const save = assetSaver({ ...fetching, folder, log, signal, fresh })
  const ofThisRun = ({ id }: Task) => batch.ofOtherRuns?.has(id) !== true
  const prices = batch.prices ?? openPriceBook(new Map(), new Map())
  const before = batch.useless?.filter(ofThisRun) ?? []
  const budget = budgetFor(inputs, prices, durations.prices.balance, before)
  const spent = batch.ready.some(({ task }) => task) ? performance.now() - startedAt : 0
  const timeout = Math.max(1, inputs.timeout - spent)
  const onTask = record.began.bind(record)
  await log.group('Generate', async () => {
    const how = { ...inputs, timeout, durations, signal, log, claims, budget, ofThisRun, onTask }
    await generate(batch, api, how, async (outcome) => {
      record.ended(outcome)
      record.saved(outcome, await save(outcome, record.stemOf(outcome.generation)))
    })
  })
  if (inputs.gallery) await saveGallery(record.results, { folder, context, log })
  return reportOf(batch, record, { budget, remembered: notes?.ledger.remembers ?? true })
}
