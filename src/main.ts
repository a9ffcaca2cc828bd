import * as core from '@actions/core'
import { ApiError } from './api/error.ts'
import { openOutputFolder } from './assets/output-folder.ts'
import { InputError } from './base/errors.ts'
import type { Log } from './base/log.ts'
import { isLoopback } from './base/url.ts'
import { finish } from './finish.ts'
import { load, prepare, rehearse, type Start } from './plan.ts'
import { listModels } from './report/catalog.ts'
import { openPublisher, runnerLog } from './report/publish.ts'
import { StepRecord } from './report/record.ts'
import { redactedReport } from './report/redacted.ts'
import {
  checkedReport,
  conclude,
  emptyShard,
  failedReport,
  nothing,
  withoutCredentials,
  type Report,
} from './report/report.ts'
import { share } from './report/share.ts'
import { withholding } from './report/withheld.ts'
import { headingOf } from './report/summary.ts'
import { cacheClient } from './reuse/cache.ts'
import { collect } from './reuse/collect.ts'
import { collectResults, readResults } from './reuse/results.ts'
import { planOf } from './reuse/fingerprint.ts'
import { scopeOf } from './reuse/facts.ts'
import { openLedger, type Accounted } from './reuse/ledger.ts'
import { openClaims } from './tasks/claims.ts'

/**
 * The whole step. Every output is set on every path, and everything that succeeded is saved and published before it throws:
 * StepFailure for what the error message explains, anything else for a bug of ours.
 */
export async function run(start: Start, signal: AbortSignal): Promise<void> {
  const { context, durations, inputs, redact } = start
  for (const secret of start.secrets) core.setSecret(secret)
  const log = runnerLog(redact)
  const publish = await openPublisher(context, durations.outputs, log)
  const record = new StepRecord(publish.progress, redact)
  publish.outputs(nothing)
  let report: Report
  let bug: Error | undefined
  try {
    if (!inputs) throw start.error
    report = await work({ ...start, inputs, log, signal, record })
  } catch (error) {
    const isExplained = signal.aborted || error instanceof InputError || error instanceof ApiError
    if (!isExplained) bug = error instanceof Error ? error : new Error(String(error))
    report = failedReport(error, record.results, signal)
  }
  report = redactedReport(report, redact)
  publish.outputs(report)
  if (inputs && !bug) {
    report = await share(report, { inputs, context, durations: durations.github, log, signal })
    publish.outputs(report)
  }
  report = { ...report, problem: publish.problem(report.results) }
  publish.findings(report.findings)
  if (start.summary) await publish.summary(report, headingOf(context, inputs?.shard))
  if (bug) throw bug
  conclude(report, log)
}

type Step = Extract<Start, { readonly error?: undefined }> & {
  readonly log: Log
  readonly signal: AbortSignal
  readonly record: StepRecord
}

/** What the inputs ask for. Rejects with InputError, ApiError, or the reason of an aborted signal. */
async function work(step: Step): Promise<Report> {
  const { account, inputs, context, durations, log, signal, record } = step
  const { source } = inputs
  if (!account) return withoutCredentials(inputs.missingCredentials, context, log)
  if (source.kind === 'catalog') {
    const how = { log, signal, ms: durations.api.models }
    return { ...nothing, ...(await listModels(source.filter, account.api, how)) }
  }
  const folder = await openOutputFolder(inputs, context)
  const stores = { claims: openClaims(context.temp), folder, startedAt: performance.now() }
  if (source.kind === 'tasks' || source.kind === 'results') {
    const ms = Math.min(inputs.timeout, durations.api.maxOutage)
    const asking = { options: { ms, signal }, durations }
    const found = await log.group('Look for the tasks', async () =>
      source.kind === 'tasks'
        ? collect(source.tasks, account.api, asking)
        : collectResults(await readResults(source.patterns, context), account.api, asking),
    )
    return finish(found, account.api, step, stores)
  }
  const reading = { context, env: inputs.exposedEnv }
  const { asked, prints, isEmptyPart } = await load(source, reading, inputs.shard, log)
  const { isShown, shown } = withholding(inputs, context)
  if (isEmptyPart) return shown(emptyShard(asked.findings, log))
  const { dryRun, wait, timeout, unknownParams, maxCredits, minBalance } = inputs
  const loopback = isLoopback(inputs.apiUrl.hostname)
  const isLimited = (maxCredits ?? minBalance) !== undefined
  const wanted = { dryRun, isShown, wait, isLimited, unknownParams, loopback, timeout }
  const preparing = { account, context, ...wanted, durations, log, signal }
  const scope = scopeOf(inputs, context, planOf(asked.generations, prints))
  const cache = context.cache && cacheClient(context.cache, context.proxies)
  const keeping = { readOnly: dryRun, log, signal, durations: durations.ledger }
  const ledger = openLedger(scope, { cache, ...keeping })
  let known: Accounted = 'nothing'
  try {
    if (dryRun) return shown(checkedReport(await rehearse(asked, preparing, { ledger, prints })))
    const batch = await prepare(asked, preparing, { ...scope, ...stores, ledger, prints })
    const report = await finish(batch, account.api, step, { ...stores, notes: { ledger, prints } })
    known = record.known
    return report
  } finally {
    const { close, closeCancelled } = durations.ledger
    await ledger.close(known, signal.aborted ? closeCancelled : close)
  }
}
