import type { Params, Task } from '../api/task.ts'
import type { Finding } from '../base/findings.ts'
import type { Gap } from '../documents/gaps.ts'
import type { Generation, Resolved } from '../manifest/generation.ts'
import type { Ended } from './outcome.ts'
import type { OpenCreate } from './settle.ts'

/** Params as they are to be sent, and what is wrong with them. */
export type Review = (resolved: Resolved) => {
  readonly params: Params
  readonly findings: readonly Finding[]
}

/** A generation that may start, or one whose task exists already. */
export interface Planned {
  readonly generation: Generation
  /** What it makes, for the polling: `text_to_image`, or a task's own `image`. */
  readonly type: string
  /** What is wrong with params before they are sent; undefined where the task exists. */
  readonly review?: Review
  /** Its params as they are to be sent, where that is known. */
  readonly asSent?: Params
  /** What of its params could not be checked. */
  readonly gaps?: readonly Gap[]
  /** Paid for by an earlier attempt, or handed in: it is waited for, not created. */
  readonly task?: Task
}

/** What a step does, as far as it is known before anything is created. */
export interface Workload {
  readonly ready: readonly Planned[]
  /** Nothing can be done for them. */
  readonly ended: readonly Ended[]
  /** Nothing is created for them, and findings tell why: the log does not repeat it. */
  readonly blocked?: readonly Ended[]
  /** Creates of earlier attempts of which nobody knows what became. */
  readonly doubts?: readonly OpenCreate[]
}
