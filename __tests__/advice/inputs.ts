import { execFileSync } from 'node:child_process'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { anotherTask, give, paste, remove, type Setup, type Trial } from '../support/advice.ts'
import { certificate, publicHost, startProxy } from '../support/proxy.ts'
import type { Job } from '../support/scenario.ts'

const dry = { model: 'nano-banana-2', params: 'prompt: A red kite', 'dry-run': 'true' }
const asked = (inputs: Setup['with']): Partial<Setup> => ({ with: { ...dry, ...inputs } })
const kites = '{ generations: [{ model: nano-banana-2, params: { prompt: A red kite } }] }'
const files = { 'm.yml': kites }

/** The line of a step that hands over a secret, as the runner evaluates it. */
function secretIn(line: string, { simulator }: Job): Setup['with'] {
  const secrets = { CREATIFY_API_ID: simulator.apiId, CREATIFY_API_KEY: simulator.apiKey }
  const [, name = '', secret = ''] = /^([\w-]+): \$\{\{ secrets\.(\w+) \}\}$/.exec(line) ?? []
  return { [name]: new Map(Object.entries(secrets)).get(secret) ?? '' }
}

const credentials: readonly Trial[] = [
  {
    message: 'is empty. Add the secret',
    given: asked({ 'api-key': '' }),
    follow: (told, _, { job }) => ({ with: secretIn(told(/line `(.+?)`/), job) }),
  },
  {
    message: 'need the Creatify credentials',
    given: asked({ 'api-id': '', 'api-key': '' }),
    follow: (told, _, { job }) => ({
      with: {
        ...secretIn(told(/lines `(.+?)`/), job),
        ...secretIn(told(/and `(api-key: .+?)`/), job),
      },
    }),
  },
  {
    message: 'a character outside ASCII',
    given: ({ simulator }) => asked({ 'api-key': `${simulator.apiKey} of mine` }),
    follow: (told, _, { job }) => ({ with: { [told(/^Input `(.+?)`/)]: job.simulator.apiKey } }),
  },
]

