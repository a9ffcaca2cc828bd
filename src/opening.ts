import { creatify, type Api } from './creatify.ts'
import { readInputs, readSecrets, type Inputs, type RunContext } from './inputs.ts'

/** What a step begins with: its inputs, and the first request already under way. */
export interface Opening {
  /** To be masked before anything is logged. */
  readonly secrets: readonly string[]
  /** The inputs, or what was thrown about them. */
  readonly inputs: { readonly value: Inputs } | { readonly error: unknown }
  /** Undefined without credentials. */
  readonly api: Api | undefined
  /** The account's credits, or why they cannot be read; undefined when nothing would be created. Never rejects. */
  readonly balance: Promise<number | Error> | undefined
}

const userAgent = 'creatify-asset-generator-action'
const balancePatience = 10_000

/**
 * Reads the inputs and sends the first request, so that the answer is on its way while the toolkit loads: this module and
 * what it imports stay light. Never throws and logs nothing.
 */
export function openStep(context: RunContext, signal: AbortSignal): Opening {
  const secrets = readSecrets()
  try {
    const value = readInputs(context.workspace)
    const { credentials, apiUrl, webhookUrl, source } = value
    const api = credentials && creatify(apiUrl, credentials, userAgent, webhookUrl)
    const balance =
      source.kind === 'catalog'
        ? undefined
        : api
            ?.remainingCredits({ ms: balancePatience, signal })
            .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
    return { secrets, inputs: { value }, api, balance }
  } catch (error) {
    return { secrets, inputs: { error }, api: undefined, balance: undefined }
  }
}
