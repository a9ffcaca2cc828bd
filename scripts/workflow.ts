import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import { readFile } from 'node:fs/promises'
import { isMap, parseDocument } from 'yaml'

/** A workflow, as far as a step of it is tried. */
export interface Workflow {
  /** As messages name it. */
  readonly path: string
  readonly text: string
  /** What starts it, in the order of the file, each with its filters, types or inputs. */
  readonly events: ReadonlyMap<string, Mapping>
  readonly env: Mapping
  readonly jobs: Readonly<Record<string, Job>>
}

type Mapping = Readonly<Record<string, unknown>>

interface Job {
  readonly strategy?: { readonly matrix?: unknown }
  readonly environment?: unknown
  readonly env?: Mapping
  readonly steps?: readonly Step[]
}

interface Step {
  readonly id?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Mapping
  readonly env?: Mapping
}

/** A step that uses the action, its expressions still as they are written. */
export interface ActionStep {
  readonly job: string
  readonly id: string | undefined
  /** Position among the combinations of the job's matrix, and how many there are. */
  readonly leg: number
  readonly legs: number
  /** The context `matrix`. */
  readonly matrix: Mapping
  /** The steps of its job that stand before it. */
  readonly before: readonly Step[]
  /** `env:` of the workflow, the job and the step: the last one wins. */
  readonly envs: readonly Mapping[]
  readonly with: Mapping
}

/** A step as the runner would hand it to the action. */
export interface Handed {
  readonly inputs: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  /** Expressions without a value: on GitHub, too, they are empty text where nothing gives one. */
  readonly empty: readonly string[]
}

/** Values by context: `secrets`, `github`, `needs`, … What is missing can not be used. */
export type Contexts = Readonly<Record<string, unknown>>

/** Throws an Error that is meant for users where the file is no workflow. */
export async function readWorkflow(file: string, path: string): Promise<Workflow> {
  const text = await readFile(file, 'utf8')
  const document = parseDocument(text)
  const [problem] = document.errors
  if (problem !== undefined) throw new Error(`${path} is not YAML: ${problem.message}`)
  const isManifest = isMap(document.contents) && document.has('generations')
  const value: unknown = document.toJS()
  if (!isMapping(value) || !isMapping(value['jobs'])) {
    const what = isManifest ? 'a manifest, not a workflow' : 'not a workflow: it has no `jobs:`'
    throw new Error(`${path} is ${what}. Name the workflow that uses it.`)
  }
  const { on, env, jobs } = value
  return {
    path,
    text,
    events: eventsOf(on),
    env: isMapping(env) ? env : {},
    jobs: jobs as Workflow['jobs'],
  }
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function eventsOf(on: unknown): Workflow['events'] {
  if (isMapping(on))
    return new Map(Object.entries(on).map(([name, value]) => [name, isMapping(value) ? value : {}]))
  const names: readonly unknown[] = Array.isArray(on) ? on : [on]
  return new Map(names.filter((name) => typeof name === 'string').map((name) => [name, {}]))
}

/**
 * The steps that use the action, once for each combination of their job's matrix. `repository`: `OWNER/NAME` of the action; any
 * version of it is meant, and `./`.
 */
export function actionSteps(workflow: Workflow, repository: string): readonly ActionStep[] {
  const isAction = (uses = '') =>
    uses === './' || uses.toLowerCase().startsWith(`${repository.toLowerCase()}@`)
  return Object.entries(workflow.jobs).flatMap(([job, { strategy, env = {}, steps = [] }]) => {
    const combinations = combinationsOf(workflow, strategy?.matrix)
    return combinations.flatMap((matrix, leg) =>
      steps.flatMap((step, i) =>
        isAction(step.uses)
          ? [
              {
                job,
                id: step.id,
                leg,
                legs: combinations.length,
                matrix,
                before: steps.slice(0, i),
                envs: [workflow.env, env, step.env ?? {}],
                with: step.with ?? {},
              },
            ]
          : [],
      ),
    )
  })
}

/** Every value of a key with every value of the others. `include` counts where it is alone, and `exclude` does not. */
function combinationsOf({ path }: Workflow, matrix: unknown): readonly Mapping[] {
  if (matrix === undefined) return [{}]
  if (!isMapping(matrix)) {
    throw new Error(
      `${path}: \`matrix: ${textOf(matrix)}\` is known only on GitHub. Write the values in its place to try a step of this job.`,
    )
  }
  const { include } = matrix
  const keys = Object.entries(matrix).filter(([key]) => !['include', 'exclude'].includes(key))
  if (keys.length === 0 && Array.isArray(include)) return (include as unknown[]).filter(isMapping)
  return keys.reduce<readonly Mapping[]>(
    (all, [key, values]) => {
      if (!Array.isArray(values)) {
        throw new Error(
          `${path}: \`${key}: ${textOf(values)}\` of a matrix is known only on GitHub. Write a list in its place to try a step of this job.`,
        )
      }
      return all.flatMap((each) => values.map((value: unknown) => ({ ...each, [key]: value })))
    },
    [{}],
  )
}

/**
 * A step with the values of its expressions. `given`: variables that take the place of what `env:` and earlier steps say. Throws an
 * Error that is meant for users at an expression that has no value here.
 */
export function handStep(
  workflow: Workflow,
  step: ActionStep,
  contexts: Contexts,
  given: Readonly<Record<string, string>> = {},
): Handed {
  const { leg, legs, matrix } = step
  const strategy = { 'job-index': leg, 'job-total': legs }
  const known = { ...contexts, matrix, strategy }
  const empty: string[] = []
  const filled = (texts: Mapping, env: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [
        name,
        fill(workflow, textOf(text), { ...known, env }, (expression) => empty.push(expression)),
      ]),
    )
  const env = step.envs.reduce<Readonly<Record<string, string>>>((above, texts) => {
    const unset = Object.entries(texts).filter(([name]) => !(name in given))
    return { ...above, ...filled(Object.fromEntries(unset), { ...above, ...given }) }
  }, {})
  const all = { ...env, ...given }
  const inputs = filled(step.with, all)
  return { inputs, env: all, empty }
}

