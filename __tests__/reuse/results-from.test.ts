import { symlink } from 'node:fs/promises'
import { hubJob, tag } from '../support/hub.ts'
import { kites, light } from '../support/manifests.ts'
import { resultsOf } from '../support/reading.ts'
import { startJob, type Job, type Transcript } from '../support/scenario.ts'

const nothingElse = { model: '', params: '' }

/** Keeps the results of a step as another job gets them from an artifact. */
async function handOver(job: Job, transcript: Transcript, name: string): Promise<void> {
  await job.write(`results/${name}/${name}.json`, transcript.outputs['results'] ?? '')
}

test.concurrent('three shards, one of which failed: one comment, gallery and release', async () => {
  const scripts = [
    ...light(2),
    { end: 'failed' as const, failedReason: 'Content policy' },
    ...light(3),
  ]
  await using at = await hubJob({ releases: [{ tag }] }, { scripts })
  const { job, hub } = at
  await job.write('creatify.yml', JSON.stringify(kites(6)))
  const exits: (number | null)[] = []
  for (const shard of [1, 2, 3]) {
    const transcript = await at.run({
      with: { ...nothingElse, manifest: 'creatify.yml', shard: `${shard}/3`, concurrency: '1' },
    })
    exits.push(transcript.exitCode)
    await handOver(job, transcript, `shard-${shard}`)
  }
  expect(exits).toEqual([0, 1, 0])
  const bought = job.simulator.counts('create')
  const transcript = await at.run({
    with: {
      ...nothingElse,
      'results-from': 'results/**/*.json',
      'output-dir': 'together',
      comment: 'true',
      gallery: 'true',
      'release-tag': tag,
    },
  })
  expect(job.simulator.counts('create')).toBe(bought)
  const results = resultsOf(transcript)
  expect(results.map(({ name }) => name).toSorted()).toEqual(
    kites(6).generations.map(({ name }) => name),
  )
  expect(results.filter(({ status }) => status === 'done')).toHaveLength(5)
  expect(transcript.outputs).toMatchObject({ status: 'failed', 'credits-used': '0' })
  expect(transcript.errors.at(-1)).toContain('Content policy')
  expect(hub.comments).toHaveLength(1)
  expect(hub.comments[0]?.body).toContain('5 of 6 done')
  expect(hub.releases[0]?.assets).toHaveLength(5)
  expect(transcript.files.filter((file) => /^together\/.*\.html$/.test(file))).toEqual([
    'together/index.html',
  ])
  expect(transcript.files.filter((file) => /^together\/.*\.png$/.test(file))).toHaveLength(5)
})

const id = '6f1c2a34-0000-4000-8000-0123456789ab'

test.concurrent('of the files only names, ids and reasons are read', async () => {
  await using job = await startJob({ seconds: 0.05 })
  const [first, second] = [
    [
      {
        name: 'kite',
        task_id: null,
        status: 'skipped',
        failed_reason: 'not started: ::error::no\n credits',
        assets: [{ url: 'https://evil.example.com/a.png', path: '../../etc/passwd' }],
        credits_used: 1e9,
      },
    ],
    [{ name: 'kite', task_id: null, status: 'done', failed_reason: 7, model_name: 'evil' }],
  ]
  await job.write('results/one.json', JSON.stringify(first))
  await job.write('results/two.json', JSON.stringify(second))
  const transcript = await job.run({
    with: { 'results-from': 'results/one.json\nresults/two.json' },
  })
  expect(resultsOf(transcript)).toMatchObject([
    {
      name: 'one-kite',
      status: 'skipped',
      failed_reason: 'not started: ::error::no credits',
      assets: [],
    },
    { name: 'two-kite', status: 'failed', model_name: '', credits_used: 0, assets: [] },
  ])
  expect(transcript.log + transcript.summary).not.toMatch(/evil|passwd/)
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('a task that is in two files is collected once', async () => {
  await using job = await startJob()
  const entry = { name: 'kite', task_id: id, status: 'done' }
  await job.write('results/one.json', JSON.stringify([entry]))
  await job.write('results/two.json', JSON.stringify([{ ...entry, task_id: id.toUpperCase() }]))
  const transcript = await job.run({ with: { 'results-from': 'results/*.json' } })
  expect(resultsOf(transcript)).toMatchObject([{ name: 'kite', status: 'failed' }])
  expect(transcript.errors.at(-1)).toContain(`There is no task ${id}`)
})

const entries = (count: number) =>
  JSON.stringify(Array.from({ length: count }, (_, i) => ({ name: `n${i}`, task_id: null })))

test.concurrent.each<[string, string, string, RegExp]>([
  [
    'no such file',
    'results.json',
    'nowhere/*.json',
    /nowhere\/\*\.json is no file .*if: always\(\)/,
  ],
  ['a link', 'results.json', 'link.json', /link\.json is no file/],
  ['a file through a link', 'results.json', 'linked/hostname', /linked\/hostname is no file/],
  ['a file outside', 'results.json', '../secret.json', /secret\.json is no file/],
  ['a folder', 'results/a.json', 'results', /results is no file/],
  ['no JSON', 'results.json', 'results.json', /results\.json is no JSON.*`results-file`/],
  ['5,001 results', 'many.json', 'many.json', /more than 5000 results/],
  ['above 10 MB', 'large.json', 'large.json', /bytes; at most 10 MB/],
  ['an id that is none', 'bad.json', 'bad.json', /not a list of results/],
  ['no list', 'object.json', 'object.json', /not a list of results/],
])('%s is an error that says what to do, before any request', async (_, file, from, words) => {
  await using job = await startJob()
  const texts: Readonly<Record<string, string>> = {
    'many.json': entries(5001),
    'large.json': JSON.stringify([{ name: 'a', task_id: null, more: 'x'.repeat(10_500_000) }]),
    'bad.json': JSON.stringify([{ name: 'a', task_id: '../../credits' }]),
    'object.json': '{}',
  }
  await job.write(file, texts[file] ?? 'no json')
  await job.write('../secret.json', '[]')
  await symlink('../secret.json', `${job.workspace}/link.json`)
  await symlink('/etc', `${job.workspace}/linked`)
  const { errors, exitCode, outputs } = await job.run({ with: { 'results-from': from } })
  expect(exitCode).toBe(1)
  expect(errors.at(-1)).toContain('`results-from`')
  expect(errors.at(-1)).toMatch(words)
  expect(outputs['status']).toBe('failed')
  expect(job.simulator.requests).toEqual([])
})

test.concurrent.each(['model', 'manifest', 'task-id', 'list-models', 'params', 'name'])(
  'beside `%s` it is an error',
  async (other) => {
    await using job = await startJob()
    const value =
      { 'task-id': id, 'list-models': 'true', params: 'prompt: A kite' }[other] ?? 'kite'
    const { errors } = await job.run({ with: { 'results-from': 'a.json', [other]: value } })
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain('does not go with')
    expect(errors[0]).toContain('`results-from`')
    expect(job.simulator.requests).toEqual([])
  },
)
