import { Worker } from 'node:worker_threads'
import fc from 'fast-check'

/** Something that holds whatever comes. */
export interface Property {
  readonly name: string
  /** Cases of `npm run fuzz`, and of `npm test`. */
  readonly cases: { readonly full: number; readonly short: number }
  /** The longest that one case may take, in milliseconds. */
  readonly bound: number
  /** Checks as many cases as asked for. */
  check(how: Checking): Promise<Checked>
}

/** `path` leads from a seed to one case, as fast-check prints it. */
export interface Checking {
  readonly seed: number
  readonly cases: number
  readonly path?: string | undefined
}

/** What came of a property. */
export interface Checked {
  readonly cases: number
  readonly ms: number
  /** The slowest case, in milliseconds. */
  readonly slowest: number
  /** The smallest case that was found to break it, and how to see it again. */
  readonly broken:
    { readonly example: string; readonly why: string; readonly path: string } | undefined
}

interface Definition<T> {
  readonly cases: Property['cases']
  readonly of: fc.Arbitrary<T>
  readonly bound?: number
  /** Throws, or rejects, where the property does not hold. */
  readonly holds: (value: T) => void | Promise<void>
}

const usualBound = 5000
/** Making a counterexample smaller ends after this long. */
const patience = 60_000

/** A property that is checked with random values. A case that takes longer than its bound breaks it. */
export function property<T>(name: string, definition: Definition<T>): Property {
  const { cases, of, holds, bound = usualBound } = definition
  return {
    name,
    cases,
    bound,
    async check({ seed, cases: numRuns, path }) {
      const began = performance.now()
      let slowest = 0
      let failedAt: number | undefined
      const watch = watchdog(replay(name, seed, ''), bound)
      const run = fc.asyncProperty(of, async (value) => {
        // Growing smaller must not take for ever where every try is slow.
        if (failedAt !== undefined && performance.now() - failedAt > patience) return
        const start = performance.now()
        watch.start()
        try {
          await holds(value)
          const ms = performance.now() - start
          slowest = Math.max(slowest, ms)
          if (ms > bound) throw new Error(`took ${Math.round(ms)} ms; at most ${bound} are fine`)
        } catch (error) {
          failedAt ??= performance.now()
          throw error
        } finally {
          watch.stop()
        }
      })
      const details = await fc.check(run, { seed, numRuns, ...(path !== undefined && { path }) })
      await watch.end()
      return {
        cases: details.numRuns,
        ms: performance.now() - began,
        slowest,
        broken: details.failed ? brokenBy(details) : undefined,
      }
    },
  }
}

function brokenBy<T>({ counterexample, counterexamplePath, errorInstance }: fc.RunDetails<[T]>) {
  const example = fc.stringify(counterexample?.[0])
  const error = errorInstance instanceof Error ? errorInstance.stack : String(errorInstance)
  return {
    example: example.length > 4000 ? `${example.slice(0, 4000)}… (${example.length})` : example,
    why: (error ?? '').split('\n').slice(0, 12).join('\n'),
    path: counterexamplePath ?? '',
  }
}

/** The command that shows a case again. */
export function replay(name: string, seed: number, path: string): string {
  return `npm run fuzz -- --property ${JSON.stringify(name)} --seed ${seed} --path ${path}`
}

/** Ends the process when a case never ends: nothing else gets a turn then. */
function watchdog(what: string, bound: number) {
  // When the case has to be over, in milliseconds since 1970, and 0 between cases; and which case it is.
  const until = new BigInt64Array(new SharedArrayBuffer(16))
  const worker = new Worker(guard, { eval: true, workerData: { until, what } })
  worker.unref()
  return {
    start: () => {
      Atomics.store(until, 0, BigInt(Date.now() + 4 * bound))
      Atomics.add(until, 1, 1n)
    },
    stop: () => {
      Atomics.store(until, 0, 0n)
    },
    end: async () => worker.terminate(),
  }
}

const guard = `
  const { workerData: { until, what } } = require('node:worker_threads')
  const { writeSync } = require('node:fs')
  setInterval(() => {
    const end = Number(Atomics.load(until, 0))
    if (end === 0 || Date.now() < end) return
    const path = Number(Atomics.load(until, 1)) - 1
    writeSync(2, 'A case hangs. Again: ' + what + path + '\\n')
    process.kill(process.pid, 'SIGKILL')
  }, 200)
`

/** Throws with the values in question. */
export function claim(holds: boolean, what: string, ...about: readonly unknown[]): void {
  if (holds) return
  throw new Error([what, ...about.map((each) => fc.stringify(each).slice(0, 2000))].join('\n'))
}
