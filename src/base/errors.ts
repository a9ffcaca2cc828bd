/** A mistake of the workflow's author. The message is the step's error message: it names the input and what it takes. */
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

/** Resolves when the signal aborts, or at once where it has. */
export async function whenAborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return undefined
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(undefined)
    })
  })
}
