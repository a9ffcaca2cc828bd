import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '../api/creatify.ts'
import type { Task } from '../api/task.ts'
import type { Durations } from '../base/durations.ts'
import type { Budget, Reservation } from './budget.ts'
import type { Outcome } from './outcome.ts'

/** A finished task that told no credits is asked so often. */
const priceLooks = 6

/** What is paid with. */
interface Paying {
  readonly api: Api
  readonly budget: Budget
  /** Whether a task that was there already was paid for by this run, and counts against the budget. */
  readonly ofThisRun: (task: Task) => boolean
  readonly durations: Durations['prices']
  /** Aborts when the step ends. */
  readonly stop: AbortSignal
}

/**
 * Books what a generation cost in place of what was reserved for it. A finished task that told no price is asked again for
 * a while: the outcome that is returned has it, where it came.
 */
export async function pay(
  outcome: Outcome,
  reservation: Reservation,
  { api, budget, ofThisRun, durations, stop }: Paying,
): Promise<Outcome> {
  let end = outcome
  for (let i = 0; i < priceLooks && end.status === 'done' && end.task.credits === 0; i += 1) {
    await sleep(durations.pause, undefined, { signal: stop }).catch(() => undefined)
    if (stop.aborted) break
    const options = { ms: durations.look, signal: stop }
    const task = await api.getTask(end.task.id, options).catch(() => undefined)
    if (task?.state === 'done') end = { ...end, task: { ...end.task, credits: task.credits } }
  }
  const isOpen = end.status === 'unfinished' || end.status === 'submitted'
  if (isOpen || (end.status === 'failed' && end.ambiguous)) {
    budget.keep(reservation)
    return end
  }
  const task = 'task' in end ? end.task : undefined
  const counts = task && (!end.reused || ofThisRun(task))
  budget.end(reservation, {
    credits: task?.credits ?? 0,
    counts: counts ?? false,
    done: end.status === 'done',
  })
  return end
}
