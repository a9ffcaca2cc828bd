import { lightJob } from '../support/attempts.ts'
import { clipModel, expectCreates, kites, many, runMany, stillModel } from '../support/manifests.ts'
import { kite, resultsOf, tinyPng } from '../support/reading.ts'
import { readAction } from '../../scripts/project.ts'
import { startJob } from '../support/scenario.ts'

test.concurrent.each([
  ['timeout', '12 parsecs'],
  ['timeout', '0'],
  ['timeout', '-5s'],
  ['timeout', '1h30m'],
  ['timeout', 'Infinity'],
  ['timeout', '99999h'],
  ['poll-interval', 'often'],
  ['poll-interval', '0s'],
  ['dry-run', 'yes'],
  ['dry-run', '1'],
  ['summary', 'off'],
  ['webhook-url', 'not a url'],
  ['webhook-url', `https://example.com/${'x'.repeat(200)}`],
  ['api-url', 'http://api.creatify.ai'],
  ['api-url', 'api.creatify.ai'],
  ['api-url', 'https://user:pass@api.creatify.ai'],
  ['api-url', 'https://api.creatify.ai/?x=1'],
  ['api-key', 'two words'],
  ['output-dir', '..'],
  ['task-id', 'a b'],
  ['task-id', 'two words'],
  ['task-id', 'poster=0b9c1e62-8f5d\n=0b9c1e63-8f5d'],
  ['task-id', 'a=0b9c1e62-8f5d\nb=0b9c1e62-8f5d'],
  ['concurrency', '0'],
  ['concurrency', '-1'],
  ['concurrency', '1.5'],
  ['concurrency', 'all'],
  ['concurrency', '10000'],
  ['max-credits', '0'],
  ['max-credits', '-20'],
  ['max-credits', '20 credits'],
  ['max-credits', '1e3'],
  ['max-credits', 'Infinity'],
  ['expose-env', 'A-B'],
  ['expose-env', 'TITLE=x'],
  ['expose-env', 'TITLE\n*'],
  ['expose-env', 'INPUT_API-KEY'],
  ['expose-env', 'INPUT_NAME'],
  ['expose-env', 'actions_runtime_token'],
  ['expose-env', 'TITLE, GITHUB_TOKEN'],
])('%s: %j is refused, and the input is named', async (name, value) => {
  await using job = await startJob()
  const others = name === 'task-id' ? {} : kite
  const transcript = await job.run({ with: { ...others, [name]: value } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toEqual([expect.stringContaining(`Input \`${name}\``)])
  expect(job.simulator.requests).toEqual([])
  expect(transcript.outputs['status']).toBe('failed')
  expect(transcript.summary).toContain(`\`${name}\``)
})

test.concurrent.each([
  ['params, params-file', { 'params-file': 'p.yml' }],
  ['list-models, model, params', { 'list-models': 'true' }],
  ['task-id, model, params', { 'task-id': '0b9c1e62-8f5d' }],
  ['manifest, model, params', { manifest: 'creatify.yml' }],
  ['wait: false, max-credits', { wait: 'false', 'max-credits': '20' }],
])('%s exclude each other', async (names, inputs) => {
  await using job = await startJob()
  const transcript = await job.run({ with: { ...kite, ...inputs } })
  expect(transcript.errors).toHaveLength(1)
  for (const name of names.split(', ')) expect(transcript.errors[0]).toContain(`\`${name}\``)
  expect(transcript.errors[0]).toMatch(/exclude|remove|keep one/i)
  expect(job.simulator.requests).toEqual([])
})

test.concurrent.each([
  ['task-id', '0b9c1e62-8f5d'],
  ['list-models', 'true'],
  ['model', 'nano-banana-2'],
  ['name', 'poster'],
  ['params-file', 'params.yml'],
])('manifest and %s exclude each other', async (name, value) => {
  await using job = await startJob()
  await job.write(many.manifest, JSON.stringify(kites(1)))
  const transcript = await job.run({ with: { ...many, [name]: value } })
  expect(transcript.errors).toEqual([
    expect.stringMatching(/does not go with .*Remove one or the other/),
  ])
  for (const each of ['manifest', name]) expect(transcript.errors[0]).toContain(`\`${each}\``)
  expect(job.simulator.requests).toEqual([])
})

test.concurrent('a shard is a part of a manifest', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { ...kite, shard: '1/2' } })
  expect(transcript.errors).toEqual([expect.stringMatching(/^Input `shard` needs .*`manifest`/)])
  expect(job.simulator.requests).toEqual([])
})

