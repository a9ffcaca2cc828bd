import { killedWhen, killedWithEntry, lightJob } from '../support/attempts.ts'
import {
  clipModel,
  endsOf,
  expectCreates,
  kites,
  rememberedManifest,
  runMany,
  stillModel,
  type Written,
} from '../support/manifests.ts'
import { resultsOf } from '../support/reading.ts'
import { readAction } from '../../scripts/project.ts'
import { type Job, type Transcript } from '../support/scenario.ts'

const editModel = 'flux-2-pro/edit'

function picture(name: string, model = stillModel) {
  return { name, model, params: { prompt: `A picture called ${name}` } }
}

/** Ten generations, three of them a chain: the clip first, its edit in the middle, the still last. */
const ten: Written = {
  generations: [
    {
      name: 'clip',
      model: clipModel,
      params: { prompt: 'A slow push', image_url: '${{ generations.edit.assets[0].url }}' },
    },
    ...[1, 2, 3].map((i) => picture(`a-${i}`)),
    {
      name: 'edit',
      model: editModel,
      params: { prompt: 'In blue', image_urls: '${{ generations.still.assets.*.url }}' },
    },
    ...[1, 2, 3, 4].map((i) => picture(`b-${i}`, 'wan2.7-image/text-to-image')),
    picture('still'),
  ],
}

const names = (transcript: Transcript) => resultsOf(transcript).map(({ name }) => name)

async function allShards(job: Job, written: Written, of: number, more = {}) {
  const transcripts: Transcript[] = []
  for (let i = 1; i <= of; i += 1)
    transcripts.push(await runMany(job, written, { with: { shard: `${i}/${of}`, ...more } }))
  return transcripts
}

/** The models that each request for schemas asked for. */
function schemasAsked({ simulator }: Job): readonly string[][] {
  return simulator.requests.flatMap(({ route, path }) => {
    const asked = new URL(path, simulator.apiUrl).searchParams.get('model_name')
    return route === 'schemas' ? [(asked ?? '').split(',').toSorted()] : []
  })
}

test.concurrent(
  'four parts of ten: disjoint, complete, chains together, one create each',
  async () => {
    await using job = await lightJob({ seconds: 0.3 })
    const shards = await allShards(job, ten, 4)
    for (const { errors, outputs } of shards) {
      expect(errors).toEqual([])
      expect(outputs['status']).toBe('done')
    }
    const parts = shards.map(names)
    const order = ten.generations.map(({ name }) => String(name))
    expect(parts.flat().toSorted()).toEqual(order.toSorted())
    expectCreates(job, 10)
    for (const part of parts) {
      expect(part).toEqual(order.filter((name) => part.includes(name)))
      expect(part.length).toBeGreaterThanOrEqual(2)
      expect(part.length).toBeLessThanOrEqual(3)
    }
    expect(parts.find((part) => part.includes('clip'))).toEqual(['clip', 'edit', 'still'])

    // Each asks for the models of the whole manifest: a param of `defaults` has to fit one of them.
    const models = [...new Set(ten.generations.map((each) => String(each['model'])))].toSorted()
    expect(schemasAsked(job)).toEqual(parts.map(() => models))
    expect(shards[0]?.log).toContain('Shard 1 of 4: 3 of 10 generations')
  },
)

test.concurrent('the parts are the same every time', async () => {
  await using job = await lightJob()
  const dry = { 'dry-run': 'true' }
  const part = ({ log }: Transcript) => log.match(/^\S+: the params fit \S+$/gm)
  const first = (await allShards(job, ten, 4, dry)).map(part)
  expect(first.flat()).toHaveLength(10)
  expect((await allShards(job, ten, 4, dry)).map(part)).toEqual(first)
  expectCreates(job, 0)
})

test.concurrent('a finding in the part of another job does not block this one', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const [first, second] = [picture('fine'), { ...picture('wrong'), params: { prompt: 1 } }]
  const written: Written = { generations: [first, second] }
  const fine = await runMany(job, written, { with: { shard: '1/2' } })
  expect(fine.errors).toEqual([])
  expect(endsOf(fine)).toEqual(['fine done'])
  expect(fine.log).not.toContain('wrong')
  const wrong = await runMany(job, written, { with: { shard: '2/2' } })
  expect(wrong.exitCode).toBe(1)
  expect(endsOf(wrong)).toEqual(['wrong failed'])
  expect(wrong.errors.join()).toContain('creatify.yml:')
  expectCreates(job, 1)
})

test.concurrent('an expression that another part may not use does not block this one', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const wrong = { ...picture('wrong'), params: { prompt: 'For ${{ env.HOME }}' } }
  const written: Written = { generations: [picture('fine'), wrong] }
  expect((await runMany(job, written, { with: { shard: '1/2' } })).errors).toEqual([])
  expect((await runMany(job, written, { with: { shard: '2/2' } })).exitCode).toBe(1)
  expectCreates(job, 1)
})

test.concurrent('a finding about the file blocks all', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const written: Written = { ...kites(4), ...{ generation: [] } }
  for (const transcript of await allShards(job, written, 2)) {
    expect(transcript.exitCode).toBe(1)
    expect(transcript.outputs['status']).toBe('failed')
    expect(transcript.errors.join()).toContain('`generation`')
    expect(transcript.errors.join()).toContain('creatify.yml')
  }
  expectCreates(job, 0)
})

