import { creatify, type Api } from './api/creatify.ts'
import {
  readInputs,
  readSecrets,
  readSummary,
  type Inputs,
  type RunContext,
} from './inputs/inputs.ts'
import { mayRecall } from './reuse/ledger.ts'

/** What a step begins with: its inputs, and the first request already under way. */
export interface Opening {
  /** To be masked before anything is logged. */
  readonly secrets: readonly string[]
  /** Whether to write the job summary. */
  readonly summary: boolean
  /** The inputs, or what was thrown about them. */
  readonly inputs: { readonly value: Inputs } | { readonly error: unknown }
  /** Undefined without credentials. */
  readonly api: Api | undefined
  /** The account's credits, or why they cannot be read; undefined where nothing may have to be created. Never rejects. */
  readonly balance: Promise<number | Error> | undefined
}

const userAgent = 'creatify-asset-generator-action'
const balancePatience = 10_000

/** The account's credits, or why they cannot be read. Never rejects. */
export async function readBalance(api: Api, signal: AbortSignal): Promise<number | Error> {
  return api.remainingCredits({ ms: balancePatience, signal }).catch((error: unknown) => {
    return error instanceof Error ? error : new Error(String(error))
  })
}

/**
 * Reads the inputs and sends the first request, so that the answer is on its way while the toolkit loads: this module and
 * what it imports stay light. Never throws and logs nothing.
 */
export function openStep(context: RunContext, signal: AbortSignal): Opening {
  const told = { secrets: readSecrets(), summary: readSummary() }
  try {
    const value = readInputs(context.workspace)
    const { credentials, apiUrl, webhookUrl, source, reuse } = value
    const api = credentials && creatify(apiUrl, credentials, userAgent, webhookUrl)
    const creates =
      (source.kind === 'generation' || source.kind === 'manifest') && !mayRecall(reuse, context)
    const balance = api && creates ? readBalance(api, signal) : undefined
    return { ...told, inputs: { value }, api, balance }
  } catch (error) {
    return { ...told, inputs: { error }, api: undefined, balance: undefined }
  }
}
