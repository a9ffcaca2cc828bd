import { existsSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { isRecord, type Api, type Model, type Task } from './creatify.ts'
import type { Finding } from './errors.ts'
import type { RunContext } from './inputs.ts'
import type { Asked, Generation, Path } from './manifest.ts'
import { check, meant } from './schema.ts'

/** A generation that may start, or one whose task exists already. */
export interface Planned {
  readonly generation: Generation
  /** What it makes, for the polling: `text_to_image`, or a task's own `image`. */
  readonly type: string
  /** Paid for by an earlier attempt, or handed in: it is waited for, not created. */
  readonly task?: Task
}

/** What would happen, before a credit is spent. */
export interface Plan {
  /** In the order asked. Without the generations that have findings of severity `error`. */
  readonly planned: readonly Planned[]
  readonly findings: readonly Finding[]
  /** Credits of the account; undefined when the API did not tell. */
  readonly balance: number | undefined
  /** True when nothing may be created. */
  readonly blocked: boolean
}

const modelsPatience = 60_000
const catalogPatience = 10_000

/** Fetches the models and checks every generation. Rejects with ApiError when the models cannot be had. */
export async function preflight(
  asked: Asked,
  balance: number | undefined,
  api: Api,
  step: { readonly dryRun: boolean; readonly context: RunContext; readonly signal: AbortSignal },
): Promise<Plan> {
  const { signal } = step
  const names = [...new Set(asked.generations.map(({ model }) => model))]
  const models = await api.models(names, { ms: modelsPatience, signal })

  const unreadable = new Set(asked.findings.map(({ generation }) => generation))
  const checked = await Promise.all(
    asked.generations.map(async (generation) => {
      const model = models.find(({ model_name: name }) => name === generation.model)
      if (!model) return { generation, findings: [await unknownModel(generation, api, signal)] }
      const findings = unreadable.has(generation.name)
        ? []
        : await findingsOf(generation, model, step.context)
      return { generation, model, findings }
    }),
  )
  const findings = [
    ...asked.findings,
    ...checked.flatMap(({ findings: found }) => found),
    ...poverty(balance, step.dryRun),
  ]
  const faulty = new Set(
    findings.filter(({ severity }) => severity === 'error').map(({ generation }) => generation),
  )
  return {
    planned: checked.flatMap(({ generation, model }) =>
      model && !faulty.has(generation.name) ? { generation, type: model.generation_type } : [],
    ),
    findings,
    balance,
    blocked: faulty.size > 0,
  }
}

function poverty(balance: number | undefined, dryRun: boolean): readonly Finding[] {
  if (balance === undefined || balance > 0) return []
  const message =
    'The Creatify account has no credits left. Top it up or wait for the next month of the plan, then run this again.'
  return [{ severity: dryRun ? 'warning' : 'error', message }]
}

async function unknownModel(
  generation: Generation,
  api: Api,
  signal: AbortSignal,
): Promise<Finding> {
  const { name, model } = generation
  const finding = (rest: string): Finding => ({
    severity: 'error',
    generation: name,
    message: `There is no model \`${model}\`.${rest} \`list-models: true\` shows what there is.`,
  })
  try {
    const catalog = await api.models(undefined, { ms: catalogPatience, signal })
    return finding(
      meant(
        model,
        catalog.map(({ model_name: each }) => each),
      ),
    )
  } catch {
    signal.throwIfAborted()
    return finding('')
  }
}

async function findingsOf(
  generation: Generation,
  model: Model,
  context: RunContext,
): Promise<readonly Finding[]> {
  const local = localPaths(generation, model, context)
  const taken = new Set(local.map(({ path }) => path.join('.')))
  const mismatches = await check(generation.params, model)
  const found = [...mismatches.filter(({ path }) => !taken.has(path.join('.'))), ...local]
  const byPlace = (a: Finding, b: Finding) =>
    (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0)
  const findings = found.map(({ severity, path, message }): Finding => {
    const place = generation.locate(path)
    return {
      severity,
      generation: generation.name,
      message,
      ...(path.length > 0 && { key: path.join('.') }),
      ...(place && { place }),
    }
  })
  findings.sort(byPlace)
  if (!model.generation_type.endsWith('_to_text')) return findings
  const message = `${model.model_name} makes text, and this action saves files. Choose a model of another generation type.`
  return [...findings, { severity: 'error', generation: generation.name, message }]
}

/** Paths of the workspace where the API wants URLs: it could not read them, and may charge all the same. */
function localPaths({ params }: Generation, model: Model, context: RunContext) {
  const properties = model.input_params_schema['properties']
  return Object.entries(params).flatMap(([key, value]) => {
    const property = isRecord(properties) ? properties[key] : undefined
    if (
      !/(^|_)urls?$/i.test(key) &&
      !(isRecord(property) && /^ur[il]/.test(String(property['format'])))
    )
      return []
    const values: readonly [Path, unknown][] = Array.isArray(value)
      ? value.map((each, i) => [[key, i], each])
      : [[[key], value]]
    return values.flatMap(([path, each]) => {
      if (typeof each !== 'string' || each === '' || /^[a-z][a-z0-9+.-]+:/i.test(each)) return []
      const message = `\`${path.join('.')}\` is ${JSON.stringify(each.slice(0, 200))}, and the API takes public URLs only: it cannot read files of the workspace.${publicUrl(each, context)}`
      return [{ severity: 'error' as const, path, message }]
    })
  })
}

function publicUrl(path: string, { workspace, rawFilesUrl }: RunContext): string {
  const inside = relative(workspace, resolve(workspace, path))
  if (
    rawFilesUrl === undefined ||
    inside.startsWith('..') ||
    !existsSync(resolve(workspace, inside))
  )
    return ''
  const url = rawFilesUrl + inside.split(sep).map(encodeURIComponent).join('/')
  return ` If the file is committed, use ${url}`
}
