import { lightJob } from '../support/attempts.ts'
import { clipModel, expectCreates, many, stillModel } from '../support/manifests.ts'
import { resultsOf } from '../support/reading.ts'
import type { Job, Step, Transcript } from '../support/scenario.ts'

/** A step that could create: nothing but a finding is in its way. */
async function check(
  job: Job,
  lines: readonly string[],
  step: Step = {},
  end = '\n',
): Promise<Transcript> {
  await job.write(many.manifest, lines.join(end))
  return job.run({ ...step, with: { ...many, ...step.with } })
}

/** Annotations in the file as `line:col severity message`, from top to bottom. */
function placed({ annotations }: Transcript): readonly string[] {
  return annotations
    .filter(({ file }) => file === many.manifest)
    .toSorted((a, b) => Number(a.line) - Number(b.line) || Number(a.col) - Number(b.col))
    .map(({ line = '', col = '', severity, message }) => `${line}:${col} ${severity} ${message}`)
}

/** Nothing is created, and all that is wrong is told at once: in the file, in the summary, and counted in the last line. */
function expectRefused(job: Job, transcript: Transcript, expected: readonly RegExp[]): void {
  expectCreates(job, 0)
  expect(transcript.exitCode).toBe(1)
  expect(placed(transcript)).toEqual(expected.map((each) => expect.stringMatching(each) as string))
  const errors = placed(transcript).filter((each) => each.includes(' error '))
  const count = errors.length === 1 ? '1 problem' : `${errors.length} problems`
  expect(transcript.errors.at(-1)).toBe(`${count} in ${many.manifest}. Nothing was created.`)
  for (const { line = '', col = '' } of transcript.annotations.filter(({ file }) => file))
    expect(transcript.summary).toContain(`${many.manifest}:${line}:${col}`)
}

const fine = '{ prompt: A red kite }'

test.concurrent('unknown keys, with what may be meant', async () => {
  await using job = await lightJob()
  const transcript = await check(job, [
    '# a comment',
    `defaults: { model: ${stillModel}, parms: {} }`,
    'generation: []',
    'generations:',
    `  - { name: a, params: ${fine} }`,
    '  - name: b',
    `    params: ${fine}`,
    '    parms: {}',
    '    colour: red',
  ])
  expectRefused(job, transcript, [
    /^2:35 error .*no key `parms`\. Did you mean `params`\?$/,
    /^3:1 error .*no key `generation`\. Did you mean `generations`\?$/,
    /^8:5 error .*no key `parms`\. Did you mean `params`\?$/,
    /^9:5 error .*no key `colour`\.$/,
  ])
})

test.concurrent('keys that stand twice', async () => {
  await using job = await lightJob()
  const transcript = await check(job, [
    `defaults: { model: ${stillModel}, model: ${stillModel} }`,
    'generations:',
    '  - name: a',
    '    params: { prompt: A red kite, prompt: A blue kite }',
    '    name: b',
    'generations: []',
  ])
  expectRefused(job, transcript, [
    /^1:35 error `model` stands twice/,
    /^4:35 error `prompt` stands twice/,
    /^5:5 error `name` stands twice/,
    /^6:1 error `generations` stands twice/,
  ])
})

test.concurrent('names that are taken are told at the later one', async () => {
  await using job = await lightJob()
  const transcript = await check(job, [
    `defaults: { model: ${stillModel}, params: ${fine} }`,
    'generations:',
    '  - name: hero',
    '  - name: poster-16:9',
    '  - name: HERO',
    '  - { matrix: { a: [1] }, name: poster-16-9-x }',
    '  - name: poster-16-9',
    '  - { name: "${{ matrix.a }}-of", matrix: { a: [1, 2], b: ["", { c: d }] } }',
  ])
  expectRefused(job, transcript, [
    /^5:5 error Two generations would be named `HERO`\. The one of line 3 has it already/,
    /^8:7 error Two generations would be named `1-of`\. Put a value of the matrix into the name/,
    /^8:7 error Two generations would be named `2-of`\. Put a value of the matrix into the name/,
  ])
})

