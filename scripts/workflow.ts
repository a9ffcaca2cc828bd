import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { readReference } from './project.ts'

/** A step of an example as the runner would hand it to the action. */
export interface Handed {
  readonly job: string
  /** Position among the legs of the job's matrix, and how many there are. */
  readonly leg: number
  readonly inputs: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
}

/** Values by context: `secrets`, `github`, `needs`, … */
export type Contexts = Readonly<Record<string, unknown>>

interface Workflow {
  readonly on: string | Readonly<Record<string, unknown>>
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly unknown[]>> }
        readonly steps?: readonly Step[]
      }
    >
  >
}

interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, unknown>>
}

/** The first event that starts a workflow. */
export async function eventOf(path: string): Promise<string> {
  const { on } = parse(await readFile(path, 'utf8')) as Workflow
  return typeof on === 'string' ? on : (Object.keys(on)[0] ?? '')
}

/** The steps of a workflow that use this action, once for each leg of a matrix of one key. */
export async function stepsHanded(path: string, contexts: Contexts): Promise<readonly Handed[]> {
  const reference = await readReference()
  const { jobs } = parse(await readFile(path, 'utf8')) as Workflow
  return Object.entries(jobs).flatMap(([job, { strategy, steps = [] }]) => {
    const [[key, values] = ['', [undefined]]] = Object.entries(strategy?.matrix ?? {})
    return values.flatMap((value, leg) => {
      const known = { ...contexts, matrix: { [key]: value } }
      const filled = (texts: Readonly<Record<string, unknown>> = {}) =>
        Object.fromEntries(
          Object.entries(texts).map(([name, text]) => [name, fill(String(text), known)]),
        )
      return steps
        .filter(({ uses }) => uses === reference)
        .map((step) => ({ job, leg, inputs: filled(step.with), env: filled(step.env) }))
    })
  })
}

/** A text with the values of its expressions. */
function fill(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.+?)\}\}/g, (_, source: string) => {
    const { tokens } = new Lexer(source.trim()).lex()
    const expression = new Parser(tokens, Object.keys(contexts), []).parse()
    const values = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary
    return new Evaluator(expression, values).evaluate().coerceString()
  })
}