const together: readonly Trial[] = [
  {
    message: 'Nothing to do: set the input',
    given: { with: { 'dry-run': 'true' } },
    follow: (told) => ({ with: { model: told(/`model: (.+?)`/), params: dry.params } }),
  },
  { message: 'Nothing to do: set the input', given: {}, follow: paste(/`(list-models: .+?)`/) },
  {
    message: 'Input `…` needs the input `model`',
    given: asked({ model: '' }),
    follow: paste(/like `(model: .+?)`/),
  },
  {
    message: 'Inputs `…` need the input `model`',
    given: asked({ model: '', name: 'kite' }),
    follow: paste(/like `(model: .+?)`/),
  },
  ...[/Inputs `(.+?)`/, /and `(.+?)`/].map((which): Trial => ({
    message: '`params` and `params-file` exclude',
    given: { ...asked({ 'params-file': 'p.yml' }), files: { 'p.yml': 'prompt: A blue boat' } },
    follow: remove(which),
  })),
  {
    message: 'has all that is asked for, so it does not go with',
    given: { with: { manifest: 'm.yml', name: 'kite', 'dry-run': 'true' }, files },
    follow: remove(/go with `(.+?)`/),
  },
  {
    message: 'has all that is asked for, so it does not go with',
    given: { with: { ...dry, manifest: 'm.yml' }, files },
    follow: remove(/^Input `(.+?)`/),
  },
  {
    message: 'creates nothing, so it does not go with',
    given: { with: { 'list-models': 'true', model: dry.model } },
    follow: remove(/go with `(.+?)`/),
  },
  {
    message: 'creates nothing, so it does not go with',
    given: asked({ 'list-models': 'true' }),
    follow: remove(/^Input `(.+?)`/),
  },
  {
    message: 'Input `shard` needs the input `manifest`',
    given: { with: { ...dry, shard: '1/1' }, files },
    follow: (told) => ({
      with: { [told(/needs the input `(.+?)`/)]: 'm.yml', model: '', params: '' },
    }),
  },
  {
    message: 'Input `shard` needs the input `manifest`',
    given: asked({ shard: '1/1' }),
    follow: remove(/remove `(.+?)`/),
  },
  ...[/Inputs `(.+?):/, /and `(.+?)`/].map((which): Trial => ({
    message: '`wait: false` and `max-credits` exclude',
    given: asked({ wait: 'false', 'max-credits': '5' }),
    follow: remove(which),
  })),
  {
    message: 'Input `…` needs `max-credits` on the event',
    given: {
      with: { manifest: 'm.yml', wait: 'false' },
      files,
      env: { GITHUB_EVENT_NAME: 'pull_request_target' },
    },
    follow: (told, given, world) =>
      paste(/like `(max-credits: .+?)`/, { with: { [told(/Remove `(.+?): false`/)]: '' } })(
        told,
        given,
        world,
      ),
  },
  {
    message: 'is not shown on the event',
    given: {
      with: { manifest: 'm.yml', 'dry-run': 'true' },
      files: { 'm.yml': kites.replace('prompt', 'promt') },
      env: { GITHUB_EVENT_NAME: 'pull_request_target' },
    },
    follow: () => ({ env: { GITHUB_EVENT_NAME: 'pull_request' } }),
    then: ({ log }) => {
      expect(log).toContain('Did you mean `prompt`?')
    },
  },
]

/** An input, a value that it does not take, and of what it takes instead, as the message words it. */
const values: readonly (readonly [string, string, message: string, ...RegExp[]])[] = [
  ['dry-run', 'yes', 'It takes `true` or `false`', /takes `(.+?)`/, /or `(.+?)`/],
  ['wait', 'no', 'It takes `true` or `false`', /takes `(.+?)`/, /or `(.+?)`/],
  ...[/takes `(.+?)`/, /, `(.+?)`/, /or `(.+?)`/].flatMap((each) => [
    ['comment', 'yes', 'It takes `true`, `false` or', each] as const,
    ['reuse', 'yes', 'It takes `run`, `always` or', each] as const,
  ]),
  ['unknown-params', 'yes', 'It takes `error` or `allow`', /takes `(.+?)`/, /or `(.+?)`/],
  ['concurrency', 'all', 'a whole number from 1 to 9999', /from (\d+)/, /to (\d+)/],
  ['min-balance', '-5', 'a number of credits, like', /like `(.+?)`/, /or `(.+?)`/],
  ['max-credits', '0', 'a number of credits above zero', /like `(.+?)`/, /or `(.+?)`/],
  ['pull-request', '#12', 'It takes the number of a pull request', /#(\d+)/],
  [
    'timeout',
    '1h30m',
    'one number above zero with one unit',
    /like `(.+?)`/,
    /, `(.+?)`/,
    /or `(.+?)`/,
    /most (\d+h)/,
  ],
  [
    'poll-interval',
    '0',
    'one number above zero with one unit',
    /like `(.+?)`/,
    /, `(.+?)`/,
    /or `(.+?)`/,
  ],
  ['output-dir', '../out', 'a folder inside the workspace, like', /like `(.+?)`/],
  ['output-dir', '.git/out', 'a folder outside `.git`', /like `(.+?)`/],
]

const wrongValues: readonly Trial[] = [
  ...values.flatMap(([input, wrong, message, ...takes]) =>
    takes.map((each): Trial => ({ message, given: asked({ [input]: wrong }), follow: give(each) })),
  ),
  {
    message: 'It takes a part of a whole',
    given: { with: { manifest: 'm.yml', 'dry-run': 'true', shard: '0/4' }, files },
    follow: give(/like `(.+?)`/),
  },
  {
    message: 'Input `expose-env` is',
    given: asked({ 'expose-env': 'TITLE=A red kite' }),
    follow: () => ({ with: { 'expose-env': 'TITLE\nSUBTITLE' } }),
  },
  {
    message: 'of at most 200 characters',
    given: asked({ 'webhook-url': 'hooks.example.com/creatify' }),
    follow: (told) => ({
      with: { 'webhook-url': `${told(/`(https:\/\/)`/)}hooks.example.com/creatify` },
    }),
  },
  {
    message: 'Input `api-url` is',
    given: ({ simulator }) => asked({ 'api-url': `${simulator.apiUrl}/?key=1` }),
    follow: (told, given) => ({
      with: { [told(/^Input `(.+?)`/)]: new URL(given.with['api-url'] ?? '').origin },
    }),
  },
]

const tasks: readonly Trial[] = [
  ...[
    (a: string, b: string) => `${a}\n${b}`,
    (a: string, b: string) => `${a},${b}`,
    (a: string, b: string) => `kite=${a}\nboat=${b}`,
    (a: string, b: string) => `kite=${a}, boat=${b}`,
  ].map((written): Trial => ({
    message: 'It takes task ids, each as',
    given: async (job) => ({
      with: { 'task-id': `${await anotherTask(job)} ${await anotherTask(job, 'A kite')}` },
    }),
    follow: (told, _, { job }) => {
      expect(told(/each as (.+)\./)).toBe('`ID` or `NAME=ID`, separated by line breaks or commas')
      const [a, b] = job.simulator.tasks
      return { with: { 'task-id': written(a?.id ?? '', b?.id ?? '') } }
    },
    then: ({ errors, files: saved }) => {
      expect([errors, saved.length]).toEqual([[], 2])
    },
  })),
  {
    message: 'Input `task-id` has the task … twice',
    given: async (job) => {
      const id = await anotherTask(job)
      return { with: { 'task-id': `${id}, kite=${id}` } }
    },
    follow: (told) => ({ with: { 'task-id': told(/the task (\S+) twice/) } }),
  },
]

async function resultsOf(job: Job): Promise<string> {
  return JSON.stringify([{ name: 'kite', task_id: await anotherTask(job) }])
}

/** A results file that cannot be used, and the file of the output that the message names. */
function wrongResults(message: string, text: string): Trial {
  return {
    message,
    given: { with: { 'results-from': 'results.json' }, files: { 'results.json': text } },
    follow: async (told, _, { job }) => {
      const earlier = await job.run({ with: { model: dry.model, params: dry.params } })
      return { with: { 'results-from': earlier.outputs[told(/output `(.+?)`/)] ?? '' } }
    },
  }
}

const results: readonly Trial[] = [
  {
    message: 'Input `results-from`: … is no file in the workspace',
    given: { with: { 'results-from': 'shards/results.json' } },
    follow: async (told, _, { job }) => ({
      files: { [told(/`results-from`: (\S+) is no file/)]: await resultsOf(job) },
    }),
  },
  wrongResults('is no JSON. Give the file of', 'kite=1'),
  wrongResults('is not a list of results with', '{"results": []}'),
  {
    message: 'bytes; at most 10 MB are read',
    given: async (job) => ({
      with: { 'results-from': 'a.json' },
      files: { 'a.json': ' '.repeat(11_000_000), 'b.json': await resultsOf(job) },
    }),
    follow: () => ({ with: { 'results-from': 'b.json' } }),
  },
  {
    message: 'the files have more than … results',
    given: async (job) => ({
      with: { 'results-from': 'a.json\nb.json' },
      files: {
        'a.json': JSON.stringify(Array.from({ length: 5000 }, (_, i) => ({ name: `kite-${i}` }))),
        'b.json': await resultsOf(job),
      },
    }),
    follow: (told) => {
      expect(told(/Give fewer files to one step/)).not.toBe('')
      return { with: { 'results-from': 'b.json' } }
    },
  },
]

/** Somewhere in the workspace, a folder that takes no file, whoever asks. */
async function readOnlyFolder({ workspace }: Job): Promise<void> {
  const folder = join(workspace, 'locked')
  await mkdir(folder, { mode: 0o555 })
  if (process.getuid?.() !== 0) return
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=4k', 'tmpfs', folder])
}

async function linkTo({ workspace, temp }: Job, target: string): Promise<void> {
  await mkdir(join(workspace, '.git'))
  await symlink(target === 'out' ? temp : join(workspace, target), join(workspace, 'link'))
}

const folders: readonly Trial[] = [
  {
    message: 'Input `output-dir`: … cannot be written to',
    given: async (job) => {
      await readOnlyFolder(job)
      return asked({ 'output-dir': 'locked' })
    },
    follow: (told, _, { job }) => {
      if (process.getuid?.() === 0) execFileSync('umount', ['-l', join(job.workspace, 'locked')])
      return { with: { [told(/`(output-dir)`/)]: 'assets' } }
    },
  },
  {
    message: '`output-dir`: … leads into … through a symbolic link',
    given: async (job) => {
      await linkTo(job, '.git')
      return asked({ 'output-dir': 'link/assets' })
    },
    follow: (told) => ({ with: { [told(/`(output-dir)`/)]: 'assets' } }),
  },
  {
    message: '`output-dir`: … leads out of the workspace through a symbolic link',
    given: async (job) => {
      await linkTo(job, 'out')
      return asked({ 'output-dir': 'link' })
    },
    follow: (told) => ({ with: { [told(/`(output-dir)`/)]: 'assets' } }),
  },
  {
    message: '`output-dir`: … is not a folder',
    given: { ...asked({ 'output-dir': 'taken' }), files: { taken: 'a file' } },
    follow: (told) => ({ with: { 'output-dir': `${told(/`output-dir`: (\S+) is/)}-2` } }),
  },
]

/** The API at a name that only a proxy finds, and the variable that names the proxy. */
function throughProxy(
  message: string,
  variable: (url: string) => string,
  follow: Trial['follow'],
): Trial {
  return {
    message,
    options: async () => ({ tls: await certificate(), publicHost }),
    given: async (_, stack) => {
      const proxy = stack.use(await startProxy())
      return {
        ...asked({}),
        env: { NODE_TLS_REJECT_UNAUTHORIZED: '0', https_proxy: variable(proxy.url) },
      }
    },
    follow,
  }
}

const proxies: readonly Trial[] = [
  throughProxy(
    'It takes the URL of a proxy with its scheme',
    (url) => url.replace('http://', ''),
    (told, { env }) => ({
      env: { [told(/variable `(.+?)`/)]: told(/like `(http:..)/) + (env['https_proxy'] ?? '') },
    }),
  ),
  throughProxy(
    'in its user or password that begins no code',
    (url) => url.replace('http://', 'http://me:50%@'),
    (told, { env }) => ({
      env: {
        [told(/variable `(.+?)`/)]: (env['https_proxy'] ?? '').replace('%', told(/as `(.+?)`/)),
      },
    }),
  ),
]

