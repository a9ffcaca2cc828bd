import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hubJob } from './support/hub.ts'
import { lightJob } from './support/attempts.ts'
import { certificate, publicHost, startProxy } from './support/proxy.ts'
import { kite, resultOf, tinyPng } from './support/reading.ts'
import { checkRows } from './support/rows.ts'
import { startJob } from './support/scenario.ts'

test.concurrent('characters that turn text round are seen in comment and gallery', async () => {
  await using at = await hubJob()
  const params = JSON.stringify({ prompt: 'An invoice \u202egnp.exe', num_images: 1 })
  const transcript = await at.run({ with: { params, comment: 'true', gallery: 'true' } })
  expect(transcript.errors).toEqual([])
  const page = (await at.job.read('creatify-assets/index.html')).toString()
  const [comment] = at.hub.comments
  for (const shown of [page, transcript.summary, comment?.body ?? '']) {
    expect(shown).not.toMatch(/\p{Bidi_Control}/u)
  }
  expect(page).toContain('An invoice ⟨U+202E⟩gnp.exe')
  expect(resultOf(transcript).input_params['prompt']).toBe('An invoice \u202egnp.exe')
})

test.concurrent('text that cannot be sent as it is is refused at its place', async () => {
  await using job = await lightJob()
  await checkRows(
    [
      ['"A \\ud83d kite"', 'half of a character'],
      ['"A \\0 kite"', 'U+0000'],
      ['"A \\u0000 kite"', 'U+0000'],
    ],
    async ([prompt, why]) => {
      const transcript = await job.run({
        with: { ...kite, params: `num_images: 1\nprompt: ${prompt}` },
      })
      expect(transcript.errors).toEqual([
        expect.stringMatching(
          new RegExp(`^params, line 2, column 9: .*${why.replace('+', '\\+')}`),
        ),
      ])
    },
  )
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('a token in api-url is not shown', async () => {
  await using job = await lightJob()
  await checkRows(
    [
      'https://api.example/?token=s3cr3t-0123',
      'https://api.example/#s3cr3t-0123',
      'https://s3cr3t-0123@api.example/',
      'api.example?token=s3cr3t-0123',
    ],
    async (url) => {
      const transcript = await job.run({ with: { ...kite, 'api-url': url } })
      expect(transcript.errors).toEqual([
        expect.stringMatching(/^Input `api-url` is "\(not shown\)"/),
      ])
      expect(transcript.log + transcript.summary).not.toContain('s3cr3t')
    },
  )
})

test.concurrent('escape sequences of terminals are taken out of what the API says', async () => {
  await using job = await startJob({ seconds: 0.1 })
  const failedReason =
    '\u001b[31mNo\u001b[0m \u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007'
  job.simulator.script({ end: 'failed', failedReason })
  const transcript = await job.run({ with: kite })
  expect(transcript.errors).toEqual([expect.stringMatching(/: No click\.$/)])
  expect(transcript.log).not.toMatch(/\u001b|\[31m/)
})

test.concurrent('a URL that may not be fetched is no asset-url', async () => {
  await checkRows(
    [
      `javascript:${'x'.repeat(2_000_000)}`,
      'file:///etc/passwd',
      'http://cdn.example/a.png',
      'https://user:pass@cdn.example/a.png',
      'https://169.254.169.254/latest',
      `https://cdn.example/${'x'.repeat(9000)}.png`,
    ],
    async (url) => {
      await using job = await startJob({ seconds: 0.1 })
      job.simulator.script({ assets: [{ url }] })
      const transcript = await job.run({ with: kite })
      expect(transcript.outputs).toMatchObject({ 'asset-url': '', 'asset-urls': '[]' })
      expect(transcript.outputs['task-id']).toBe(job.simulator.tasks[0]?.id)
      const { failed_reason: reason, assets } = resultOf(transcript)
      expect(assets).toEqual([])
      expect(reason).toMatch(/could not be saved/)
      expect(reason?.length).toBeLessThan(3000)
    },
  )
})

test.concurrent('a thumbnail that may not be fetched is not published', async () => {
  const thumbnails = [
    'http://192.168.0.1/a.jpg',
    'https://169.254.169.254/a.jpg',
    'http://cdn.example/a.jpg',
    'https://user:pass@cdn.example/a.jpg',
    'javascript:alert(1)',
    `data:image/svg+xml,${'x'.repeat(2_000_000)}`,
  ]
  await checkRows(thumbnails, async (thumbnail) => {
    await using at = await hubJob({}, { scripts: [{ assets: [{ ...tinyPng, thumbnail }] }] })
    const transcript = await at.run({ with: { comment: 'true', gallery: 'true' } })
    expect(resultOf(transcript).assets).toMatchObject([{ thumbnail_url: null, bytes: 1000 }])
    const page = (await at.job.read('creatify-assets/index.html')).toString()
    const shown = [transcript.log, transcript.summary, page, at.hub.comments[0]?.body]
    for (const each of shown) expect(each).not.toContain(thumbnail.slice(0, 200))
  })
})

test('a thumbnail on localhost is not published where the API is not there', async () => {
  const tls = await certificate()
  await using proxy = await startProxy()
  await using job = await startJob({ seconds: 0.1, tls, publicHost })
  const thumbnail = 'http://localhost:9229/json'
  job.simulator.script({ assets: [{ ...tinyPng, thumbnail }] })
  const ca = join(job.temp, 'ca.pem')
  await writeFile(ca, tls.cert)
  const transcript = await job.run({
    with: kite,
    env: { https_proxy: proxy.url, NODE_EXTRA_CA_CERTS: ca },
  })
  expect(transcript.errors).toEqual([])
  expect(resultOf(transcript).assets).toMatchObject([{ thumbnail_url: null, bytes: 1000 }])
  expect(transcript.summary).not.toContain('localhost:9229')
})

test.concurrent('what `task-id` would not take is no id, and no output', async () => {
  await checkRows(
    ['$(touch pwned)', '`id`', '../../etc/passwd', 'a\nb', 'x'.repeat(65)],
    async (id) => {
      await using job = await startJob({ seconds: 0.1 })
      const body = { id, model_name: kite.model, status: 'initializing' }
      job.simulator.fault({ route: 'create', status: 201, body })
      const transcript = await job.run({ with: { ...kite, timeout: '1s' } })
      const { 'task-id': first, 'task-ids': all, tasks } = transcript.outputs
      expect([first, all, tasks].join()).not.toContain(id)
      expect(resultOf(transcript).task_id).toBeNull()
    },
  )
})

test.concurrent(
  'characters that cannot be sent are refused where an expression gives them',
  async () => {
    await using job = await lightJob()
    await checkRows(
      [
        [`\${{ fromJSON('"\\u0000"') }}`, 'U\\+0000'],
        [`A \${{ fromJSON('"\\u0000"') }} kite`, 'U\\+0000'],
        [`\${{ format('a{0}', fromJSON('"\\ud83d"')) }}`, 'half of a character'],
      ],
      async ([prompt, why]) => {
        await job.write('params.yml', JSON.stringify({ prompt }))
        const { errors } = await job.run({
          with: { model: kite.model, 'params-file': 'params.yml' },
        })
        expect(errors[0]).toMatch(new RegExp(`^params\\.yml:1:2: .*${why}`))
      },
    )
    expect(job.simulator.counts('create')).toBe(0)
  },
)
