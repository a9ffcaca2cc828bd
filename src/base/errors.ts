/** Where something was written. Lines and columns count from 1. */
export interface Place {
  /** Path in the workspace with `/`, or undefined for the inline `params` (they have no file to annotate). */
  readonly file?: string
  readonly line: number
  readonly column: number
}

/** A problem in what was asked, with its place. Errors block every create; warnings do not. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  /** The generation it belongs to; undefined when the file as a whole is meant. */
  readonly generation?: string
  /** The param, as a dotted path below `params`. */
  readonly key?: string
  readonly place?: Place
  /** One or two sentences: what is wrong and what to write instead. */
  readonly message: string
}

/** In the order of the file. What is wrong for every leg of a matrix is told once. */
export function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>()
  const at = ({ place }: Finding) => place ?? { line: 0, column: 0 }
  const sorted = findings.toSorted((a, b) => at(a).line - at(b).line || at(a).column - at(b).column)
  return sorted.filter(({ message, place, severity }) => {
    const key = JSON.stringify([severity, message, place])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** A mistake of the workflow's author. The message is the step's one red sentence: it names the input and what it takes. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/** Thrown once, after everything is published: the step fails with exactly this sentence and no stack. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure'
}

/** The message of anything that was thrown, without a stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What `work` resolves with, unless `signal` aborts first: then it rejects with the signal's reason at once. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const done = new AbortController()
  const aborted = new Promise<never>((_, reject) => {
    const stop = () => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    }
    signal.addEventListener('abort', stop, { once: true, signal: done.signal })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    done.abort()
  }
}
