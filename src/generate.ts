import type { Api, Created, Task } from './creatify.ts'
import { messageOf } from './errors.ts'
import { count, spell, type Log } from './log.ts'
import type { Generation } from './manifest.ts'
import { Poller, rhythmOf } from './poller.ts'
import type { Planned } from './preflight.ts'

/** How a generation ended. */
export type Outcome = { readonly generation: Generation } & (
  | {
      readonly status: 'done'
      readonly task: Task
      /** From the create to the look that showed the end. */
      readonly seconds: number
    }
  /** Without a task where none was created, or none is known. */
  | {
      readonly status: 'failed'
      readonly task: Task | undefined
      readonly reason: string
      readonly seconds: number | null
    }
  | { readonly status: 'unfinished'; readonly task: Task; readonly reason: string }
  /** `stopped`: by the timeout or a cancel, so that another run may still start it. */
  | { readonly status: 'skipped'; readonly reason: string; readonly stopped: boolean }
)

/** How the step waits. Times in milliseconds. */
export interface Waiting {
  /** From the first create to the last look. */
  readonly timeout: number
  readonly pollInterval: number | undefined
  /** Aborts when the step is cancelled; its reason is told to people. */
  readonly signal: AbortSignal
  readonly log: Log
  /** Told each task id the moment the API answers the create. */
  readonly onTask: (generation: Generation, task: Task) => void
}

/**
 * Creates every planned generation, waits for all, and hands each outcome to `settle` the moment it is known, so that one's
 * files are saved while others are waited for. Resolves with what `settle` made of them, in the order planned. Ends of
 * generations are values: it rejects only when `settle` does.
 */
export async function generate<T>(
  planned: readonly Planned[],
  api: Api,
  waiting: Waiting,
  settle: (outcome: Outcome) => Promise<T>,
): Promise<readonly T[]> {
  const { timeout, log, signal } = waiting
  const deadline = performance.now() + timeout
  const late = new AbortController()
  const timer = setTimeout(() => {
    late.abort(new Error(`not done when the timeout of ${spell(timeout)} was over`))
  }, timeout)
  const stop = AbortSignal.any([signal, late.signal])
  const poller = new Poller(api, log, stop)
  let doom: string | undefined

  const run = async ({ generation, model }: Planned): Promise<Outcome> => {
    if (stop.aborted) return { generation, ...skipped(messageOf(stop.reason), true) }
    if (doom !== undefined) return { generation, ...skipped(doom, false) }
    const since = performance.now()
    const created = await api.create(generation, { signal: stop, deadline })
    if (created.as !== 'task') {
      if (created.as === 'refused' && created.dooms) doom = created.reason
      return { generation, ...withoutTask(created, stop) }
    }
    const { task } = created
    log.info(`${generation.name}: task ${task.id} of ${model.model_name} created`)
    waiting.onTask(generation, task)
    const rhythm = rhythmOf(model.generation_type, waiting.pollInterval)
    const ending = await poller.watch(generation.name, task, since, rhythm)
    if (ending.status === 'unfinished') return { generation, ...ending }
    return { generation, ...ending, seconds: (performance.now() - since) / 1000 }
  }

  try {
    return await Promise.all(
      planned.map(async (each) => {
        const outcome = await run(each)
        log.info(`${outcome.generation.name}: ${tell(outcome)}`)
        return settle(outcome)
      }),
    )
  } finally {
    clearTimeout(timer)
  }
}

type Unborn =
  | {
      readonly status: 'failed'
      readonly task: undefined
      readonly reason: string
      readonly seconds: null
    }
  | { readonly status: 'skipped'; readonly reason: string; readonly stopped: boolean }

function skipped(why: string, stopped: boolean) {
  return { status: 'skipped' as const, reason: `not started: ${why}`, stopped }
}

function withoutTask(created: Exclude<Created, { as: 'task' }>, stop: AbortSignal): Unborn {
  const failed = (reason: string): Unborn => ({
    status: 'failed',
    task: undefined,
    reason,
    seconds: null,
  })
  switch (created.as) {
    case 'refused':
      return failed(created.reason)
    case 'not started':
      return stop.aborted
        ? skipped(`${messageOf(stop.reason)} (${created.reason})`, true)
        : failed(created.reason)
    case 'ambiguous':
      return failed(
        `ambiguous create: ${created.reason}. The task may exist and cost credits; look at the API history of the account before running this again.`,
      )
  }
}

function tell(outcome: Outcome): string {
  switch (outcome.status) {
    case 'done':
      return `done after ${spell(outcome.seconds * 1000)}, ${count(outcome.task.credits, 'credit')}`
    case 'failed':
    case 'unfinished':
    case 'skipped':
      return `${outcome.status}: ${outcome.reason}`
  }
}
