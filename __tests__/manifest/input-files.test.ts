import { symlink } from 'node:fs/promises'
import { startRawFiles, type RawFiles } from '../../simulator/raw.ts'
import { anotherRun, rememberedJob } from '../support/attempts.ts'
import { kite, tinyPng } from '../support/reading.ts'
import { startJob, type Job, type Step } from '../support/scenario.ts'

const commit = '0123456789abcdef0123456789abcdef01234567'
const model = 'flux-2-pro/edit'
/** Longer than any cancel takes. */
const answersAfter = 60_000
const hero = Buffer.from('the bytes of a picture')

/** A job in a public repository that has `files`, all of them in the workspace too. */
async function publicJob(files: Readonly<Record<string, Buffer>>) {
  const [job, raw] = await Promise.all([
    startJob({ seconds: 0.1 }),
    startRawFiles({ commit, files }),
  ])
  const event = { repository: { full_name: 'octo-org/octo-repo', private: false } }
  await job.write('../event.json', JSON.stringify(event))
  for (const [path, bytes] of Object.entries(files)) await job.write(path, bytes)
  const run = async (params: string, step: Step = {}) => {
    await job.write('params.yml', params)
    job.simulator.script({ assets: [tinyPng] })
    return job.run({
      ...step,
      with: { model, 'params-file': 'params.yml', ...step.with },
      env: { ...environment(job, raw), ...step.env },
    })
  }
  return { job, raw, run, [Symbol.asyncDispose]: async () => stop(job, raw) }
}

function environment(job: Job, raw: RawFiles) {
  return {
    GITHUB_EVENT_PATH: `${job.workspace}/../event.json`,
    GITHUB_SHA: commit,
    CREATIFY_RAW_FILES_HOST: raw.origin,
  }
}

async function stop(job: Job, raw: RawFiles): Promise<void> {
  await Promise.all([job[Symbol.asyncDispose](), raw.stop()])
}

function sent({ simulator }: Job): unknown {
  return simulator.requests.filter(({ route }) => route === 'create').map(({ body }) => body)
}

test.concurrent('a file of a public repository is sent as its raw URL', async () => {
  await using scene = await publicJob({ 'hero.png': hero, 'art/my hero.png': hero })
  const { job, raw } = scene
  const params = 'prompt: A red kite\nimage_urls:\n  - ./hero.png\n  - art/my hero.png'
  const transcript = await scene.run(params)
  expect(transcript.errors).toEqual([])
  const root = `${raw.origin}/octo-org/octo-repo/${commit}`
  expect(JSON.stringify(sent(job))).toContain(
    JSON.stringify([`${root}/hero.png`, `${root}/art/my%20hero.png`]),
  )
  expect(raw.requests.map(({ headers }) => headers['authorization'])).toEqual([
    undefined,
    undefined,
  ])
})

test.concurrent('a dry run shows the raw URL and creates nothing', async () => {
  await using scene = await publicJob({ 'hero.png': hero })
  const transcript = await scene.run('prompt: A red kite\nimage_urls: [./hero.png]', {
    with: { 'dry-run': 'true' },
  })
  expect(transcript.outputs['status']).toBe('validated')
  expect(transcript.summary).toContain(`/octo-org/octo-repo/${commit}/hero.png`)
  expect(scene.job.simulator.counts('create')).toBe(0)
})

test.concurrent.each<[string, (scene: { job: Job; raw: RawFiles }) => unknown, RegExp]>([
  [
    'is private',
    ({ raw }) => (raw.private = true),
    /cannot fetch: http\S+ answers 404: it is not in this commit, or not for everyone\. .*`asset-url`/,
  ],
  [
    'has other bytes of the file',
    ({ raw }) => {
      raw.fault({ route: 'raw', body: 'other bytes' })
    },
    /has other bytes: the file was changed after the checkout/,
  ],
  [
    'says by its event that it is private',
    async ({ job }) =>
      job.write('../event.json', JSON.stringify({ repository: { private: true } })),
    /GitHub does not show this repository to everyone/,
  ],
])(
  'a repository that %s: a finding at the line, and nothing is created',
  async (_, change, why) => {
    await using scene = await publicJob({ 'hero.png': hero })
    await change(scene)
    const transcript = await scene.run('prompt: A red kite\nimage_urls:\n  - ./hero.png')
    const [finding] = transcript.annotations
    expect(finding).toMatchObject({ severity: 'error', file: 'params.yml', line: '3' })
    expect(finding?.message).toMatch(
      /^`image_urls\.0` is "\.\/hero\.png", which the API cannot fetch/,
    )
    expect(finding?.message).toMatch(why)
    expect(scene.job.simulator.counts('create')).toBe(0)
  },
)

