import { textOf, type Workflow } from '../workflow.ts'

/** What starts a simulated run. */
export interface DemoEvent {
  readonly name: string
  /** For people. */
  readonly title: string
  /** The file of `GITHUB_EVENT_PATH`. */
  readonly payload: Readonly<Record<string, unknown>>
  /** `GITHUB_*` that the event decides. */
  readonly env: Readonly<Record<string, string>>
  /** The context `inputs`. */
  readonly inputs: Readonly<Record<string, unknown>>
}

/** The tag of the simulated release, and of a pushed tag. */
export const tag = 'v2.0.0'
export const commit = '4f1c9e07b3a25d86c0f7e1a94b6d2835c7e90f14'
const repository = { full_name: 'octo-org/octo-repo', private: false }
const branch = refs('branch', 'main', 'refs/heads/main')

/**
 * The first event of the workflow; where inputs are `given`, the first one that takes some. Throws an Error that is meant for users
 * where an input is unknown or missing.
 */
export function eventOf(workflow: Workflow, given: Readonly<Record<string, string>>): DemoEvent {
  const names = [...workflow.events.keys()]
  const takesInputs = names.find((name) => /^workflow_(dispatch|call)$/.test(name))
  const name = (Object.keys(given).length > 0 ? takesInputs : undefined) ?? names[0] ?? 'push'
  const inputs = inputsOf(workflow, name, given)
  return { name, inputs, ...detailsOf(workflow, name, inputs) }
}

function detailsOf(
  { events }: Workflow,
  name: string,
  inputs: DemoEvent['inputs'],
): Pick<DemoEvent, 'title' | 'payload' | 'env'> {
  const filters = events.get(name) ?? {}
  switch (name) {
    case 'push': {
      const isTag = 'tags' in filters && !('branches' in filters)
      const env = isTag ? tagRefs : branch
      const title = isTag ? `push of the tag ${tag}` : 'push to main'
      return { title, env, payload: { repository, ref: env['GITHUB_REF'], after: commit } }
    }
    case 'release': {
      const release = { name: 'Aurora 2.0', tag_name: tag, draft: false, prerelease: false }
      const payload = { repository, action: 'published', release }
      return { title: `release ${tag}`, env: tagRefs, payload }
    }
    case 'pull_request':
    case 'pull_request_target': {
      const pull_request = {
        number: 7,
        title: 'Say "hello" in four languages',
        head: { ref: 'feature', sha: commit, repo: repository },
        base: { ref: 'main', repo: repository },
      }
      const merge = refs('branch', '7/merge', 'refs/pull/7/merge')
      const env = {
        ...(name === 'pull_request' ? merge : branch),
        GITHUB_HEAD_REF: 'feature',
        GITHUB_BASE_REF: 'main',
      }
      const payload = { repository, action: 'opened', number: 7, pull_request }
      return { title: 'pull request 7', env, payload }
    }
    case 'workflow_dispatch':
      return { title: 'workflow_dispatch', env: branch, payload: { repository, inputs } }
    default:
      return { title: name, env: branch, payload: { repository } }
  }
}

const tagRefs = refs('tag', tag, `refs/tags/${tag}`)

function refs(type: string, short: string, ref: string): Readonly<Record<string, string>> {
  return { GITHUB_REF: ref, GITHUB_REF_NAME: short, GITHUB_REF_TYPE: type, GITHUB_SHA: commit }
}

/** An input that a workflow declares. */
interface Declared {
  readonly description?: string
  readonly required?: boolean
  readonly default?: unknown
  readonly type?: string
  readonly options?: readonly unknown[]
}

function inputsOf(
  { path, events }: Workflow,
  event: string,
  given: Readonly<Record<string, string>>,
): DemoEvent['inputs'] {
  const all = (events.get(event)?.['inputs'] ?? {}) as Readonly<Record<string, Declared | null>>
  const unknown = Object.keys(given).filter((name) => !(name in all))
  if (unknown.length > 0) {
    const names = Object.keys(all)
    const has = names.length === 0 ? 'It has none.' : `It has ${listed(names)}.`
    throw new Error(`${path} has no input ${listed(unknown)}. ${has}`)
  }
  const missing = Object.entries(all).filter(
    ([name, input]) =>
      input?.required === true && input.default === undefined && given[name] === undefined,
  )
  if (missing.length > 0) {
    const what = missing.map(([name, input]) => `--input ${name}=VALUE${aboutOf(input)}`)
    throw new Error(`${path} needs a value that people give. Add ${what.join(' ')}.`)
  }
  return Object.fromEntries(
    Object.entries(all).map(([name, input]) => [name, valueOf(input ?? {}, given[name])]),
  )
}

function aboutOf(input: Declared | null): string {
  return input?.description === undefined ? '' : ` (${input.description})`
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

/** As GitHub hands it on: switches and numbers are no text. */
function valueOf({ type, options, default: fallback }: Declared, text: string | undefined) {
  const value = text ?? fallback ?? (type === 'choice' ? options?.[0] : undefined)
  if (type === 'boolean') return textOf(value) === 'true'
  if (type === 'number') return Number(value ?? 0)
  return textOf(value)
}
