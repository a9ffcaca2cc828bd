import { lightJob } from '../support/attempts.ts'
import {
  endsOf,
  expectCreates,
  runMany,
  stillModel,
  tasksOf,
  type Written,
} from '../support/manifests.ts'
import { resultsOf } from '../support/reading.ts'
import type { Job, Transcript } from '../support/scenario.ts'

type Params = Readonly<Record<string, unknown>>

const otherModel = 'wan2.7-image/text-to-image'

/** One generation, whose prompt shows the combination that made it. */
function shown(matrix: unknown, name = 'x'): Written {
  return {
    defaults: { model: stillModel, params: { prompt: 'A kite: ${{ toJSON(matrix) }}' } },
    generations: [{ name, matrix }],
  }
}

/** Params of the tasks on the server, in the order of the results. */
function paidFor({ simulator }: Job, transcript: Transcript): readonly Params[] {
  const params = new Map(simulator.tasks.map((task) => [task.id, task.params]))
  return resultsOf(transcript).map(({ task_id: id }) => params.get(id ?? '') ?? {})
}

function combinationsIn(job: Job, transcript: Transcript): readonly unknown[] {
  return paidFor(job, transcript).map(
    ({ prompt }) => JSON.parse(String(prompt).replace('A kite: ', '')) as unknown,
  )
}

test.concurrent('`include` as GitHub documents it', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const transcript = await runMany(
    job,
    shown({
      fruit: ['apple', 'pear'],
      animal: ['cat', 'dog'],
      include: [
        { color: 'green' },
        { color: 'pink', animal: 'cat' },
        { fruit: 'apple', shape: 'circle' },
        { fruit: 'banana' },
        { fruit: 'banana', animal: 'cat' },
      ],
    }),
  )
  expect(transcript.errors).toEqual([])
  expect(combinationsIn(job, transcript)).toEqual([
    { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
    { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
    { fruit: 'pear', animal: 'cat', color: 'pink' },
    { fruit: 'pear', animal: 'dog', color: 'green' },
    { fruit: 'banana' },
    { fruit: 'banana', animal: 'cat' },
  ])
  expect(endsOf(transcript)).toEqual([
    'x-apple-cat done',
    'x-apple-dog done',
    'x-pear-cat done',
    'x-pear-dog done',
    'x-banana done',
    'x-banana-cat done',
  ])
  expectCreates(job, 6)
})

test.concurrent('`exclude` matches in part, and `include` brings back', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const transcript = await runMany(
    job,
    shown({
      os: ['macos', 'windows'],
      version: [12, 14, 16],
      stage: ['test', 'live'],
      exclude: [
        { os: 'macos', version: 12, stage: 'live' },
        { os: 'windows', version: 16 },
      ],
      include: [{ os: 'windows', version: 16, stage: 'live' }],
    }),
  )
  expect(transcript.errors).toEqual([])
  const kept = [
    ['macos', 12, 'test'],
    ['macos', 14, 'test'],
    ['macos', 14, 'live'],
    ['macos', 16, 'test'],
    ['macos', 16, 'live'],
    ['windows', 12, 'test'],
    ['windows', 12, 'live'],
    ['windows', 14, 'test'],
    ['windows', 14, 'live'],
    ['windows', 16, 'live'],
  ]
  expect(combinationsIn(job, transcript)).toEqual(
    kept.map(([os, version, stage]) => ({ os, version, stage })),
  )
  expectCreates(job, 10)
})

test.concurrent('only `include`: one for each of its entries', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const legs = [{ text: 'Hello', lang: 'en' }, { text: 'Hallo', lang: 'de' }, { lang: 'fr' }]
  const transcript = await runMany(job, shown({ include: legs }, 'banner-${{ matrix.lang }}'))
  expect(transcript.errors).toEqual([])
  expect(combinationsIn(job, transcript)).toEqual(legs)
  expect(endsOf(transcript)).toEqual(['banner-en done', 'banner-de done', 'banner-fr done'])
})

test.concurrent('a matrix, its lists and its values may come by expressions', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const env = { ALL: '{"ratio":["1:1","9:16"]}', SOME: '["4:3"]', NUMBER: '2' }
  const { defaults } = shown({})
  const transcript = await runMany(
    job,
    {
      ...(defaults && { defaults }),
      generations: [
        { name: 'a', matrix: '${{ fromJSON(env.ALL) }}' },
        { name: 'b', matrix: { ratio: '${{ fromJSON(env.SOME) }}' } },
        { name: 'c', matrix: { n: ['${{ fromJSON(env.NUMBER) }}', '${{ env.NUMBER }}!'] } },
      ],
    },
    { env, with: { 'expose-env': 'ALL SOME NUMBER' } },
  )
  expect(transcript.errors).toEqual([])
  expect(combinationsIn(job, transcript)).toEqual([
    { ratio: '1:1' },
    { ratio: '9:16' },
    { ratio: '4:3' },
    { n: 2 },
    { n: '2!' },
  ])
})

