import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startGitHub, type GitHubOptions } from '../../simulator/github.ts'
import { startRawFiles } from '../../simulator/raw.ts'
import type { Fault, TaskScript } from '../../simulator/simulator.ts'
import { again, anotherTask, paste, remove, type Setup, type Trial } from '../support/advice.ts'
import { signalWhen } from '../support/attempts.ts'
import { kite, resultsOf } from '../support/reading.ts'
import { certificate, publicHost, startProxy } from '../support/proxy.ts'
import type { Job, Transcript } from '../support/scenario.ts'

const one: Partial<Setup> = { with: kite }

/** The step, after faults of the API. */
function amid(faults: readonly Fault[], inputs: Setup['with'] = {}) {
  return ({ simulator }: Job): Partial<Setup> => {
    simulator.fault(...faults)
    return { with: { ...kite, ...inputs } }
  }
}

/** `NAME=ID` of a message, for a step that only collects. */
const collect: Trial['follow'] = (told) => ({
  with: { model: '', params: '', name: '', manifest: '', 'task-id': told(/`task-id: (.+?)`/) },
})

/** The task of the server is saved, and no other was created. */
function savedOnce(second: Transcript, { job }: { readonly job: Job }): void {
  expect(second.errors).toEqual([])
  expect(resultsOf(second).map(({ task_id: id }) => id)).toEqual(
    job.simulator.tasks.map(({ id }) => id),
  )
  expect(resultsOf(second).flatMap(({ assets }) => assets.map(({ path }) => path))).not.toContain(
    null,
  )
}

const paced = { pace: 20 }

/** The API has this trouble until the first step has ended. */
function trouble(message: string, fault: Fault, more: Partial<Trial> = {}): Trial {
  let isOver = false
  return {
    message,
    options: paced,
    ...more,
    given: ({ simulator }) => {
      simulator.fault({ ...fault, times: 9999, match: () => !isOver })
      return one
    },
    follow: () => {
      isOver = true
      return {}
    },
  }
}

const tls = await certificate()
const page = '<html><title>Welcome</title></html>'

const connection: readonly Trial[] = [
  trouble('Nothing was created; run this again when the API answers', {
    route: 'schemas',
    status: 502,
  }),
  trouble('… answered …: …', { route: 'schemas', status: 400 }),
  trouble('… answered …, but not with JSON (…): …', { route: 'schemas', status: 200, body: page }),
  trouble('… answered without …: …', { route: 'schemas', status: 200, body: { detail: 'Hello' } }),
  trouble('… got no answer within …', { route: 'schemas', hang: 'before' }),
  trouble(
    '… answered … with more than … MiB',
    { route: 'schemas', blankBytes: 40_000_000 },
    { options: { pace: 5 } },
  ),
  trouble('… lost the connection before an answer', { route: 'schemas', reset: 'before' }),
  {
    message: '… could not connect (…)',
    options: paced,
    given: async () => {
      const gone = await startRawFiles({ commit: '', files: {} })
      await gone.stop()
      return { with: { ...kite, 'api-url': gone.origin } }
    },
    follow: (_told, _given, { job }) => ({ with: { 'api-url': job.simulator.apiUrl } }),
  },
  {
    message: 'running this again changes nothing',
    given: { with: { ...kite, 'api-url': 'http://127.0.0.1:6000' } },
    follow: (told, _, { job }) => ({ with: { [told(/the input `(.+?)`/)]: job.simulator.apiUrl } }),
  },
  {
    message: 'running this again changes nothing',
    options: { tls, publicHost },
    given: async (_, stack) => {
      const proxy = stack.use(await startProxy())
      return { with: kite, env: { https_proxy: proxy.url } }
    },
    // As a proxy that opens TLS connections needs it.
    follow: async (_told, { env: { https_proxy: url = '' } }, { job }) => {
      const file = join(job.temp, 'ca.pem')
      await writeFile(file, tls.cert)
      return { env: { https_proxy: url, NODE_EXTRA_CA_CERTS: file } }
    },
  },
  {
    message: 'Nothing was created. Check the input `api-url`',
    given: ({ simulator }) => ({ with: { ...kite, 'api-url': `${simulator.apiUrl}/v2` } }),
    follow: (told, _, { job }) => ({ with: { [told(/the input `(.+?)`/)]: job.simulator.apiUrl } }),
  },
  {
    message: 'Check the secrets behind the inputs',
    given: { with: { ...kite, 'api-id': 'wrong-id-of-mine', 'api-key': 'wrong-key-of-mine' } },
    follow: (told, _, { job: { simulator } }) => ({
      with: {
        [told(/inputs `(.+?)`/)]: simulator.apiId,
        [told(/and `(.+?)`; nothing/)]: simulator.apiKey,
      },
    }),
  },
]

