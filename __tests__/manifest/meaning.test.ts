import { lightJob } from '../support/attempts.ts'
import { expectCreates, stillModel } from '../support/manifests.ts'
import { resultsOf } from '../support/reading.ts'
import type { Job, Transcript } from '../support/scenario.ts'

/** Runs a manifest of nano-banana-2 that is written as YAML: its entries, from line 3 on. */
async function runYaml(job: Job, entries: readonly string[]): Promise<Transcript> {
  const defaults = `defaults: { model: ${stillModel} }`
  await job.write('creatify.yml', [defaults, 'generations:', ...entries].join('\n'))
  return job.run({ with: { manifest: 'creatify.yml', 'poll-interval': '200ms' } })
}

/** Annotations in the file as `line:col severity message`. */
function said({ annotations }: Transcript): readonly string[] {
  return annotations
    .filter(({ file }) => file === 'creatify.yml')
    .map(({ line = '', col = '', severity, message }) => `${line}:${col} ${severity} ${message}`)
}

test.concurrent('an expression that is empty in every combination is an error', async () => {
  await using job = await lightJob()
  const transcript = await runYaml(job, [
    '  - name: banner-${{ matrix.text.title }}',
    '    matrix: { text: [{ title: a }, { title: b }] }',
    '    params: { prompt: "Banner: ${{ matrix.text.titel }}" }',
  ])
  expectCreates(job, 0)
  expect(said(transcript)).toEqual([
    expect.stringMatching(
      /^5:15 error `\$\{\{ matrix\.text\.titel \}\}` comes out empty in every combination.*Did you mean `title`\? Where that is meant, write `\|\| ''`/,
    ),
  ])
})

test.concurrent('one that is empty in some combinations is a warning', async () => {
  await using job = await lightJob({ seconds: 0.2 })
  const transcript = await runYaml(job, [
    '  - matrix: { lang: [{ name: en }, { name: de, note: formal }] }',
    '    name: ${{ matrix.lang.name }}',
    '    params: { prompt: "Kite ${{ matrix.lang.note }}", num_images: 1 }',
  ])
  expect(said(transcript)).toEqual([
    expect.stringMatching(/^5:15 warning .* comes out empty in 1 of 2 combinations/),
  ])
  expect(transcript.errors).toEqual([])
  expectCreates(job, 2)
})

test.concurrent('one that is empty on this event, or meant to be, stays no error', async () => {
  await using job = await lightJob({ seconds: 0.2 })
  const transcript = await runYaml(job, [
    '  - matrix: { lang: [{ name: en }] }',
    `    params: { prompt: "Kite \${{ github.event.release.name }}\${{ matrix.lang.note || '' }}" }`,
  ])
  expect(said(transcript)).toEqual([expect.stringMatching(/^4:15 warning .*this `push` event/)])
  expect(transcript.errors).toEqual([])
})

test.concurrent('`include` that overwrites is done as GitHub does it, with a warning', async () => {
  await using job = await lightJob({ seconds: 0.2 })
  const transcript = await runYaml(job, [
    '  - name: banner-${{ matrix.ratio }}',
    '    matrix:',
    '      ratio: ["1:1", "16:9", "9:16"]',
    '      include:',
    '        - { lang: English }',
    '        - { lang: German }',
    '        - { lang: French }',
    '    params: { prompt: "In ${{ matrix.lang }}", aspect_ratio: "${{ matrix.ratio }}" }',
  ])
  expect(said(transcript)).toEqual([
    expect.stringMatching(
      /^9:13 warning `lang` of this `include` overwrites .* in 3 combinations.*write `lang` as a list of the matrix/,
    ),
  ])
  expect(job.simulator.tasks.map(({ params }) => params['prompt'])).toEqual(
    Array.from({ length: 3 }, () => 'In French'),
  )
})

test.concurrent('`include` that adds other keys, or the same value, says nothing', async () => {
  await using job = await lightJob({ seconds: 0.2 })
  const transcript = await runYaml(job, [
    '  - matrix:',
    '      ratio: ["1:1", "16:9"]',
    '      include: [{ lang: English }, { ratio: "1:1", note: small }, { lang: English }]',
    '    params: { prompt: "In ${{ matrix.lang }}" }',
  ])
  expect(said(transcript)).toEqual([])
  expectCreates(job, 2)
})

test.concurrent.each([
  ['a number', 'v: [3.9, 3.10]', '${{ matrix.v }}', '3.10', 'Poster for 3.10'],
  ['a whole number', 'v: [001100]', '${{ matrix.v }}', '001100', 'Poster for 001100'],
  ['a boolean', 'v: [True]', '${{ matrix.v }}', 'True', 'Poster for True'],
  ['one in a mapping', 'v: [{ x: 1e3 }]', '${{ matrix.v.x }}', '1e3', 'Poster for 1e3'],
  ['by a function', 'v: [1.0]', "${{ format('{0}', matrix.v) }}", '1.0', 'Poster for 1.0'],
])(
  'a value spelled otherwise than YAML reads it is not put into text: %s',
  async (_, matrix, expression, source, meant) => {
    await using job = await lightJob({ seconds: 0.2 })
    const entry = (values: string) => [
      `  - matrix: { ${values} }`,
      `    params: { prompt: "Poster for ${expression}" }`,
    ]
    const refused = await runYaml(job, entry(matrix))
    expectCreates(job, 0)
    expect(said(refused)).toEqual([
      expect.stringContaining(`Quote it where it stands: "${source}".`),
    ])
    const fixed = await runYaml(job, entry(matrix.replace(source, `"${source}"`)))
    expect(fixed.errors).toEqual([])
    expect(job.simulator.tasks.map(({ params }) => params['prompt'])).toContain(meant)
  },
)

test.concurrent(
  'such a number where a number is wanted is fine, and names show it as written',
  async () => {
    await using job = await lightJob({ seconds: 0.2 })
    const transcript = await runYaml(job, [
      '  - name: kite',
      '    matrix: { seed: [007, 8.0] }',
      '    params: { prompt: A kite, num_images: "${{ matrix.seed && 1 }}" }',
    ])
    expect(transcript.errors).toEqual([])
    expect(resultsOf(transcript).map(({ name }) => name)).toEqual(['kite-007', 'kite-8.0'])
  },
)

test.concurrent('text that YAML cuts is found in params, defaults, matrix and names', async () => {
  await using job = await lightJob()
  await job.write(
    'creatify.yml',
    [
      'defaults:',
      `  model: ${stillModel}`,
      '  params:',
      '    prompt: Fix crash when #42',
      'generations:',
      '  - name: own',
      '    params:',
      '      prompt: &co and others',
      '  - name: by default',
      '  - name: of the #1',
      '  - matrix:',
      '      title:',
      '        - The launch #2',
      '    params: { prompt: "${{ matrix.title }}" }',
    ].join('\n'),
  )
  const transcript = await job.run({ with: { manifest: 'creatify.yml' } })
  expectCreates(job, 0)
  const errors = said(transcript).map((each) =>
    each.replace(/(error ).*(Quote it: .*?")\..*/, '$1$2'),
  )
  expect(errors).toEqual([
    '4:5 error Quote it: "Fix crash when #42"',
    '8:7 error Quote it: "&co and others"',
    '10:5 error Quote it: "of the #1"',
    '13:11 error Quote it: "The launch #2"',
  ])
})