test.concurrent('bad names', async () => {
  await using job = await lightJob()
  const transcript = await check(job, [
    `defaults: { model: ${stillModel}, params: ${fine} }`,
    'generations:',
    '  - name: 7',
    '  - name: [a]',
    '  - name: ${{ github.event.release.name }}',
  ])
  expectCreates(job, 0)
  expect(placed(transcript)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^3:5 error .*name` is 7, .*takes text\. Quote it: "7"\.$/),
      expect.stringMatching(/^4:5 error .*name` is \["a"\], .*takes text\.$/),
      expect.stringMatching(/^5:5 error This name is empty\. Write one, or remove the line/),
      expect.stringMatching(/^5:5 warning .*comes out empty/),
    ]),
  )
})

test.concurrent('a matrix that makes nothing, or too much', async () => {
  await using job = await lightJob()
  const many = `[${Array.from({ length: 17 }, (_, i) => i).join(', ')}]`
  const transcript = await check(job, [
    `defaults: { model: ${stillModel}, params: ${fine} }`,
    'generations:',
    '  - matrix:',
    '      theme: [day]',
    '      ratio: []',
    '  - matrix: { ratio: "1:1" }',
    '  - matrix: { ratio: [a, b], exclude: [{ ratio: b }, { ratio: a }] }',
    '  - matrix: a:b',
    `  - matrix: { a: ${many}, b: ${many} }`,
    '  - matrix: { ratio: ["${{ env.RATIO }}"] }',
    '  - matrix: { include: "${{ github.ref_name }}" }',
  ])
  expectRefused(job, transcript, [
    /^5:7 error `ratio` has no values/,
    /^6:15 error `ratio` in a matrix takes a list of values/,
    /^7:5 error This matrix has nothing left by `exclude`/,
    /^8:5 error `matrix` takes a mapping of names to lists/,
    /^9:5 error .*more than 256 combinations/,
    /^10:23 error `env\.RATIO` is not given/,
    /^11:15 error `include` in a matrix takes a list of mappings/,
    /^11:15 warning .*comes out empty/,
  ])
})

test.concurrent('`exclude` with a key that the matrix does not have', async () => {
  await using job = await lightJob()
  const transcript = await check(job, [
    `defaults: { model: ${stillModel}, params: ${fine} }`,
    'generations:',
    '  - matrix:',
    "      ratio: ['1:1', '9:16']",
    '      exclude:',
    "        - { ratio: '9:16' }",
    "        - { ration: '1:1' }",
  ])
  expectRefused(job, transcript, [/^7:13 error .*`ration`.*Did you mean `ratio`\?$/])
})

test.concurrent('models: none, unknown, by an expression', async () => {
  await using job = await lightJob()
  const transcript = await check(
    job,
    [
      'generations:',
      `  - params: ${fine}`,
      '  - name: b',
      '    model: nano-bannana-2',
      '  - { name: c, model: "${{ env.MODEL }}-2" }',
      '  - { name: d, model: "${{ github.event.model }}" }',
      `  - { name: e, model: ${stillModel}, params: ${fine} }`,
      '  - { name: f, model: nothing-like-it-at-all }',
    ],
    { env: { MODEL: 'nano-banan' }, with: { 'expose-env': 'MODEL' } },
  )
  expectRefused(job, transcript, [
    /^2:5 error This generation has no `model`\. Name one here, or for all in `defaults`\.$/,
    /^4:5 error There is no model `nano-bannana-2`\. Did you mean `nano-banana-2`\?/,
    /^5:16 error There is no model `nano-banan-2`\. Did you mean `nano-banana-2`\?/,
    /^6:16 error `model` takes the name of a model, not null\.$/,
    /^6:16 warning .*comes out empty/,
    /^8:16 error There is no model `nothing-like-it-at-all`\. `list-models: true`/,
  ])
})

test.concurrent('an unknown model of `defaults` is told once, there', async () => {
  await using job = await lightJob()
  const transcript = await check(job, [
    'defaults:',
    '  model: nano-bannana-2',
    `generations: [{ params: ${fine} }, { params: ${fine} }]`,
  ])
  expectRefused(job, transcript, [/^2:3 error There is no model `nano-bannana-2`/])
  expect(resultsOf(transcript).map(({ status }) => status)).toEqual(['failed', 'failed'])
  expect(transcript.outputs['status']).toBe('failed')
})