const money: readonly Trial[] = [
  {
    message: 'The Creatify account has no credits left',
    options: { credits: 0 },
    given: one,
    follow: (_told, _given, { job }) => {
      job.simulator.credits = 10
      return {}
    },
  },
  {
    message: 'set `max-credits: …`',
    given: {
      with: { manifest: 'm.yml', 'max-credits': '2', concurrency: '1' },
      files: { 'm.yml': manyKites(3) },
    },
    follow: paste(/set `(max-credits: \d+)`/),
  },
  {
    message: 'set `max-credits: …`',
    given: {
      with: {
        model: 'veo3.1/fast',
        params: 'prompt: A red kite',
        'max-credits': '1',
        'poll-interval': '200ms',
      },
    },
    follow: paste(/set `(max-credits: \d+)`/),
  },
  {
    message: 'raise `max-credits`',
    options: {
      catalog: ['first', 'second'].map((name) => ({
        model_name: name,
        generation_type: 'text_to_image',
        credits: 2,
        input_params_schema: { type: 'object', properties: { prompt: { type: 'string' } } },
      })),
    },
    given: {
      with: { manifest: 'm.yml', 'max-credits': '2', concurrency: '1', 'poll-interval': '200ms' },
      files: { 'm.yml': '{ generations: [{ model: first }, { model: second }] }' },
    },
    follow: (told) => ({ with: { [told(/raise `(.+?)`/)]: '10' } }),
  },
  {
    message: 'and the balance cannot be read',
    given: amid([{ route: 'credits', status: 400, times: 9 }], { 'min-balance': '5' }),
    follow: remove(/remove `(.+?)`/),
  },
  {
    message: '`min-balance` is …, the account has …, and this costs …',
    options: { credits: 10 },
    given: { with: { ...kite, 'min-balance': '10' } },
    follow: paste(/set `(min-balance: \d+)`/),
  },
  {
    message: '`min-balance` is …, the account has …, and this costs …',
    options: { credits: 0.5 },
    given: { with: { ...kite, 'min-balance': '0' } },
    follow: (told, _, { job }) => {
      expect(told(/add credits to the account/)).not.toBe('')
      job.simulator.credits = 10
      return {}
    },
  },
  {
    message: '`min-balance` is …, the account has …, and what this costs is not known',
    options: {
      credits: 5,
      catalog: [
        {
          model_name: 'first',
          generation_type: 'text_to_image',
          credits: 2,
          input_params_schema: { type: 'object', properties: { prompt: { type: 'string' } } },
        },
      ],
    },
    given: { with: { ...kite, model: 'first', 'min-balance': '5' } },
    follow: () => ({ with: { 'min-balance': '1' } }),
  },
]

/** A manifest of so many different pictures. */
function manyKites(count: number): string {
  const entries = Array.from(
    { length: count },
    (_, i) => `{ name: kite-${i}, params: { prompt: Kite ${i} } }`,
  )
  return `{ defaults: { model: nano-banana-2 }, generations: [${entries.join(', ')}] }`
}