test.concurrent('values keep their type, mappings have properties', async () => {
  await using job = await lightJob({ seconds: 0.3, pace: 10 })
  const transcript = await runMany(
    job,
    {
      generations: [
        {
          name: '${{ matrix.size.name }}',
          model: stillModel,
          matrix: {
            size: [
              { name: 'small', images: 1, wild: false },
              { name: 'large', images: 4, wild: true },
            ],
          },
          params: {
            prompt: 'A ${{ matrix.SIZE.name }} kite',
            num_images: '${{ matrix.size.images }}',
            wild: '${{ matrix.size.wild }}',
            size: '${{ matrix.size }}',
          },
        },
      ],
    },
    { with: { 'unknown-params': 'allow' } },
  )
  expect(transcript.errors).toEqual([])
  expect(paidFor(job, transcript)).toEqual([
    {
      prompt: 'A small kite',
      num_images: 1,
      wild: false,
      size: { name: 'small', images: 1, wild: false },
    },
    {
      prompt: 'A large kite',
      num_images: 4,
      wild: true,
      size: { name: 'large', images: 4, wild: true },
    },
  ])
  expect(endsOf(transcript)).toEqual(['small done', 'large done'])
})

test.concurrent('values that the name does not have are appended, and no others', async () => {
  await using job = await lightJob()
  const transcript = await runMany(
    job,
    {
      defaults: { model: stillModel, params: { prompt: 'A kite' } },
      generations: [
        { name: 'none', matrix: { a: [1, 2], b: ['x:y'] } },
        { name: 'one-${{ matrix.a }}', matrix: { a: [1, 2], b: ['u'] } },
        { name: "${{ matrix['A'] }}-all", matrix: { a: [1, 2] } },
        { name: "joined-${{ join(matrix.*, '-') }}", matrix: { a: [1, true], b: [2.5] } },
        { name: 'plain', matrix: { a: ['p', 'q'], include: [{ a: 'p', note: 'loud' }] } },
        {
          name: 'told',
          matrix: {
            a: [1],
            include: [
              { a: 2, n: 3 },
              { a: 2, n: 4 },
            ],
          },
        },
        { matrix: { a: ['u', 'v'] } },
        { model: '${{ matrix.m }}', matrix: { m: [otherModel] } },
      ],
    },
    { with: { 'dry-run': 'true' } },
  )
  expect(transcript.errors).toEqual([])
  expect([...transcript.log.matchAll(/^(\S+): the params fit/gm)].map(([, name]) => name)).toEqual([
    'none-1-x-y',
    'none-2-x-y',
    'one-1-u',
    'one-2-u',
    '1-all',
    '2-all',
    'joined-1-2.5',
    'joined-true-2.5',
    'plain-p',
    'plain-q',
    'told-1',
    'told-2-3',
    'told-2-4',
    `${stillModel}-u`,
    `${stillModel}-v`,
    'wan2.7-image-text-to-image',
  ])
  expectCreates(job, 0)
})

test.concurrent('256 combinations are the most', async () => {
  await using job = await lightJob()
  const dry = { with: { 'dry-run': 'true' } }
  const sixteen = Array.from({ length: 16 }, (_, i) => i)
  const fits = await runMany(job, shown({ a: sixteen, b: sixteen }), dry)
  expect(fits.errors).toEqual([])
  expect(fits.log.match(/: the params fit/g)).toHaveLength(256)
  const include = [{ a: 16, b: 0 }]
  const { errors } = await runMany(job, shown({ a: sixteen, b: sixteen, include }), dry)
  expect(errors).toEqual([
    expect.stringMatching(/^creatify\.yml:\d+:7: .*more than 256 combinations/),
    '1 problem in creatify.yml. Nothing was created.',
  ])
})
test.concurrent('names: as given, cleaned, cut, or the model with a number', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const given = ['hero 16:9', undefined, 'Ünïcode', undefined, `${stillModel}-2`, 'n'.repeat(300)]
  const transcript = await runMany(job, {
    defaults: { model: stillModel },
    generations: [
      ...given.map((name, i) => ({ ...(name && { name }), params: { prompt: `Kite ${i}` } })),
      { model: 'wan2.7-image/text-to-image', params: { prompt: 'Kite 6' } },
      { params: { prompt: 'Kite 7' } },
    ],
  })
  expect(transcript.errors).toEqual([])
  expect(resultsOf(transcript).map(({ name }) => name)).toEqual([
    'hero-16-9',
    stillModel,
    'n-code',
    `${stillModel}-3`,
    `${stillModel}-2`,
    expect.stringMatching(/^n{91}-[0-9a-f]{8}$/),
    'wan2.7-image-text-to-image',
    `${stillModel}-4`,
  ])
  expect(paidFor(job, transcript).map(({ prompt }) => prompt)).toEqual(
    Array.from({ length: 8 }, (_, i) => `Kite ${i}`),
  )
  for (const { name, assets } of resultsOf(transcript))
    expect(assets.map(({ path }) => path)).toEqual([`creatify-assets/${name}.png`])
})

test.concurrent('results are in the order of the file, whoever is done first', async () => {
  const scripts = [
    { model: stillModel, seconds: 3 },
    { model: otherModel, seconds: 0.2 },
  ]
  await using job = await lightJob({ scripts })
  const transcript = await runMany(job, {
    generations: [
      { name: 'slow', model: stillModel, params: { prompt: 'A kite' } },
      { name: 'quick', model: otherModel, params: { prompt: 'A kite' } },
    ],
  })
  expect(endsOf(transcript)).toEqual(['slow done', 'quick done'])
  const [slow, quick] = ['slow', 'quick'].map((name) => `creatify-assets/${name}.png`)
  expect(transcript.log.indexOf(`${quick ?? ''}: `)).toBeLessThan(
    transcript.log.indexOf(`${slow ?? ''}: `),
  )
  expect(transcript.outputs['asset-paths']).toBe(`${slow ?? ''}\n${quick ?? ''}`)
  const ids = [stillModel, otherModel].map((model) => tasksOf(job, model)[0]?.id)
  expect(transcript.outputs['task-ids']).toBe(ids.join('\n'))
})
