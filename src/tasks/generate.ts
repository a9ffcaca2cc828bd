import type { Api } from '../api/creatify.ts'
import { formatDuration } from '../base/text.ts'
import type { Outcome } from './outcome.ts'
import type { Workload } from './planned.ts'
import { Scheduler, type Scheduling } from './scheduler.ts'

/** How the step generates. */
interface Generating extends Scheduling {
  /** Aborts when the step is cancelled; its reason is told to people. */
  readonly signal: AbortSignal
}

/**
 * Creates every generation that is ready and has no task, waits for all, and hands each outcome to `settle` the moment it
 * is known, so that one's files are saved while others are waited for. A child starts when its parents are done. Ends of
 * generations are values: it rejects only when `settle` does.
 */
export async function generate(
  work: Workload,
  api: Api,
  how: Generating,
  settle: (outcome: Outcome) => Promise<void>,
): Promise<void> {
  const { timeout, signal } = how
  const late = new AbortController()
  const timer = setTimeout(() => {
    late.abort(new Error(`not done when the timeout of ${formatDuration(timeout)} was over`))
  }, timeout)
  const stop = AbortSignal.any([signal, late.signal])
  try {
    await new Scheduler(work, api, how, stop, settle).run()
  } finally {
    clearTimeout(timer)
  }
}
