import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exampleManifests, exampleWorkflows, readRepository, root } from '../scripts/project.ts'
import { actionSteps, handStep, readWorkflow } from '../scripts/workflow.ts'
import { startCacheService } from '../simulator/cache.ts'
import { startGitHub, type GitHubService } from '../simulator/github.ts'
import { startRawFiles } from '../simulator/raw.ts'
import { pullRequest } from './support/hub.ts'
import { checkGitHubRequests } from './support/openapi.ts'
import { resultsOf } from './support/reading.ts'
import { startJob, type Job, type Transcript } from './support/scenario.ts'

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