/** A text of a workflow with the values of its expressions. `onEmpty` is told those without one. Throws as `handStep` does. */
export function fill(
  workflow: Workflow,
  text: string,
  contexts: Contexts,
  onEmpty: (expression: string) => void = () => undefined,
): string {
  return text.replace(/\$\{\{(.+?)\}\}/gs, (_, source: string) => {
    const expression = source.trim()
    try {
      const { tokens } = new Lexer(expression).lex()
      const parsed = new Parser(tokens, Object.keys(contexts), []).parse()
      const values = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary
      const value = new Evaluator(parsed, values).evaluate().coerceString()
      if (value === '') onEmpty(expression)
      return value
    } catch (error) {
      const place = placeOf(workflow, expression)
      throw new Error(`${place}: \`${expression}\`: ${reasonOf(error, expression)}`, {
        cause: error,
      })
    }
  })
}

/** A value of YAML as the runner makes it text. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}

/** Where an expression stands first: `PATH:LINE`. */
function placeOf({ path, text }: Workflow, expression: string): string {
  const [first = ''] = expression.split('\n')
  const line = text.split('\n').findIndex((each) => each.includes(first))
  return line < 0 ? path : `${path}:${line + 1}`
}

/** Contexts that have no values where one step is run alone, and who gives them. */
const absent: Readonly<Record<string, string>> = {
  steps: 'Only earlier steps give `steps.…`.',
  needs: 'Only earlier jobs give `needs.…`.',
  vars: 'Only the settings of a repository give `vars.…`.',
  job: 'Only a job on GitHub gives `job.…`.',
}

function reasonOf(error: unknown, expression: string): string {
  const instead = 'Write a value in its place to try this step.'
  const message = error instanceof Error ? error.message : String(error)
  const [, name = ''] = /^Unrecognized named-value: '([\w-]+)'/.exec(message) ?? []
  const reason = absent[name.toLowerCase()]
  if (reason !== undefined) return `${reason} ${instead}`
  return `${message.replace(` within expression: ${expression}`, '')}. ${instead}`
}
