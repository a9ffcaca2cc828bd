import { spawnSync } from 'node:child_process'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { exampleManifests, exampleWorkflows, readRepository, root } from '../scripts/project.ts'
import { actionSteps, fill, handStep, readWorkflow } from '../scripts/workflow.ts'
import { startCacheService } from '../simulator/cache.ts'
import { startGitHub, type GitHubService } from '../simulator/github.ts'
import { startRawFiles } from '../simulator/raw.ts'
import { freshMachine, signalWhen } from './support/attempts.ts'
import { pullRequest } from './support/hub.ts'
import { checkGitHubRequests } from './support/openapi.ts'
import { resultsOf } from './support/reading.ts'
import { startJob, type Job, type Step, type Transcript } from './support/scenario.ts'

const release = { name: 'Aurora "2.0"', tag_name: 'v2.0.0' }
const payload = { release, ...pullRequest }
const commit = pullRequest.pull_request.head.sha
const picture = 'pictures/lighthouse.jpg'

/** Every step of an example that uses the action, run in turn; a later job sees the outputs of the earlier ones. */
async function play(path: string, job: Job, hub?: GitHubService): Promise<readonly Transcript[]> {
  await cp(join(root, 'examples'), job.workspace, { recursive: true })
  await job.write('event.json', JSON.stringify(payload))
  const [cache, raw] = await Promise.all([
    startCacheService(),
    startRawFiles({ commit, files: { [picture]: await job.read(picture) } }),
  ])
  try {
    const secrets = { CREATIFY_API_ID: job.simulator.apiId, CREATIFY_API_KEY: job.simulator.apiKey }
    const needs: Record<string, unknown> = {}
    const workflow = await readWorkflow(join(root, path), path)
    const [event = ''] = workflow.events.keys()
    const transcripts: Transcript[] = []
    for (const [i, step] of actionSteps(workflow, await readRepository()).entries()) {
      const { inputs, env } = handStep(workflow, step, {
        secrets,
        needs,
        inputs: { mood: 'moonlight', still: 'https://example.com/still.png' },
        github: { event: payload, ref_name: release.tag_name },
      })
      const transcript = await job.run({
        with: {
          ...inputs,
          key: String(step.leg),
          'poll-interval': '300ms',
          'github-token': hub?.token ?? '',
        },
        env: {
          ...cache.env,
          ...hub?.env,
          HOME: job.temp,
          GITHUB_REF_NAME: release.tag_name,
          GITHUB_SHA: commit,
          CREATIFY_RAW_FILES_HOST: raw.origin,
          // What a step before writes into GITHUB_ENV.
          TEXTS: await readFile(join(root, 'examples/creatify/texts.json'), 'utf8'),
          RUNNER_TEMP: join(job.temp, `job-${step.job}-${step.leg}`),
          GITHUB_EVENT_NAME: event,
          GITHUB_EVENT_PATH: join(job.workspace, 'event.json'),
          ...env,
        },
      })
      if (hub) expect(await checkGitHubRequests(hub.requests)).toEqual([])
      needs[step.job] = { outputs: transcript.outputs }
      transcripts.push(transcript)
      if (path === 'examples/shards-together.yml') {
        const file = `results/results-${i + 1}/results.json`
        await job.write(file, transcript.outputs['results'] ?? '')
      }
    }
    return transcripts
  } finally {
    await Promise.all([cache.stop(), raw.stop()])
  }
}