test.concurrent('parents: unknown, itself, and every generation of a circle', async () => {
  await using job = await lightJob()
  const url = (name: string) => `"\${{ generations.${name}.assets[0].url }}"`
  const transcript = await check(job, [
    'defaults: { model: flux-2-pro/edit, params: { prompt: Edited } }',
    'generations:',
    `  - { name: a, params: { image_urls: [${url('b')}] } }`,
    '  - name: b',
    '    params:',
    '      image_urls:',
    '        - https://example.com/a.png',
    `        - ${url('c')}`,
    `  - { name: c, params: { image_urls: [${url('A')}] } }`,
    `  - { name: waits-for-them, params: { image_urls: [${url('a')}] } }`,
    `  - { name: self, params: { image_urls: [${url('self')}] } }`,
    `  - { name: hero-1, params: { image_urls: [${url('hero-2')}, ${url('something-else')}] } }`,
    '  - { name: all, params: { image_urls: "${{ generations.*.assets }}" } }',
    '  - name: early-${{ generations.a.task_id }}',
  ])
  expectRefused(job, transcript, [
    /^3:39 error `a` waits for `b`, which waits for it: none can start\. Remove one of these expressions\.$/,
    /^8:11 error `b` waits for `c`, which waits for it/,
    /^9:39 error `c` waits for `a`, which waits for it/,
    /^11:42 error `self` waits for itself/,
    /^12:44 error There is no generation `hero-2` in this file\. Did you mean `hero-1`\?$/,
    /^12:87 error There is no generation `something-else` in this file\.$/,
    /^13:28 error Name the generation whose result is meant/,
    /^14:5 error .*`generations`.* only the contexts `github`, `env`, `matrix` here/,
  ])
})

test.concurrent('expressions that fail, each at its place', async () => {
  await using job = await lightJob()
  const transcript = await check(job, [
    `defaults: { model: ${stillModel} }`,
    'generations:',
    '  - name: a',
    '    matrix: { ratio: ["1:1"] }',
    '    params:',
    '      prompt: For ${{ github.event.release.name || secrets.NAME }}',
    '      resolution: ${{ fromJSON("1K") }}',
    '      aspect_ratio: ${{ matrix.ratoi }}',
    '      nested:',
    '        - fine',
    '        - deep: ${{ matrx.ratio }}',
    '          deeper: [x, "${{ contians(1, 2) }}"]',
    "      json: ${{ fromJSON('{') }}",
    '      text: Kites ${{ github.event }}',
    '      open: ${{ env.HOME',
  ])
  expectRefused(job, transcript, [
    /^6:7 error .*uses `secrets`, .*`expose-env`/,
    /^7:7 error `\$\{\{ fromJSON\("1K"\) \}\}` cannot be read/,
    /^8:7 error There is no `matrix\.ratoi` here\. Did you mean `ratio`\?$/,
    /^9:7 error .*no param `nested`/,
    /^11:11 error .*uses `matrx`.* Did you mean `matrix`\?$/,
    /^12:23 error There is no function `contians` here.*Did you mean `contains`\?$/,
    /^13:7 error .*cannot be evaluated: .*JSON/,
    /^14:7 error .*gives a mapping in the middle of text/,
    /^15:7 error `\$\{\{` has no `\}\}` that closes it\.$/,
  ])
})

test.concurrent('an expression that comes out empty is a warning, unless it is meant', async () => {
  await using job = await lightJob({ seconds: 0.2 })
  const transcript = await check(job, [
    `defaults: { model: ${stillModel} }`,
    'generations:',
    '  - name: a-${{ github.event.release.name }}',
    '    matrix: { theme: [day, night] }',
    '    params:',
    '      prompt: >-',
    '        A harbour by ${{ matrix.theme }} for',
    '        ${{ github.event.release.name }}',
    "  - name: b-${{ github.event.release.name || '' }}",
    '    params: { prompt: "A kite${{ github.event.release.name || \'\' }}${{ 0 }}" }',
  ])
  expect(transcript.errors).toEqual([])
  expect(placed(transcript)).toEqual([
    expect.stringMatching(
      /^3:5 warning `\$\{\{ github\.event\.release\.name \}\}` comes out empty/,
    ),
    expect.stringMatching(/^6:7 warning .*empty on this `push` event\..*`\|\| ''`/),
  ])
  expect(transcript.annotations).toHaveLength(2)
  expectCreates(job, 3)
})