const read: readonly Trial[] = [
  {
    message: 'Input `…`: … is not in the workspace',
    given: { with: { manifest: 'art/kites.yml', 'dry-run': 'true' } },
    follow: (told) => ({ files: { [told(/: (\S+) is not in/)]: kites } }),
  },
  {
    message: 'Input `…`: … is outside the workspace',
    given: { with: { manifest: '../kites.yml', 'dry-run': 'true' } },
    follow: () => ({ with: { manifest: 'kites.yml' }, files: { 'kites.yml': kites } }),
  },
  {
    message: 'which is not followed. Give the path of the file itself',
    given: async ({ workspace }) => {
      await symlink('m.yml', join(workspace, 'link.yml'))
      return { with: { manifest: 'link.yml', 'dry-run': 'true' }, files }
    },
    follow: () => ({ with: { manifest: 'm.yml' } }),
  },
  {
    message: 'is in the folder of git, where nothing is read',
    given: {
      with: { manifest: '.git/m.yml', 'dry-run': 'true' },
      files: { '.git/m.yml': kites, ...files },
    },
    follow: () => ({ with: { manifest: 'm.yml' } }),
  },
  {
    message: 'Input `…`: … is a folder',
    given: { with: { manifest: 'art', 'dry-run': 'true' }, files: { 'art/m.yml': kites } },
    follow: (told) => ({ with: { manifest: `${told(/: (\S+) is a folder/)}/m.yml` } }),
  },
  {
    message: 'Input `…`: … is not a file',
    given: ({ workspace }) => {
      execFileSync('mkfifo', [join(workspace, 'pipe')])
      return { with: { manifest: 'pipe', 'dry-run': 'true' }, files }
    },
    follow: () => ({ with: { manifest: 'm.yml' } }),
  },
  {
    message: 'bytes; at most … are read. Split it',
    given: {
      with: { manifest: 'm.yml', 'dry-run': 'true' },
      files: { 'm.yml': `# ${'-'.repeat(1_048_576)}\n${kites}` },
    },
    follow: () => ({ files }),
  },
  {
    message: 'Input `…`: … is not UTF-8 text',
    given: {
      with: { manifest: 'm.yml', 'dry-run': 'true' },
      files: { 'm.yml': Buffer.from(kites.replace('red', 'café'), 'latin1') },
    },
    follow: () => ({ files }),
  },
]

export const trials: readonly Trial[] = [
  ...[...credentials, ...together, ...wrongValues, ...tasks, ...results],
  ...[...folders, ...proxies, ...read],
]