/** What an example makes: names of generations by step. */
const made: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'examples/approve-then-video.yml': [['still'], ['teaser']],
  'examples/ask-above-a-price.yml': [[], ['banner-en', 'banner-de', 'banner-fr', 'banner-es']],
  'examples/commit-files.yml': [['banner-en', 'banner-de', 'banner-fr', 'banner-es']],
  'examples/dry-run.yml': [[]],
  'examples/gallery.yml': [
    [
      'teapot-studio',
      'teapot-garden',
      'teapot-night',
      'lamp-studio',
      'lamp-night',
      'backpack-studio',
      'backpack-garden',
      'backpack-night',
    ],
  ],
  'examples/image.yml': [['nano-banana-2']],
  'examples/keep-credits.yml': [['banner-en', 'banner-de', 'banner-fr', 'banner-es']],
  'examples/languages.yml': [['banner-en', 'banner-de', 'banner-fr', 'banner-es']],
  'examples/launch.yml': [['launch-1-1', 'launch-9-16', 'launch-16-9']],
  'examples/list-models.yml': [[]],
  'examples/params-file.yml': [['poster']],
  'examples/pull-request.yml': [['banner-en', 'banner-de', 'banner-fr', 'banner-es']],
  'examples/release-draft.yml': [['release-1-1', 'release-16-9']],
  'examples/release.yml': [['launch-1-1', 'launch-9-16', 'launch-16-9']],
  'examples/reuse.yml': [['banner']],
  'examples/same-picture.yml': [['lighthouse']],
  'examples/shards.yml': [
    ['teapot-studio', 'lamp-night'],
    ['teapot-garden', 'backpack-studio'],
    ['teapot-night', 'backpack-garden'],
    ['lamp-studio', 'backpack-night'],
  ],
  'examples/social-card.yml': [['card']],
  'examples/shards-together.yml': [
    ['teapot-studio', 'lamp-studio', 'backpack-garden'],
    ['teapot-garden', 'lamp-night', 'backpack-night'],
    ['teapot-night', 'backpack-studio'],
    [
      ...['teapot-studio', 'lamp-studio', 'backpack-garden'],
      ...['teapot-garden', 'lamp-night', 'backpack-night'],
      ...['teapot-night', 'backpack-studio'],
    ],
  ],
  'examples/still-to-video.yml': [['still', 'teaser']],
  'examples/submit-and-collect.yml': [['teaser'], ['teaser']],
  'examples/translations.yml': [['banner-en', 'banner-ja', 'banner-ar']],
  'examples/video-of-a-file.yml': [['teaser']],
  'examples/video-of-a-still.yml': [['teaser']],
  'examples/video.yml': [['teaser']],
}

test('every example is here', async () => {
  expect(Object.keys(made).sort()).toEqual(await exampleWorkflows())
})

test.concurrent.each(Object.entries(made))('%s does what it says', async (path, names) => {
  await using job = await startJob({ seconds: 0.4 })
  const hub = await startGitHub({ releases: [{ tag: release.tag_name }] })
  const transcripts = await play(path, job, hub)
  await hub.stop()
  expect(transcripts.flatMap(({ errors }) => errors)).toEqual([])
  expect(transcripts.flatMap(({ warnings }) => warnings)).toEqual([])
  expect(transcripts.map(({ exitCode }) => exitCode)).toEqual(names.map(() => 0))
  const results = transcripts.map((each) => resultsOf(each))
  expect(results.map((all) => all.map(({ name }) => name))).toEqual(names)
  const last = results.at(-1) ?? []
  expect(last.map(({ status }) => status)).toEqual(last.map(() => 'done'))
})

test.concurrent('what is shown where', async () => {
  await using job = await startJob({ seconds: 0.3 })
  const hub = await startGitHub({ releases: [{ tag: release.tag_name }] })
  await play('examples/pull-request.yml', job, hub)
  expect(hub.comments.map(({ body }) => body)).toEqual([expect.stringContaining('banner-es.png')])
  await play('examples/release.yml', job, hub)
  expect(hub.releases[0]?.assets.map(({ name }) => name)).toEqual([
    'launch-1-1.png',
    'launch-9-16.png',
    'launch-16-9.png',
  ])
  const [gallery] = await play('examples/gallery.yml', job, hub)
  expect(gallery?.files).toContain('site/index.html')
  await hub.stop()
})

test.concurrent('the launch posters have the name of the release, and their ratios', async () => {
  await using job = await startJob({ seconds: 0.3 })
  await play('examples/launch.yml', job)
  const params = job.simulator.tasks.map((task) => task.params)
  expect(params.map((each) => each['aspect_ratio']).sort()).toEqual(['16:9', '1:1', '9:16'])
  for (const { prompt } of params) expect(String(prompt)).toContain(`for ${release.name},`)
})

