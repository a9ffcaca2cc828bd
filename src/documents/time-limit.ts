import { createContext, Script, type Context } from 'node:vm'
import { isRecord } from '../base/json.ts'
import { formatDuration } from '../base/text.ts'

/** Work was stopped because it took too long. */
export class TimeOver extends Error {
  constructor(ms: number) {
    super(`it took longer than ${formatDuration(ms)} to check`)
  }
}

/** Runs work that may go on for ever, which a pattern may, and which nothing but a context's timeout ends. */
export class TimeLimit {
  readonly #box: { work?: () => unknown } = {}
  #context: Context | undefined
  readonly #script = new Script('work()')

  /** What `work` returns. It may call `run` itself. Throws TimeOver after `ms` milliseconds. */
  run<T>(work: () => T, ms: number): T {
    this.#context ??= createContext(this.#box)
    let value: { readonly of: T } | undefined
    this.#box.work = () => {
      value = { of: work() }
    }
    try {
      this.#script.runInContext(this.#context, { timeout: ms })
    } catch (error) {
      const isOver = isRecord(error) && error['code'] === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
      throw isOver ? new TimeOver(ms) : error
    }
    if (!value) throw new TimeOver(ms)
    return value.of
  }
}
