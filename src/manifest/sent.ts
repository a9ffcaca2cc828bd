import type { Model } from '../api/creatify.ts'
import type { Params } from '../api/task.ts'
import { paramsTakenBy, type Taken } from '../documents/schema.ts'
import type { RunContext } from '../inputs/context.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Generation } from './generation.ts'
import { withTexts, type InputFiles } from './input-files.ts'
import { rawUrlOf } from './public-files.ts'

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
 * that it may have left out are there.
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
  const urlOf = (text: string) => {
    const file = files.get(text)
    if (rawFilesUrl === undefined || !file || file.why !== undefined) return undefined
    return rawUrlOf(file.path, rawFilesUrl)
  }
  return Object.fromEntries(
    Object.entries(params)
      .filter(([key]) => !leftOut.includes(key))
      .map(([key, value]) => [key, withTexts(value, urlOf)]),
  )
}