test.concurrent('all at once: the file, names, expressions, chains and params', async () => {
  await using job = await lightJob()
  const transcript = await check(job, [
    'defaults:',
    `  model: ${stillModel}`,
    'generations:',
    `  - { name: kite, params: { prompt: A red kite, num_images: 9 } }`,
    `  - { name: kite, params: ${fine} }`,
    '  - name: third',
    '    params:',
    '      prompt: A kite for ${{ env.WHO }}',
    '      resolution: 8K',
    '      aspect_ratio: 1',
    '  - name: clip',
    `    model: ${clipModel}`,
    '    params: { prompt: Slow, image_url: "${{ generations.kit.assets[0].url }}", duration: 5 }',
    '  - { matrix: { a: [] } }',
    '  - { name: last, model: nano-banana-3 }',
  ])
  expectRefused(job, transcript, [
    /^4:49 error `num_images` is 9, and nano-banana-2 takes at most 4\.$/,
    /^5:7 error Two generations would be named `kite`/,
    /^8:7 error `env\.WHO` is not given/,
    /^9:7 error `resolution` is "8K"/,
    /^10:7 error `aspect_ratio` is 1/,
    /^13:29 error There is no generation `kit` in this file/,
    /^13:80 error `duration` is 5, .*Quote it: "5"\.$/,
    /^14:17 error `a` has no values/,
    /^15:19 error There is no model `nano-banana-3`\. Did you mean/,
  ])
  expect(new Set(resultsOf(transcript).map(({ status }) => status))).toEqual(new Set(['failed']))
})

test.concurrent('keys that are unknown hide nothing else', async () => {
  await using job = await lightJob()
  const transcript = await check(job, [
    `defaults: { model: ${stillModel}, colour: red }`,
    'colour: red',
    'generations:',
    `  - { name: a, colour: red, params: { prompt: A kite, num_images: 8 } }`,
    '  - { name: b, params: { prompt: A kite, num_images: 9 } }',
    '  - { name: b, params: { prompt: "${{ env.WHO }}" } }',
  ])
  expectRefused(job, transcript, [
    /^1:35 error .*`colour`/,
    /^2:1 error .*`colour`/,
    /^4:16 error .*`colour`/,
    /^4:55 error `num_images` is 8/,
    /^5:42 error `num_images` is 9/,
    /^6:7 error Two generations would be named `b`/,
    /^6:26 error `env\.WHO` is not given/,
  ])
})

test.concurrent('above nine: nine annotations, their number, and all in the summary', async () => {
  await using job = await lightJob()
  const numbers = Array.from({ length: 14 }, (_, i) => 90 + i)
  const transcript = await check(job, [
    `defaults: { model: ${stillModel} }`,
    'generations:',
    ...numbers.map((n) => `  - { name: k-${n}, params: { prompt: A red kite, num_images: ${n} } }`),
  ])
  expectCreates(job, 0)
  expect(placed(transcript)).toEqual(
    numbers
      .slice(0, 9)
      .map((n, i) => expect.stringMatching(`^${3 + i}:\\d+ error .* is ${n}, `) as string),
  )
  expect(transcript.errors).toHaveLength(10)
  expect(transcript.errors.at(-1)).toBe('14 problems in creatify.yml. Nothing was created.')
  for (const [i, n] of numbers.entries()) {
    expect(transcript.summary).toContain(`\`num_images\` is ${n}`)
    expect(transcript.summary).toContain(`creatify.yml:${3 + i}:`)
  }
  expect(
    resultsOf(transcript).map(({ name, failed_reason: why }) => `${name} ${why ?? ''}`),
  ).toEqual(numbers.map((n) => expect.stringContaining(`k-${n} `) as string))
})

test.concurrent(
  'a wrong value of `defaults` or of an alias is told once, where it stands',
  async () => {
    await using job = await lightJob()
    const transcript = await check(
      job,
      [
        'defaults:',
        `  model: ${stillModel}`,
        '  params:',
        '    prompt: A kite',
        '    num_images: 9',
        'generations:',
        '  - { name: a }',
        '  - { name: b, params: &shared { resolution: 8K } }',
        '  - { name: c, params: *shared }',
        '  - { name: d, params: { num_images: 1 } }',
      ],
      {},
      '\r\n',
    )
    expectRefused(job, transcript, [
      /^5:5 error `num_images` is 9/,
      /^8:34 error `resolution` is "8K"/,
    ])
    expect(resultsOf(transcript).map(({ status }) => status)).toEqual([
      'failed',
      'failed',
      'failed',
      'skipped',
    ])
  },
)
