import type { Api, Model } from './api/creatify.ts'
import type { RetryOptions } from './api/http.ts'
import type { Params } from './api/task.ts'
import type { Durations } from './base/durations.ts'
import type { Finding } from './base/findings.ts'
import { isRecord } from './base/json.ts'
import type { RunContext } from './inputs/context.ts'
import type { Inputs } from './inputs/inputs.ts'
import { readParamSchema, type ParamSchema } from './documents/schema.ts'
import { type Asked, type Generation } from './manifest/generation.ts'
import { publicFiles } from './manifest/public-files.ts'
import { pathsIn, reviewParams, type Rules } from './manifest/review.ts'
import { didYouMean } from './base/suggest.ts'
import type { Planned, Review } from './tasks/planned.ts'

/** What would happen, before a credit is spent. */
export interface Plan {
  /** In the order asked. Without the generations that have findings of severity `error`. */
  readonly planned: readonly Planned[]
  readonly findings: readonly Finding[]
  /** Credits of the account; undefined when the API did not tell. */
  readonly balance: number | undefined
  /** True when nothing may be created. */
  readonly blocked: boolean
  /** By model: params of `defaults` that it does not know, and that are not sent to it. */
  readonly leftOut: ReadonlyMap<string, readonly string[]>
  /** Of each model, the defaults of its params. */
  readonly fallbacks: ReadonlyMap<string, Params>
}

/** How a step prepares. */
interface Preparing {
  readonly dryRun: boolean
  /** False: nothing can wait for the result of another. */
  readonly wait: boolean
  readonly unknownParams: Inputs['unknownParams']
  /** Whether the API, and so its files, may be on this machine. */
  readonly loopback: boolean
  readonly context: Pick<RunContext, 'temp' | 'rawFilesUrl'>
  readonly durations: Pick<Durations, 'api' | 'checks'>
  readonly signal: AbortSignal
}

/** Fetches the models and checks every generation. Rejects with ApiError when the models cannot be had. */
export async function preflight(
  asked: Asked,
  balance: number | undefined,
  api: Api,
  step: Preparing,
): Promise<Plan> {
  const { durations, signal } = step
  const names = [...new Set(asked.generations.map(({ model }) => model))]
  const all = [...new Set([...names, ...asked.models])]
  const models = await api.models(all, { ms: durations.api.models, signal })

  const typeOf = new Map(models.map((model) => [model.model_name, model.generation_type]))
  const wrong = asked.findings.filter(({ severity }) => severity === 'error')
  const unreadable = new Set(
    wrong.flatMap((each) => (each.key === undefined ? each.generation : [])),
  )
  const kindOf = (model: string) => typeOf.get(model)?.split('_').at(-1)
  const schemas = new Map(
    await Promise.all(
      models.map(async (model) => {
        const { model_name: name, input_params_schema: written } = model
        const schema = await readParamSchema(written, name, durations.checks)
        return [name, { model, schema }] as const
      }),
    ),
  )
  const unknown = names.filter((name) => !typeOf.has(name))
  const offered = await offeredModels(unknown, api, { ms: durations.api.suggestions, signal })
  const files = await publicFiles(
    asked.generations.flatMap(({ model: name, params }) => {
      const model = schemas.get(name)?.model
      return model ? pathsIn(params, model) : []
    }),
    asked.files,
    { context: step.context, ms: durations.checks.file, signal },
  )
  const { unknownParams, loopback } = step
  const common = { unknownParams, loopback, files, manifest: takenBy(all, schemas) }
  const leftOut = new Map<string, readonly string[]>()
  const checked = asked.generations.map((generation) => {
    const { model: modelName } = generation
    const known = schemas.get(modelName)
    if (unreadable.has(generation.name)) return { generation, findings: [] }
    if (!known) return { generation, findings: [unknownModel(generation, offered)] }
    const rules = { ...known, ...common }
    const review: Review = (resolved) => reviewParams(generation, resolved, rules)
    const told = wrong.filter((each) => each.generation === generation.name)
    const reviewed = reviewParams(generation, generation.expect(kindOf), {
      ...rules,
      written: true,
    })
    const before = leftOut.get(modelName) ?? []
    if (reviewed.leftOut.length > 0)
      leftOut.set(modelName, [...new Set([...before, ...reviewed.leftOut])])
    const findings = [
      ...reviewed.findings.filter(({ key }) => !told.some((each) => isWithin(key, each.key))),
      ...(step.wait || generation.parents.length === 0 ? [] : [cannotWait(generation)]),
    ]
    const type = known.model.generation_type
    const { params, gaps } = reviewed
    const asSent = generation.parents.length === 0 ? { asSent: params } : {}
    return { generation, findings, planned: { generation, type, review, gaps, ...asSent } }
  })
  const findings = [
    ...asked.findings,
    ...checked.flatMap(({ findings: found }) => found),
    ...zeroBalance(balance, step.dryRun),
  ]
  const faulty = new Set(
    findings.filter(({ severity }) => severity === 'error').map(({ generation }) => generation),
  )
  return {
    planned: checked.flatMap(({ generation, planned }) =>
      planned && !faulty.has(generation.name) ? planned : [],
    ),
    findings,
    balance,
    blocked: faulty.size > 0,
    leftOut,
    fallbacks: new Map(models.map((model) => [model.model_name, fallbacksOf(model)])),
  }
}

/** What the models of a manifest take together. One that there is not may take anything. */
function takenBy(
  models: readonly string[],
  schemas: ReadonlyMap<string, { readonly schema: ParamSchema }>,
): Rules['manifest'] {
  const known = [...schemas.values()].map(({ schema }) => schema)
  const names = new Set(known.flatMap((schema) => schema.names))
  const isOpen =
    known.some(({ allowsMore }) => allowsMore) || models.some((name) => !schemas.has(name))
  return { names: [...names], mayTake: (param) => isOpen || names.has(param) }
}

function fallbacksOf({ input_params_schema: { properties } }: Model): Params {
  if (!isRecord(properties)) return {}
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) =>
      isRecord(property) && 'default' in property ? [[name, property['default']]] : [],
    ),
  )
}

/** What is said of a key that cannot be read is enough. */
function isWithin(key: string | undefined, outer: string | undefined): boolean {
  return key === outer || (key?.startsWith(`${outer ?? ''}.`) ?? false)
}

function cannotWait({ name, parents, locate }: Generation): Finding {
  const place = locate([])
  const message = `\`${name}\` waits for the result of \`${parents.join('`, `')}\`, and \`wait: false\` waits for none. Remove one of the two.`
  return { severity: 'error', generation: name, message, ...(place && { place }) }
}

function zeroBalance(balance: number | undefined, dryRun: boolean): readonly Finding[] {
  if (balance === undefined || balance > 0) return []
  const message =
    'The Creatify account has no credits left. Top it up or wait for the next month of the plan, then run this again.'
  return [{ severity: dryRun ? 'warning' : 'error', message }]
}

/** For models that there are not, the names of those that there are; empty where they cannot be had. */
async function offeredModels(
  unknown: readonly string[],
  api: Api,
  options: RetryOptions,
): Promise<readonly string[]> {
  if (unknown.length === 0) return []
  try {
    const catalog = await api.models(undefined, options)
    return catalog.map(({ model_name: name }) => name)
  } catch {
    options.signal.throwIfAborted()
    return []
  }
}

function unknownModel({ name, model, modelAt }: Generation, models: readonly string[]): Finding {
  const message = `There is no model \`${model}\`.${didYouMean(model, models)} \`list-models: true\` shows what there is.`
  return { severity: 'error', generation: name, message, ...(modelAt && { place: modelAt }) }
}
