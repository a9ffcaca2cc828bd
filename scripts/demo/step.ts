import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { readAction, readReference, readRepository, root } from '../project.ts'
import { actionSteps, handStep, readWorkflow, type ActionStep } from '../workflow.ts'
import { eventOf, type DemoEvent } from './event.ts'

/** What to run, and what earlier steps and people would give it. */
export interface Wanted {
  /** The workflow, relative to the repository. */
  readonly path: string
  /** Variables of the step, in place of what `env:` and earlier steps say. */
  readonly env: Readonly<Record<string, string>>
  readonly inputs: Readonly<Record<string, string>>
}

/** What the simulated GitHub says of this run. */
export interface RunFacts {
  /** Counts from 1, as `attempt` does. */
  readonly number: number
  readonly attempt: number
  readonly workspace: string
  readonly temp: string
  /** Of the simulated GitHub. */
  readonly token: string
  /** Where the simulated Creatify is, and what it knows the caller by. */
  readonly apiUrl: string
  readonly apiId: string
  readonly apiKey: string
}

/** The step as the runner would hand it to the action. */
export interface Prepared {
  readonly event: DemoEvent
  readonly inputs: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  /** Steps before it that a demo does not run, each in a few words. */
  readonly left: readonly string[]
  /** How many other steps of the file use the action, and are not run either. */
  readonly others: number
  /** Expressions without a value. */
  readonly empty: readonly string[]
  /** Inputs that action.yml does not declare: GitHub warns of them. */
  readonly undeclared: readonly string[]
}

/** The first step of the workflow that uses the action. Throws an Error that is meant for users where it can not be run alone. */
export async function prepareStep({ path, env, inputs }: Wanted, run: RunFacts): Promise<Prepared> {
  const file = resolve(root, path)
  if (!existsSync(file)) throw new Error(`There is no file ${path}.`)
  const workflow = await readWorkflow(file, path)
  const event = eventOf(workflow, inputs)
  const steps = actionSteps(workflow, await readRepository())
  const [step] = steps
  if (step === undefined) {
    const reference = await readReference()
    throw new Error(`${path} has no step with \`uses: ${reference}\` or \`uses: ./\`.`)
  }
  const variables = variablesOf(path, step, event, run)
  const { apiId, apiKey, apiUrl, token } = run
  const handed = handStep(
    workflow,
    {
      ...step,
      with: {
        ...step.with,
        // Whatever the workflow says: nothing leaves this machine.
        'api-url': apiUrl,
        'github-token': token,
        ...('api-id' in step.with && { 'api-id': apiId }),
        ...('api-key' in step.with && { 'api-key': apiKey }),
      },
    },
    {
      secrets: { CREATIFY_API_ID: apiId, CREATIFY_API_KEY: apiKey, GITHUB_TOKEN: token },
      inputs: event.inputs,
      github: githubOf(variables, event, run),
      runner: { os: 'Linux', arch: 'X64', environment: 'github-hosted', temp: run.temp },
    },
    env,
  )
  const exposed = (handed.inputs['expose-env'] ?? '').split(/[\s,]+/).filter((name) => name !== '')
  const unset = exposed.filter((name) => handed.env[name] === undefined)
  if (unset.length > 0) {
    const add = unset.map((name) => `--env ${name}=VALUE`).join(' ')
    throw new Error(
      `${path}: \`expose-env\` names ${unset.join(', ')}, and nothing in the file gives a value: an earlier step may do it, and earlier steps are not run here. Add ${add}.`,
    )
  }
  const { inputs: declared } = await readAction()
  return {
    event,
    inputs: handed.inputs,
    env: { ...variables, ...handed.env },
    left: step.before.flatMap((each) => wordsOf(each)),
    others: steps.filter((each) => each.leg === 0).length - 1,
    empty: handed.empty,
    undeclared: Object.keys(handed.inputs).filter((name) => !(name in declared)),
  }
}

/** `GITHUB_*` of this run. */
function variablesOf(
  path: string,
  { job, id }: ActionStep,
  { name, env }: DemoEvent,
  { number, attempt }: RunFacts,
): Readonly<Record<string, string>> {
  const repository = 'octo-org/octo-repo'
  return {
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_OWNER: 'octo-org',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_ACTOR: 'octocat',
    GITHUB_WORKFLOW: 'Demo',
    GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/${basename(path)}@${env['GITHUB_REF'] ?? ''}`,
    GITHUB_JOB: job,
    GITHUB_ACTION: id ?? '__run',
    GITHUB_RUN_ID: String(number),
    GITHUB_RUN_NUMBER: String(number),
    GITHUB_RUN_ATTEMPT: String(attempt),
    GITHUB_EVENT_NAME: name,
    ...env,
  }
}

/** The context `github`. */
function githubOf(
  variables: Readonly<Record<string, string>>,
  { payload }: DemoEvent,
  { token, workspace }: RunFacts,
): Readonly<Record<string, unknown>> {
  const texts = Object.entries(variables).map(
    ([name, value]) => [name.replace('GITHUB_', '').toLowerCase(), value] as const,
  )
  return { ...Object.fromEntries(texts), event: payload, token, workspace }
}

/** Nothing for a checkout: its files are there. */
function wordsOf({ uses, run }: ActionStep['before'][number]): readonly string[] {
  if (uses?.startsWith('actions/checkout@') === true) return []
  const [line = ''] = (uses ?? run ?? '').trim().split('\n')
  return [`\`${line.length > 60 ? `${line.slice(0, 60)}…` : line}\``]
}
