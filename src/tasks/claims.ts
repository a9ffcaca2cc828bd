import { join } from 'node:path'
import { taskKey } from '../api/task.ts'
import { reservations } from '../base/reservations.ts'

/** Which task ids of the account are taken: each task belongs to one generation, among all steps of a job. */
export interface Claims {
  /** True when this step or another of the job has it. */
  has(this: void, id: string): boolean
  /** False when it was taken already. */
  claim(this: void, id: string): boolean
}

/** The claims of a step. Of two steps at once, also of two processes, one gets a task. */
export function openClaims(temp: string): Claims {
  const ids = reservations(join(temp, 'creatify-tasks'), taskKey)
  return {
    has: ids.isTaken,
    // Where nothing can be noted, only another step of this job could take it too; the task itself must not be lost for that.
    claim: (id) => ids.reserve(id) !== 'taken',
  }
}