test.concurrent(
  'a draft gets the posters of its tag, also where releases are immutable',
  async () => {
    await using job = await startJob({ seconds: 0.3 })
    const hub = await startGitHub({
      releases: [{ tag: release.tag_name, draft: true, immutable: true }],
    })
    const [transcript] = await play('examples/release-draft.yml', job, hub)
    await hub.stop()
    expect(hub.releases[0]?.assets.map(({ name }) => name)).toEqual([
      'release-1-1.png',
      'release-16-9.png',
    ])
    expect(JSON.parse(transcript?.outputs['asset-urls'] ?? '')).toHaveLength(2)
    for (const { params } of job.simulator.tasks) expect(params['prompt']).toContain('for v2.0.0,')
  },
)

/** The last step of release-draft.yml with a `gh` that keeps the text of the release in a file. */
async function publish(folder: string, urls: readonly string[], attached: readonly string[]) {
  const text = await readFile(join(root, 'examples/release-draft.yml'), 'utf8')
  const { jobs } = parse(text) as {
    readonly jobs: { readonly release: { readonly steps: readonly { readonly run?: string }[] } }
  }
  const script = jobs.release.steps.at(-1)?.run ?? ''
  const gh = `#!/bin/sh
case "$2" in
  view) cat "${folder}/body.md" ;;
  edit) cp "$5" "${folder}/body.md" && echo "$*" >> "${folder}/edits.txt" ;;
esac
`
  await writeFile(join(folder, 'gh'), gh, { mode: 0o755 })
  return spawnSync('bash', ['-e', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      TAG: release.tag_name,
      URLS: JSON.stringify(urls),
      ATTACHED: JSON.stringify(attached),
    },
  })
}

const hasTools = ['bash', 'jq'].every((name) => spawnSync(name, ['--version']).status === 0)
const withTools = hasTools ? test.concurrent : test.skip

withTools(
  'a release with all its files is published, and a re-run does not repeat them',
  async () => {
    await using job = await startJob()
    await job.write('body.md', 'Changes of this version\n')
    const urls = ['https://example.com/a.png', 'https://example.com/b.png']
    const first = await publish(job.workspace, urls, urls)
    const again = await publish(job.workspace, urls, urls)
    expect([first.status, again.status]).toEqual([0, 0])
    expect(String(await job.read('body.md'))).toBe(
      `Changes of this version\n<!-- posters -->\n${urls.map((url) => `<img src="${url}" height="240">\n`).join('')}`,
    )
    expect(String(await job.read('edits.txt'))).toMatch(
      /^(release edit v2\.0\.0 .*--draft=false\n){2}$/,
    )
  },
)

withTools('a release of which a file is missing is not published', async () => {
  await using job = await startJob()
  for (const attached of [[], ['https://example.com/a.png']]) {
    const urls = ['https://example.com/a.png', 'https://example.com/b.png']
    const { status, stdout } = await publish(job.workspace, urls, attached)
    expect(status).toBe(1)
    expect(stdout).toMatch(/^::error::Not all posters are attached/)
  }
  expect(await readdir(job.workspace)).not.toContain('edits.txt')
})

test('what costs at most 5 credits is cheap, and what is not known asks a person', async () => {
  const path = 'examples/ask-above-a-price.yml'
  const workflow = await readWorkflow(join(root, path), path)
  const { environment } = workflow.jobs['banners'] as { readonly environment?: string }
  const rows = {
    '': 'expensive',
    unknown: 'expensive',
    '0': 'cheap',
    '4.5': 'cheap',
    '5': 'cheap',
    '5.5': 'expensive',
    '40': 'expensive',
  }
  for (const [estimate, name] of Object.entries(rows)) {
    const needs = { price: { outputs: { 'credits-estimate': estimate } } }
    expect([estimate, fill(workflow, environment ?? '', { needs })]).toEqual([estimate, name])
  }
})