test.concurrent.each([
  ['./link.png', /the path leads through a symbolic link/],
  ['.git/config', /the path is in the folder of git/],
  ['../temp/outside.png', /the path is outside the workspace/],
  ['art', /the path is a folder/],
  ['./large.png', /the path has 5\d{7} bytes; at most 5\d{7} are sent/],
  ['./heroo.png', /is neither a URL nor a file in the workspace/],
])('%s is not sent and not asked for', async (path, why) => {
  await using scene = await publicJob({ 'hero.png': hero, 'art/hero.png': hero })
  const { job, raw } = scene
  await Promise.all([
    symlink('hero.png', `${job.workspace}/link.png`),
    job.write('.git/config', '[core]'),
    job.write('../temp/outside.png', hero),
    job.write('large.png', Buffer.alloc(53_000_000)),
  ])
  const transcript = await scene.run(`prompt: A red kite\nimage_urls: [${path}]`)
  expect(transcript.annotations[0]?.message).toMatch(why)
  expect(raw.requests).toEqual([])
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('in a private repository, each way of the docs is sent as it is', async () => {
  await using scene = await publicJob({ 'hero.png': hero })
  const { job, raw } = scene
  raw.private = true
  const earlier = await job.run({ with: { ...kite, 'poll-interval': '200ms' } })
  const urls = [
    earlier.outputs['asset-url'] ?? '',
    'https://bucket.s3.eu-central-1.amazonaws.com/mug.png?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F20261126%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Expires=3600&X-Amz-Signature=0f1e2d',
    'https://raw.githubusercontent.com/octo-org/octo-repo/0123456789abcdef/products/mug.png?token=AAAABBBBCCCC',
  ]
  const transcript = await scene.run(`prompt: A red kite\nimage_urls: ${JSON.stringify(urls)}`)
  expect(transcript.annotations).toEqual([])
  expect(job.simulator.tasks.at(-1)?.params['image_urls']).toEqual(urls)
  expect(raw.requests).toEqual([])
})

test.concurrent('a cancel while a file is compared ends the step at once', async () => {
  await using scene = await publicJob({ 'hero.png': hero })
  scene.raw.fault({ route: 'raw', delayMs: answersAfter })
  const transcript = await scene.run('prompt: A red kite\nimage_urls: [./hero.png]', {
    during: (child) => {
      const watch = setInterval(() => {
        if (scene.raw.requests.length === 0) return
        clearInterval(watch)
        child.kill('SIGINT')
      }, 20)
    },
  })
  expect(transcript.errors.at(-1)).toMatch(/the step was cancelled/i)
  expect(transcript.ms).toBeLessThan(answersAfter)
  expect(scene.job.simulator.counts('create')).toBe(0)
})

test.concurrent('reuse: always knows a file by its content, whatever the commit', async () => {
  await using run = await rememberedJob()
  const later = '9876543210abcdef0123456789abcdef01234567'
  const attempt = async (sha: string, bytes: Buffer, env: Step['env'] = {}) => {
    const raw = await startRawFiles({ commit: sha, files: { 'hero.png': bytes } })
    try {
      return await run.attempt(1, {
        files: { 'hero.png': bytes },
        with: { model, params: 'prompt: A red kite\nimage_urls: [./hero.png]', reuse: 'always' },
        env: { GITHUB_SHA: sha, CREATIFY_RAW_FILES_HOST: raw.origin, ...env },
      })
    } finally {
      await raw.stop()
    }
  }
  const { simulator } = run.job
  const transcripts = [await attempt(commit, hero), await attempt(later, hero, anotherRun)]
  expect(simulator.counts('create')).toBe(1)
  transcripts.push(await attempt(later, Buffer.from('another picture'), anotherRun))
  expect(simulator.counts('create')).toBe(2)
  expect(transcripts.map(({ outputs }) => outputs['status'])).toEqual(['done', 'done', 'done'])
  expect(transcripts.flatMap(({ warnings }) => warnings)).toEqual([])
})