test.concurrent('`wait: false` and a chain', async () => {
  await using job = await lightJob()
  const url = '${{ generations.still.assets[0].url }}'
  const transcript = await runMany(
    job,
    {
      generations: [
        { name: 'still', model: stillModel, params: { prompt: 'A red kite' } },
        { name: 'clip', model: clipModel, params: { prompt: 'Slow', image_url: url } },
      ],
    },
    { with: { wait: 'false' } },
  )
  expect(transcript.errors[0]).toMatch(
    /^creatify\.yml:\d+:\d+: `clip` waits for the result of `still`, and `wait: false`/,
  )
  expect(transcript.outputs['status']).toBe('failed')
  expectCreates(job, 0)
})

test.concurrent('nothing asked for says what to set', async () => {
  await using job = await startJob()
  const transcript = await job.run()
  expect(transcript.errors).toEqual([expect.stringMatching(/`model`.*`list-models: true`/)])
})

test.concurrent('params without a model', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { params: 'prompt: A kite' } })
  expect(transcript.errors).toEqual([expect.stringMatching(/`params`.*`model`/)])
})

test.concurrent('inputs passed empty mean their defaults', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  const { inputs } = await readAction()
  const given = new Set([...Object.keys(kite), 'api-id', 'api-key', 'api-url'])
  const empty = Object.keys(inputs).filter((name) => !given.has(name))
  expect(empty.length).toBeGreaterThan(5)
  const transcript = await job.run({
    with: { ...Object.fromEntries(empty.map((name) => [name, ''])), ...kite },
  })
  expect(transcript.errors).toEqual([])
  expect(transcript.files).toEqual(['creatify-assets/nano-banana-2.png'])
  expect(transcript.summary).toContain('1 of 1 done')
})

test.concurrent('credentials are masked before anything else is said', async () => {
  await using job = await startJob()
  const transcript = await job.run({ with: { ...kite, timeout: 'bad' } })
  expect(transcript.log.split('\n').slice(0, 2)).toEqual([
    `::add-mask::${job.simulator.apiId}`,
    `::add-mask::${job.simulator.apiKey}`,
  ])
})

const without = { ...kite, 'api-id': '', 'api-key': '' }

test.concurrent.each([
  [
    'both',
    without,
    /CREATIFY_API_ID.*CREATIFY_API_KEY.*api-key: \$\{\{ secrets\.CREATIFY_API_KEY \}\}/,
  ],
  [
    'the key',
    { ...kite, 'api-key': '' },
    /^Input `api-key` is empty\. .*the line `api-key: \$\{\{ /,
  ],
  [
    'the id',
    { ...kite, 'api-id': '' },
    /^Input `api-id` is empty\. Add the secret CREATIFY_API_ID /,
  ],
])('without %s the failure names what is missing', async (_, inputs, expected) => {
  await using job = await startJob()
  const transcript = await job.run({ with: inputs })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toEqual([expect.stringMatching(expected)])
  expect(job.simulator.requests).toEqual([])
  expect(resultsOf(transcript)).toEqual([])
})

test.concurrent.each([
  ['a pull request from a fork', 'pull_request', 'someone/octo-repo', 'octocat', 0],
  ['a pull request from a deleted fork', 'pull_request', undefined, 'octocat', 0],
  ['a pull request by Dependabot', 'pull_request', 'octo-org/octo-repo', 'dependabot[bot]', 0],
  ['a review in a fork', 'pull_request_review', 'someone/octo-repo', 'octocat', 0],
  ['a review comment in a fork', 'pull_request_review_comment', 'someone/octo-repo', 'octocat', 0],
  ['a review of our own', 'pull_request_review', 'octo-org/octo-repo', 'octocat', 1],
  ['a pull request of our own', 'pull_request', 'octo-org/octo-repo', 'octocat', 1],
  ['pull_request_target of a fork', 'pull_request_target', 'someone/octo-repo', 'octocat', 1],
  ['a push', 'push', 'octo-org/octo-repo', 'octocat', 1],
] as const)('without credentials on %s', async (_, eventName, head, actor, exitCode) => {
  await using job = await startJob()
  const event = {
    repository: { full_name: 'octo-org/octo-repo', private: false },
    ...(eventName !== 'push' && {
      pull_request: { head: { repo: head === undefined ? null : { full_name: head } } },
    }),
  }
  await job.write('event.json', JSON.stringify(event))
  const transcript = await job.run({
    with: without,
    env: {
      GITHUB_EVENT_NAME: eventName,
      GITHUB_EVENT_PATH: `${job.workspace}/event.json`,
      GITHUB_ACTOR: actor,
    },
  })
  expect(transcript.exitCode).toBe(exitCode)
  expect(transcript.outputs['status']).toBe(exitCode === 0 ? 'skipped' : 'failed')
  const notices = transcript.annotations.filter(({ severity }) => severity === 'notice')
  expect(notices).toHaveLength(exitCode === 0 ? 1 : 0)
  if (exitCode === 0) expect(transcript.summary).toContain('GitHub gives no secrets')
  expect(job.simulator.requests).toEqual([])
})