/** The task exists, its create was lost, and the list cannot be read. */
function lost({ simulator }: Job): Partial<Setup> {
  simulator.fault({ route: 'create', reset: 'after' }, { route: 'list', status: 400, times: 5 })
  return one
}

const creating: readonly Trial[] = [
  {
    message: 'it uses the result of …, which …',
    options: { scripts: [{ end: 'failed', failedReason: 'Too red' }] },
    given: {
      with: { manifest: 'm.yml', 'poll-interval': '200ms' },
      files: {
        'm.yml': `generations:
  - { name: still, model: nano-banana-2, params: { prompt: A red kite } }
  - { name: edit, model: flux-2-pro/edit, params: { prompt: A boat, image_urls: ["\${{ generations.still.assets[0].url }}"] } }`,
      },
    },
    follow: (told, { files }) => ({
      files: {
        'm.yml': String(files['m.yml']).replace(
          'A red kite',
          `A ${told(/uses the result of (\w+)/)} kite`,
        ),
      },
    }),
  },
  {
    message: 'which another generation has already',
    options: { assumptions: { identicalCreate: 'old-task' } },
    remembered: true,
    given: {
      with: { manifest: 'm.yml', 'poll-interval': '200ms' },
      files: {
        'm.yml': `generations:
  - { name: one, model: wan2.7-image/text-to-image, params: { prompt: A red kite } }
  - { name: two, model: wan2.7-image/text-to-image, params: { prompt: A red kite } }`,
      },
    },
    follow: (told, { files }) => {
      const text = String(files['m.yml'])
      const at = text.lastIndexOf(' }')
      return {
        files: {
          'm.yml': `${text.slice(0, at - 2)}, ${told(/such as `(.+?)`/)}: 2${text.slice(at - 2)}`,
        },
      }
    },
  },
  {
    message: 'otherwise run this again',
    options: paced,
    given: lost,
    follow: (told, _, { job }) => ({
      with: {
        model: '',
        params: '',
        [told(/the input `(.+?)`; otherwise/)]: job.simulator.tasks[0]?.id ?? '',
      },
    }),
    then: savedOnce,
  },
  {
    message: 'otherwise run this again',
    options: paced,
    given: amid([
      { route: 'create', reset: 'before' },
      { route: 'list', status: 400, times: 5 },
    ]),
    follow: again,
  },
]

const waiting: readonly Trial[] = [
  {
    message: 'not done when the timeout of … was over',
    options: { scripts: [{ seconds: 2 }] },
    given: { with: { ...kite, timeout: '600ms' } },
    follow: () => ({ with: { timeout: '1m' } }),
    remembered: true,
    then: savedOnce,
  },
  {
    message: 'the step was cancelled',
    options: { scripts: [{ seconds: 2 }] },
    given: one,
    step: { during: signalWhen('SIGINT', (log) => log.includes('created')).during },
    follow: again,
    remembered: true,
    then: savedOnce,
  },
  {
    message: 'The API gave no reason. Change the params, or run this again',
    options: { scripts: [{ end: 'failed', failedReason: '' }] },
    given: one,
    follow: again,
  },
  {
    message: 'The API gave no reason. Change the params, or run this again',
    options: { scripts: [{ end: 'failed', failedReason: '' }] },
    given: one,
    follow: () => ({ with: { params: 'prompt: A blue boat' } }),
  },
  {
    message: 'There is no task … in this account',
    given: { with: { 'task-id': '00000000-0000-4000-8000-000000000000' } },
    follow: async (_told, _given, { job }) => ({ with: { 'task-id': await anotherTask(job) } }),
  },
]

/** Of the remembered run, a re-run; of another, the line `task-id` of the message. */
const twoWays = [
  { follow: again, remembered: true },
  { follow: collect, remembered: true },
] as const