test.concurrent(
  'a push cancels the run of a pull request, and the next run buys only what is missing',
  async () => {
    const path = 'examples/pull-request.yml'
    const workflow = await readWorkflow(join(root, path), path)
    const [step] = actionSteps(workflow, await readRepository())
    if (step === undefined) throw new Error(path)
    await using job = await startJob({ seconds: 1 })
    const [hub, cache] = await Promise.all([startGitHub(), startCacheService()])
    const { apiId, apiKey } = job.simulator
    const secrets = { CREATIFY_API_ID: apiId, CREATIFY_API_KEY: apiKey }
    const { inputs } = handStep(workflow, step, { secrets })
    const runOf = async (id: string, during?: Step['during']) => {
      await freshMachine(job)
      await cp(join(root, 'examples'), job.workspace, { recursive: true })
      await job.write('event.json', JSON.stringify(pullRequest))
      return job.run({
        with: { ...inputs, 'github-token': hub.token, concurrency: '2' },
        env: {
          ...hub.env,
          ...cache.envOf({ ref: 'refs/pull/7/merge' }),
          GITHUB_RUN_ID: id,
          GITHUB_JOB: step.job,
          GITHUB_EVENT_NAME: 'pull_request',
          GITHUB_EVENT_PATH: join(job.workspace, 'event.json'),
        },
        ...(during && { during }),
      })
    }
    const { tasks } = job.simulator
    const bothAreKnown = (log: string) => log.split(' created\n').length > 2
    await runOf('1', signalWhen('SIGINT', bothAreKnown).during)
    expect(tasks).toHaveLength(2)
    const transcript = await runOf('2')
    await Promise.all([hub.stop(), cache.stop()])
    expect(transcript.errors).toEqual([])
    expect(resultsOf(transcript).filter(({ reused }) => reused)).not.toEqual([])
    expect(tasks).toHaveLength(4)
  },
)

test.concurrent('the video after an approval begins with the first still', async () => {
  await using job = await startJob({ seconds: 0.3 })
  const [stills, video] = await play('examples/approve-then-video.yml', job)
  expect(resultsOf(stills as Transcript)[0]?.assets).toHaveLength(4)
  expect(job.simulator.tasks[1]?.params['image_url']).toBe(stills?.outputs['asset-url'])
  expect(video?.outputs['asset-path']).toBe('creatify-assets/teaser.mp4')
})

test.concurrent('the words of a banner are those of the file of texts', async () => {
  await using job = await startJob({ seconds: 0.3 })
  await play('examples/translations.yml', job)
  const prompts = job.simulator.tasks.map(({ params }) => params['prompt'])
  expect(prompts.toSorted()).toEqual(
    ['Fresh every morning', 'طازج كل صباح', '毎朝焼きたて'].map(
      (words) => `Bakery banner, warm light, with the words "${words}"`,
    ),
  )
})

test.concurrent('the clip begins with the still', async () => {
  await using job = await startJob({ seconds: 0.3 })
  const [transcript] = await play('examples/still-to-video.yml', job)
  const [still, teaser] = transcript ? resultsOf(transcript) : []
  expect(still?.input_params['prompt']).toContain('moonlight')
  expect(teaser?.input_params['image_url']).toBe(still?.assets[0]?.url)
})

test.concurrent(
  'the manifests of docs/manifest.md are valid, and nothing in them is doubtful',
  async () => {
    const page = await readFile(join(root, 'docs', 'manifest.md'), 'utf8')
    const blocks = [...page.matchAll(/^```yaml\n([^]*?)\n```$/gm)].map(([, text = '']) => text)
    const manifests = blocks.filter((text) => /^generations:/m.test(text))
    expect(manifests.length).toBeGreaterThan(1)
    await using job = await startJob()
    await job.write('event.json', JSON.stringify(payload))
    for (const text of manifests) {
      await job.write('creatify.yml', text)
      const transcript = await job.run({
        with: { manifest: 'creatify.yml', 'dry-run': 'true' },
        env: { GITHUB_EVENT_NAME: 'release', GITHUB_EVENT_PATH: join(job.workspace, 'event.json') },
      })
      expect(transcript.outputs['status']).toBe('validated')
      expect(transcript.annotations).toEqual([])
    }
  },
)

test('manifests name the schema for editors', async () => {
  const { $id } = JSON.parse(await readFile(join(root, 'manifest.schema.json'), 'utf8')) as {
    readonly $id: string
  }
  const paths = await exampleManifests()
  expect(paths.length).toBeGreaterThan(3)
  for (const path of paths) {
    const text = await readFile(join(root, path), 'utf8')
    expect(text).toContain(`# yaml-language-server: $schema=${$id}\n`)
  }
})