test.concurrent('a part without generations: done, with a notice', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const transcript = await runMany(job, kites(3), { with: { shard: '4/4' } })
  expect(transcript.exitCode).toBe(0)
  expect(Object.keys(transcript.outputs).toSorted()).toEqual(
    Object.keys((await readAction()).outputs).toSorted(),
  )
  expect(transcript.outputs).toMatchObject({
    status: 'done',
    'task-id': '',
    'asset-urls': '[]',
    'credits-used': '0',
    results: '[]',
    models: '[]',
  })
  const notices = transcript.annotations.filter(({ severity }) => severity === 'notice')
  expect(notices.map(({ message }) => message)).toEqual([
    expect.stringContaining('no part of the manifest'),
  ])
  expect(transcript.annotations).toHaveLength(1)
  expectCreates(job, 0)
  expect(job.simulator.counts('schemas')).toBe(0)
})

test.concurrent.each(['0/4', '5/4', '1/0', '4', '1/2/3', 'a/b', '-1/2', '1.5/2'])(
  'shard %s is refused before anything is asked',
  async (shard) => {
    await using job = await lightJob()
    const transcript = await runMany(job, kites(3), { with: { shard } })
    expect(transcript.exitCode).toBe(1)
    expect(transcript.errors).toHaveLength(1)
    expect(transcript.errors[0]).toContain('`shard`')
    expect(transcript.errors[0]).toContain(shard)
    expectCreates(job, 0)
  },
)

function pair(prompts: readonly [string, string]): Written {
  return {
    generations: ['left', 'right'].map((name, i) => ({
      name,
      model: stillModel,
      params: { prompt: prompts[i] ?? '' },
    })),
  }
}

/** One for each of two jobs. */
const kite = pair(['A red kite', 'A blue kite'])

test.concurrent(
  'equal generations are in one part: two jobs could not tell whose task is whose',
  async () => {
    await using run = await rememberedManifest(pair(['A red kite', 'A red kite']), { seconds: 0.3 })
    const first = await run.attempt(1, { with: { shard: '1/2' } })
    const second = await run.attempt(1, { with: { shard: '2/2', key: '1' } })
    expectCreates(run.job, 2)
    expect(names(first)).toEqual(['left', 'right'])
    expect(new Set(resultsOf(first).map(({ task_id: id }) => id)).size).toBe(2)
    expect(second.outputs).toMatchObject({ status: 'done', results: '[]' })
  },
)

test.concurrent('two parts, remembered under one key: each finds its own', async () => {
  await using run = await rememberedManifest(kite, { seconds: 0.3 })
  const of = (index: number) => ({ with: { shard: `${index}/2`, reuse: 'always' } })
  const first = await run.attempt(1, of(1))
  const second = await run.attempt(1, of(2))
  expectCreates(run.job, 2)
  const [left, right] = run.job.simulator.tasks
  expect(first.outputs['tasks']).toBe(`left=${left?.id ?? ''}`)
  expect(second.outputs['tasks']).toBe(`right=${right?.id ?? ''}`)

  // Later each finds its own, and one job for all finds both.
  const again = await run.attempt(1, { ...of(2), env: { GITHUB_RUN_ID: '1658821999' } })
  expect(again.outputs['tasks']).toBe(second.outputs['tasks'])
  const all = { with: { reuse: 'always' }, env: { GITHUB_RUN_ID: '1658822000' } }
  const both = await run.attempt(1, all)
  expect(both.outputs['task-ids']).toBe([left?.id, right?.id].join('\n'))
  expectCreates(run.job, 2)
})

test.concurrent(
  'the re-run of a part collects its own tasks and not those of another',
  async () => {
    await using run = await rememberedManifest(kite, { seconds: 5 })
    const { simulator } = run.job
    const of = (index: number) => ({ with: { shard: `${index}/2`, key: String(index - 1) } })
    for (const index of [1, 2]) {
      await killedWithEntry(run, of(index))
    }
    expectCreates(run.job, 2)
    const [left, right] = simulator.tasks
    const second = await run.attempt(2, of(2))
    const first = await run.attempt(2, of(1))
    expect(second.outputs).toMatchObject({ status: 'done', tasks: `right=${right?.id ?? ''}` })
    expect(first.outputs).toMatchObject({ status: 'done', tasks: `left=${left?.id ?? ''}` })
    for (const transcript of [first, second]) {
      expect(transcript.errors).toEqual([])
      expect(transcript.outputs['credits-used']).toBe('0')
      expect(resultsOf(transcript)).toMatchObject([{ reused: true, status: 'done' }])
    }
    expectCreates(run.job, 2)
  },
)

test.concurrent(
  'killed before their tasks had entries: each part collects another one',
  async () => {
    await using run = await rememberedManifest(kite, { seconds: 5 })
    const of = (index: number) => ({ with: { shard: `${index}/2`, key: String(index - 1) } })
    for (const index of [1, 2]) {
      await run.attempt(1, {
        ...of(index),
        ...killedWhen((log) => log.includes(' created')),
      })
    }
    const ids = [
      (await run.attempt(2, of(1))).outputs['task-id'],
      (await run.attempt(2, of(2))).outputs['task-id'],
    ]
    expectCreates(run.job, 2)
    expect(ids.toSorted()).toEqual(run.job.simulator.tasks.map(({ id }) => id).toSorted())
  },
)
