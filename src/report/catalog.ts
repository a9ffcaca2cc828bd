import type { Api, Model } from '../api/creatify.ts'
import type { Finding } from '../base/findings.ts'
import type { Log } from '../base/log.ts'
import { didYouMean } from '../base/suggest.ts'
import { sumOfFindings } from './failure.ts'
import type { Report } from './report.ts'

/**
 * The models that `list-models` asks for: all for an empty filter, else those of the names, the generation types and what they
 * make (`video`) in it. An unknown word is a finding. `ms`: for the request, tries included. Rejects with ApiError.
 */
export async function listModels(
  filter: readonly string[],
  api: Api,
  { log, signal, ms }: { readonly log: Log; readonly signal: AbortSignal; readonly ms: number },
): Promise<Pick<Report, 'status' | 'failure' | 'models' | 'findings'>> {
  const catalog = await api.models(undefined, { ms, signal })
  const matches =
    (word: string) =>
    ({ model_name: name, generation_type: type }: Model) =>
      name === word || type === word || type.endsWith(`_to_${word}`)
  const types = new Set(catalog.map((model) => model.generation_type))
  const kinds = new Set([...types].map((type) => type.replace(/^.*_to_/, '')))
  const words = [...new Set([...catalog.map((model) => model.model_name), ...types, ...kinds])]
  const unknown = filter.filter((word) => !catalog.some(matches(word)))
  const findings = unknown.map((word): Finding => {
    const message = `\`list-models\`: there is no model and no generation type \`${word}\`.${didYouMean(word, words)}`
    return { severity: 'error', message }
  })
  const models =
    filter.length === 0
      ? catalog
      : catalog.filter((model) => filter.some((word) => matches(word)(model)))
  for (const { model_name: name, generation_type: type } of models) log.info(`${name} (${type})`)
  const failure = sumOfFindings(findings)
  return { status: failure === undefined ? 'listed' : 'failed', failure, models, findings }
}
