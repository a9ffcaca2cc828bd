import type { Model } from '../api/creatify.ts'
import type { Params } from '../api/task.ts'
import { paramsTakenBy, type Taken } from '../documents/schema.ts'
import type { RunContext } from '../inputs/context.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Generation } from './generation.ts'
import { withTexts, type InputFiles } from './input-files.ts'
import { rawUrlOf } from './public-files.ts'
import { withUrlParams } from './urls.ts'

/** The params of `defaults` that a model does not know: they are not sent to it. */
export function leftOutOf(
  { fromDefaults }: Pick<Generation, 'fromDefaults'>,
  params: Params,
  { names, allowsMore }: Taken,
  unknownParams: Inputs['unknownParams'],
): readonly string[] {
  if (allowsMore || unknownParams === 'allow') return []
  return Object.keys(params).filter(
    (key) => fromDefaults?.has(key) === true && !names.includes(key),
  )
}

/** By what an earlier attempt changed params before it sent them. */
export interface Sending {
  readonly unknownParams: Inputs['unknownParams']
  readonly files: InputFiles
  readonly context: Pick<RunContext, 'rawFilesUrl'>
}

/**
 * The params as an earlier attempt at this commit sent them, for comparing with tasks. Without its model, those of `defaults`
 * that it may have left out are there, and every text that names a file is its URL: a URL that differs contradicts nothing.
 */
export function paramsSent(
  generation: Generation,
  params: Params,
  model: Model | undefined,
  { unknownParams, files, context }: Sending,
): Params {
  const taken = model && paramsTakenBy(model.input_params_schema)
  const leftOut = taken ? leftOutOf(generation, params, taken, unknownParams) : []
  const { rawFilesUrl } = context
  const sent = (text: string) => {
    const file = files.get(text)
    if (rawFilesUrl === undefined || !file || file.why !== undefined) return text
    return rawUrlOf(file.path, rawFilesUrl)
  }
  const kept = Object.fromEntries(Object.entries(params).filter(([key]) => !leftOut.includes(key)))
  if (model) return withUrlParams(kept, model.input_params_schema, sent)
  return Object.fromEntries(
    Object.entries(kept).map(([key, value]) => [key, withTexts(value, sent)]),
  )
}
