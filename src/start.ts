import { creatify, type Api } from './api/creatify.ts'
import type { Durations } from './base/durations.ts'
import { InputError, messageOf, StepFailure } from './base/errors.ts'
import { proxyFor } from './base/proxy.ts'
import { redactor } from './base/redact.ts'
import { sanitizeLine } from './base/text.ts'
import { readContext } from './inputs/context.ts'
import { readEvent, type Environment } from './inputs/environment.ts'
import { readInputs, readSecrets, readSummary } from './inputs/inputs.ts'
import type { Start } from './plan.ts'
import { mayRecall } from './reuse/facts.ts'

/**
 * The whole step: from the environment to the end of the process. Everything that decides a length of time is in
 * `durations`, everything the runner says in `env` and the files it names.
 */
export async function step(durations: Durations, env: Environment): Promise<void> {
  const cancelled = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] as const) {
    process.on(signal, () => {
      cancelled.abort(new Error('the step was cancelled'))
    })
  }

  const start = startStep(env, durations, cancelled.signal)
  // Loading the toolkit blocks the event loop. Without these turns the first request leaves after it: 1.5 times the start of
  // bare Node instead of 1.2 (bench/start.ts).
  for (let turn = 0; turn < 4; turn += 1) await new Promise(setImmediate)
  const [core, { run }] = await Promise.all([import('@actions/core'), import('./main.ts')])
  try {
    await run(start, cancelled.signal)
  } catch (error) {
    if (!(error instanceof StepFailure)) {
      const stack = error instanceof Error ? (error.stack ?? '') : ''
      for (const line of stack.split('\n')) core.info(sanitizeLine(start.redact(line)))
      core.info('This is a bug in the action. Open an issue with these lines.')
    }
    core.setFailed(sanitizeLine(start.redact(messageOf(error))))
  }
  // Downloads that were given up cannot be aborted and would keep Node alive. An empty write waits for the log to be out.
  process.stdout.write('', () => {
    process.exit()
  })
}

const userAgent = 'creatify-asset-generator-action'
const noOutputs =
  'GITHUB_OUTPUT is not set, so the outputs would be lost. Set it to the path of a file, as GitHub’s runner does. Nothing was created.'

/**
 * Reads the inputs and sends the first request, so that the answer is on its way while the toolkit loads: this module and
 * what it imports stay light. Never throws and logs nothing.
 */
function startStep(env: Environment, durations: Durations, signal: AbortSignal): Start {
  const context = readContext(env, readEvent(env))
  const secrets = readSecrets(env)
  const summary = readSummary(env)
  const known = { context, durations, secrets, redact: redactor(secrets), summary }
  try {
    if (context.outputFile === undefined) throw new InputError(noOutputs)
    const inputs = readInputs(env, context)
    const { credentials, apiUrl, webhookUrl, source, reuse } = inputs
    if (!credentials) return { ...known, inputs }
    const proxy = proxyFor(apiUrl, context.proxies)
    const connection = { base: apiUrl, credentials, userAgent, webhookUrl, proxy }
    const api = creatify({ ...connection, durations: durations.api })
    const balance = once(async () => readBalance(api, durations.api.balance, signal))
    const creates = source.kind === 'generation' || source.kind === 'manifest'
    if (creates && !mayRecall(reuse, context.runAttempt)) void balance()
    return { ...known, inputs, account: { api, balance } }
  } catch (error) {
    return { ...known, error }
  }
}

/** The account's credits, or why they cannot be read. Never rejects. */
async function readBalance(api: Api, ms: number, signal: AbortSignal): Promise<number | Error> {
  return api.remainingCredits({ ms, signal }).catch((error: unknown) => {
    return error instanceof Error ? error : new Error(String(error))
  })
}

function once<T>(work: () => T): () => T {
  let result: { readonly value: T } | undefined
  return () => (result ??= { value: work() }).value
}
