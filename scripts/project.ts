import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'

/** The repository's folder. */
export const root = join(import.meta.dirname, '..')

/** What the scripts read of action.yml. */
export interface Action {
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly default?: string }>
  >
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
  /** `main` is the file that the runner starts. */
  readonly runs: { readonly using: string; readonly main: string }
}

/** What the scripts read of a workflow. */
export interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps?: readonly WorkflowStep[] }>>
}

/** One step of a job. Values under `with:` are text, numbers or booleans until the runner makes them text. */
export interface WorkflowStep {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

/** action.yml of the project in `folder`. */
export async function readAction(folder = root): Promise<Action> {
  return parse(await readFile(join(folder, 'action.yml'), 'utf8')) as Action
}

/** `OWNER/NAME` of this action, from package.json, the one place that names it. */
export async function readRepository(folder = root): Promise<string> {
  return (await readPackage(folder)).name
}

/** What `uses:` says to get this action: `OWNER/NAME@vMAJOR`. */
export async function readReference(folder = root): Promise<string> {
  const { name, version } = await readPackage(folder)
  return `${name}@v${version.split('.')[0] ?? ''}`
}

async function readPackage(folder: string) {
  const text = await readFile(join(folder, 'package.json'), 'utf8')
  const { repository, version } = JSON.parse(text) as { repository: string; version: string }
  const [, name] = /^github:([\w.-]+\/[\w.-]+)$/.exec(repository) ?? []
  if (name === undefined) {
    throw new Error(`"repository" in package.json is "${repository}", not "github:OWNER/NAME"`)
  }
  return { name, version }
}

/** Paths of the example workflows, relative, with `/`. Params files stand in folders of their own. */
export async function exampleWorkflows(folder = root): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'examples'))
  return names
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => `examples/${name}`)
}

/** Paths of the example manifests, relative, with `/`. */
export async function exampleManifests(folder = root): Promise<readonly string[]> {
  const names = (await readdir(join(folder, 'examples/creatify'))).sort()
  const paths = names.map((name) => `examples/creatify/${name}`)
  const texts = await Promise.all(paths.map(async (path) => readFile(join(folder, path), 'utf8')))
  return paths.filter((_, i) => /^generations:/m.test(texts[i] ?? ''))
}

/** The steps of a workflow that use this action. */
export async function stepsOfAction(path: string): Promise<readonly WorkflowStep[]> {
  const reference = await readReference()
  const workflow = parse(await readFile(path, 'utf8')) as Workflow
  return Object.values(workflow.jobs)
    .flatMap(({ steps }) => steps ?? [])
    .filter(({ uses }) => uses === reference)
}
