import { isMainThread, parentPort } from 'node:worker_threads'
import { messageOf, StepFailure } from './base/errors.ts'
import { readContext } from './inputs/inputs.ts'
import { sanitizeLine } from './base/text.ts'
import { openStep } from './start.ts'

async function step(): Promise<void> {
  const cancelled = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] as const) {
    process.on(signal, () => {
      cancelled.abort(new Error('the step was cancelled'))
    })
  }

  const context = readContext()
  const opening = openStep(context, cancelled.signal)
  // Loading the toolkit blocks the event loop for as long as Node took to start: these turns let the first request out.
  for (let turn = 0; turn < 4; turn += 1) await new Promise(setImmediate)
  const [core, { run }] = await Promise.all([import('@actions/core'), import('./main.ts')])
  try {
    await run(opening, context, cancelled.signal)
  } catch (error) {
    if (!(error instanceof StepFailure)) {
      const stack = error instanceof Error ? (error.stack ?? '') : ''
      for (const line of stack.split('\n')) core.info(sanitizeLine(line))
      core.info('This is a bug in the action. Open an issue with these lines.')
    }
    core.setFailed(sanitizeLine(messageOf(error)))
  }
  // Downloads that were given up cannot be aborted and would keep Node alive. An empty write waits for the log to be out.
  process.stdout.write('', () => {
    process.exit()
  })
}

if (isMainThread) await step()
else if (parentPort) (await import('./reuse/cache.ts')).serveVault(parentPort)