const ending: readonly Trial[] = [
  ...twoWays.map((way): Trial => ({
    message: 'The task goes on at Creatify, which has no cancel. Re-run',
    options: { scripts: [{ seconds: 1.5 }] },
    given: { with: { ...kite, timeout: '600ms' } },
    ...way,
    follow: async (...all) => ({ with: { ...(await way.follow(...all)).with, timeout: '' } }),
    then: savedOnce,
  })),
  {
    message: 'The task goes on at Creatify, which has no cancel. Collect with',
    options: { scripts: [{ seconds: 1.5 }] },
    given: { with: { ...kite, timeout: '600ms', reuse: 'never' } },
    follow: async (...all) => ({ with: { ...(await collect(...all)).with, timeout: '' } }),
    then: savedOnce,
  },
  ...twoWays.map((way): Trial => ({
    says: '… tasks go on at Creatify, which has no cancel. Re-run this job to collect, or use `task-id: …`.',
    options: { scripts: [{ seconds: 1.5 }, { seconds: 1.5 }, { seconds: 1.5 }] },
    given: {
      with: { manifest: 'm.yml', timeout: '900ms', 'poll-interval': '200ms' },
      files: { 'm.yml': manyKites(3) },
    },
    ...way,
    follow: async (...all) => ({ with: { ...(await way.follow(...all)).with, timeout: '' } }),
    then: savedOnce,
  })),
  {
    message: '… tasks go on at Creatify',
    options: { scripts: Array.from({ length: 5 }, (): TaskScript => ({ seconds: 1.5 })) },
    given: {
      with: { manifest: 'm.yml', timeout: '900ms', 'poll-interval': '200ms' },
      files: { 'm.yml': manyKites(5) },
    },
    remembered: true,
    follow: (told, _, { first }) => ({
      with: {
        manifest: '',
        timeout: '',
        'task-id': first.outputs[told(/the output `(tasks)`/)] ?? '',
      },
    }),
    then: savedOnce,
  },
]

/** The task is there, and nothing of it is noted but that it may be. */
const inDoubt: Partial<Trial> & Pick<Trial, 'given'> = {
  message: 'ambiguous create: …. A task may exist',
  options: { pace: 20 },
  remembered: true,
  killedWhen: ({ simulator }) => simulator.tasks.length === 1,
  given: ({ simulator }) => {
    simulator.fault({ route: 'create', delayMs: 60_000 }, { route: 'list', status: 400, times: 99 })
    return one
  },
}

const rerunning: readonly Trial[] = [
  { ...inDoubt, follow: paste(/set `(reuse: \w+)`/) },
  {
    ...inDoubt,
    follow: (told, _, { job }) => ({
      with: {
        model: '',
        params: '',
        [told(/collect it with the input `(.+?)`/)]: job.simulator.tasks[0]?.id ?? '',
      },
    }),
    then: savedOnce,
  },
]

/** Cancelled while files are saved. */
function whileSaving(message: string, count: number, follow: Trial['follow']): Trial {
  let isOver = false
  return {
    message,
    remembered: true,
    step: {
      during: signalWhen('SIGINT', (log) => log.split(': done after').length > count).during,
    },
    given: ({ simulator }) => {
      simulator.fault({ route: 'asset', hang: 'before', times: 9, match: () => !isOver })
      return {
        with: { manifest: 'm.yml', 'poll-interval': '200ms' },
        files: { 'm.yml': manyKites(count) },
      }
    },
    follow: (...all) => {
      isOver = true
      return follow(...all)
    },
    then: savedOnce,
  }
}

const interrupted: readonly Trial[] = [again, collect].flatMap((follow): readonly Trial[] => [
  whileSaving('The task is done and paid', 1, follow),
  whileSaving('… tasks are done and paid', 2, follow),
])

const saving: readonly Trial[] = [
  trouble(
    'The … at … could not be saved: ….',
    { route: 'asset', status: 404 },
    { options: { pace: 10 }, remembered: true, then: savedOnce },
  ),
  {
    message: 'and collect the file with the input `task-id: …`',
    given: async ({ temp }) => {
      await writeFile(join(temp, 'creatify-downloads'), 'a file where a folder belongs')
      return one
    },
    follow: async (...all) => {
      await rm(join(all[2].job.temp, 'creatify-downloads'))
      return collect(...all)
    },
    then: savedOnce,
  },
]

