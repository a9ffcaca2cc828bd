import { AsyncLocalStorage } from 'node:async_hooks'
import type { ChildProcess } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/** When a process ran, on the clock of the simulator's requests, in milliseconds. */
export interface Lap {
  readonly startedAt: number
  readonly endedAt: number
}

/** The lap that the running code belongs to: laps may overlap. */
const laps = new AsyncLocalStorage<symbol>()

/** Runs `work`, which starts one process, and tells when that process began and ended. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T } & Lap> {
  const lap = Symbol('lap')
  let [startedAt, endedAt] = [NaN, NaN]
  // Node publishes this just before it starts a process.
  const note = (message: unknown) => {
    if (laps.getStore() !== lap) return
    startedAt = performance.now()
    const { process: child } = message as { readonly process: ChildProcess }
    child.once('close', () => {
      endedAt = performance.now()
    })
  }
  subscribe('child_process', note)
  try {
    const value = await laps.run(lap, work)
    return { value, startedAt, endedAt }
  } finally {
    unsubscribe('child_process', note)
  }
}
