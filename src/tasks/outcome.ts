import type { Params, Task } from '../api/task.ts'
import { formatDuration, pluralize } from '../base/text.ts'
import type { Generation } from '../manifest/generation.ts'

/** Which generation an outcome is about, and where its task comes from. */
export interface About {
  readonly generation: Generation
  /** Its task was not created by this attempt. */
  readonly reused: boolean
  /** The params that were sent, where they are not those asked for: of a child, with its parents' results. */
  readonly sent?: Params
}

/** Files can be fetched. */
export interface Done {
  readonly status: 'done'
  readonly task: Task
  /** From the create to the request that showed the end; null for a reused task. */
  readonly seconds: number | null
}

/** Without a task where none was created, or none is known. */
export interface Failed {
  readonly status: 'failed'
  readonly task: Task | undefined
  readonly reason: string
  readonly seconds: number | null
  /** True when a task may exist. */
  readonly ambiguous?: boolean
}

/** The task goes on without us. */
export interface Unfinished {
  readonly status: 'unfinished'
  readonly task: Task
  readonly reason: string
}

/** Created, and not waited for. */
export interface Submitted {
  readonly status: 'submitted'
  readonly task: Task
}

/** Nothing was created. */
export interface Skipped {
  readonly status: 'skipped'
  readonly reason: string
  /** By the timeout or a cancel, so that another run may still start it. */
  readonly stopped: boolean
}

/** How a generation ended. */
export type End = Done | Failed | Unfinished | Submitted | Skipped

/** How a generation ended, and which. */
export type Outcome = About & End

/** An outcome that brought no files. */
export type Ended = About & Exclude<End, Done>

/** How a generation ended that has no task. */
export type WithoutTask = (Failed & { readonly task: undefined }) | Skipped

/** A generation whose task is known. */
export type Begun = About & { readonly task: Task }

/** The task is done. */
export function done(task: Task, seconds: number | null): Done {
  return { status: 'done', task, seconds }
}

/** There is no task, and why. */
export function failed(reason: string): Failed & { readonly task: undefined } {
  return { status: 'failed', task: undefined, reason, seconds: null }
}

/** A create of this attempt was lost for a reason, and its task may exist. `evidence`: why that is not known. */
export function ambiguous(lost: string, evidence: string): Failed & { readonly task: undefined } {
  const reason = `ambiguous create: ${lost}, and ${evidence}. A task may exist and cost credits. If one shows up at Creatify, collect it with the input \`task-id\`; otherwise run this again.`
  return { ...failed(reason), ambiguous: true }
}

/** The same for what an earlier attempt may have created. `evidence`: what is known of it, and what is not. */
export function ambiguousEarlier(evidence: string): Failed & { readonly task: undefined } {
  const reason = `ambiguous create: ${evidence}. A task may exist and cost credits. If one shows up at Creatify, collect it with the input \`task-id\`; to create anyway, set \`reuse: never\`.`
  return { ...failed(reason), ambiguous: true }
}

/** The API says that the task failed. */
export function failedTask(task: Task, reason: string, seconds: number | null): Failed {
  return { status: 'failed', task, reason, seconds }
}

/** The task was left before its end, and why. */
export function unfinished(task: Task, reason: string): Unfinished {
  return { status: 'unfinished', task, reason }
}

/** The task was created, and nothing waits for it. */
export function submitted(task: Task): Submitted {
  return { status: 'submitted', task }
}

/** Nothing was started, and why. `stopped`: by the timeout or a cancel. */
export function skipped(why: string, stopped: boolean): Skipped {
  return { status: 'skipped', reason: `not started: ${why}`, stopped }
}

/** The end of a generation without a task of this attempt. */
export function outcomeOf<E extends End>(generation: Generation, end: E): About & E {
  return { generation, reused: false, ...end }
}

/** The end of a generation whose task was there before this attempt. */
export function reusedOutcome<E extends End>(generation: Generation, end: E): About & E {
  return { generation, reused: true, ...end }
}

/** What becomes of a child when its parent brought nothing. */
export function orphaned({ generation, status, ...end }: Outcome): Skipped {
  const stopped =
    status === 'unfinished' || (status === 'skipped' && 'stopped' in end && end.stopped)
  const became =
    status === 'skipped' ? 'was not started' : status === 'failed' ? 'failed' : `is ${status}`
  return skipped(`it uses the result of ${generation.name}, which ${became}`, stopped)
}

/** How it ended, for the log. */
export function describeOutcome(outcome: Outcome): string {
  const { status } = outcome
  switch (status) {
    case 'done': {
      const after =
        outcome.seconds === null ? '' : ` after ${formatDuration(outcome.seconds * 1000)}`
      return `done${after}, ${pluralize(outcome.task.credits, 'credit')}${outcome.reused ? ' paid earlier' : ''}`
    }
    case 'submitted':
      return `submitted: task ${outcome.task.id}`
    case 'failed':
    case 'unfinished':
    case 'skipped':
      return `${status}: ${outcome.reason}`
  }
}