const outputs: readonly Trial[] = [
  {
    message: 'The outputs could not be written',
    given: { ...one, env: { GITHUB_OUTPUT: '/dev/full' } },
    step: { killed: true },
    follow: (told) => ({
      with: {
        model: '',
        params: '',
        [told(/the input `(task-id)`/)]: told(/paid for: (\S+) http/),
      },
      env: { GITHUB_OUTPUT: '' },
    }),
    then: savedOnce,
  },
]

const releaseTag = 'v1.0.0'

/** A step with a comment or a release; of the second run, GitHub is as the advice wants it. */
function onGitHub(
  message: string,
  inputs: Setup['with'],
  before: GitHubOptions,
  after: (told: (pattern: RegExp) => string) => GitHubOptions,
): Trial {
  const environmentOf = async (
    options: GitHubOptions,
    stack: AsyncDisposableStack,
  ): Promise<Partial<Setup>> => {
    const hub = await startGitHub(options)
    stack.defer(async () => hub.stop())
    return {
      with: { ...kite, 'pull-request': '7', ...inputs, 'github-token': hub.token },
      env: { ...hub.env },
    }
  }
  return {
    message,
    given: async (_, stack) => environmentOf(before, stack),
    follow: async (told, _, { stack }) => environmentOf(after(told), stack),
  }
}

const github: readonly Trial[] = [
  onGitHub(
    'GitHub does not let this token',
    { 'release-tag': releaseTag },
    { releases: [{ tag: releaseTag }], permissions: { contents: 'read' } },
    (told) => {
      expect(told(/with (.+) to the job/)).toBe('`contents: write`')
      return { releases: [{ tag: releaseTag }] }
    },
  ),
  onGitHub(
    'GitHub does not let this token',
    { comment: 'true' },
    { permissions: { contents: 'read', pullRequests: 'read' } },
    (told) => {
      expect(told(/with (.+) to the job/)).toBe('`contents: read` and `pull-requests: write`')
      return { permissions: { contents: 'read' } }
    },
  ),
  onGitHub('There is no release with the tag', { 'release-tag': releaseTag }, {}, (told) => ({
    releases: [{ tag: told(/gh release create (\S+) --draft`/), draft: true }],
  })),
  onGitHub(
    'is immutable: it takes files only as a draft',
    { 'release-tag': releaseTag },
    { releases: [{ tag: releaseTag, immutable: true }] },
    () => ({ releases: [{ tag: releaseTag, draft: true }] }),
  ),
  {
    says: 'The input `github-token` is empty. Remove it',
    given: async (_, stack) => {
      const hub = await startGitHub({ releases: [{ tag: releaseTag }] })
      stack.defer(async () => hub.stop())
      return {
        with: { ...kite, 'release-tag': releaseTag, 'github-token': '' },
        env: { ...hub.env, X_TOKEN: hub.token },
      }
    },
    // Without the input, the runner gives the token of the job.
    follow: (told, { env }) => ({ with: { [told(/input `(.+?)`/)]: env['X_TOKEN'] ?? '' } }),
  },
  {
    says: 'There is no pull request to comment on. The input `pull-request` can name one',
    given: async (_, stack) => {
      const hub = await startGitHub()
      stack.defer(async () => hub.stop())
      return { with: { ...kite, comment: 'true', 'github-token': hub.token }, env: { ...hub.env } }
    },
    follow: (told) => ({ with: { [told(/The input `(.+?)`/)]: '7' } }),
    then: ({ outputs: { 'comment-url': url } }) => {
      expect(url).toContain('/pull/7')
    },
  },
]

export const trials: readonly Trial[] = [
  ...[
    ...connection,
    ...money,
    ...creating,
    ...waiting,
    ...ending,
    ...rerunning,
    ...interrupted,
    ...saving,
    ...outputs,
    ...github,
  ],
]
