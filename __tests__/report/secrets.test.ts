import { readFile } from 'node:fs/promises'
import type { Fault, TaskScript } from '../../simulator/simulator.ts'
import { hubJob } from '../support/hub.ts'
import { resultOf, tinyPng } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'
import { checkRows } from '../support/rows.ts'

const token = 's3cr3t-0123456789'
const webhook = `https://hooks.example.com/creatify?token=${token}&for="kites"`

/** What encoders make of the webhook. */
const spellings = {
  plain: webhook,
  json: JSON.stringify(webhook).slice(1, -1).replaceAll('/', '\\/'),
  percent: encodeURIComponent(webhook),
  html: webhook.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
}

/** What the simulator takes for the key. */
const key = 'simulated-api-key-opens-nothing'

const enumOfSecrets = {
  model_name: 'nano-banana-2',
  generation_type: 'text_to_image',
  input_params_schema: { properties: { prompt: { enum: [key, webhook] } } },
}
const cut = `${'x'.repeat(370)} ${key}`

/** Every way in which the API can tell a secret of this step: as the reason of a task, or by an answer. */
const ways: readonly (string | readonly [string, Fault])[] = [
  `The key ${key} has no right`,
  ...Object.values(spellings).map((spelled) => `POST ${spelled} was refused`),
  ['create', { route: 'create', status: 400, body: { detail: `${key}, ${webhook}` } }],
  ['cut within the key', { route: 'create', status: 400, body: { detail: cut } }],
  ['a page', { route: 'schemas', status: 403, body: `<title>${key} ${spellings.html}</title>` }],
  ['a schema', { route: 'schemas', status: 200, body: [enumOfSecrets] }],
]

test.concurrent('what the API says of the secrets of a step is shown nowhere', async () => {
  await checkRows(ways, async (way) => {
    const scripts: TaskScript[] =
      typeof way === 'string' ? [{ end: 'failed', failedReason: way }] : []
    await using at = await hubJob({}, { scripts })
    const { job, hub } = at
    expect(job.simulator.apiKey).toBe(key)
    if (typeof way !== 'string') job.simulator.fault({ ...way[1], times: 9 })
    const transcript = await at.run({
      with: { comment: 'true', gallery: 'true', 'webhook-url': webhook, timeout: '4s' },
    })
    expect(transcript.exitCode).toBe(1)
    const galleries = transcript.files.filter((each) => each.endsWith('.html'))
    const shown = {
      log: transcript.log.replaceAll(/^::add-mask::.*$/gm, ''),
      summary: transcript.summary,
      comment: hub.comments.map(({ body }) => body).join('\n'),
      gallery: (await Promise.all(galleries.map(async (path) => job.read(path)))).join('\n'),
      outputs: JSON.stringify(transcript.outputs),
      results: await readFile(transcript.outputs['results-file'] ?? '', 'utf8'),
    }
    const wrong = Object.entries(shown).filter(([, text]) =>
      [key.slice(0, 12), token].some((secret) => text.includes(secret)),
    )
    expect(wrong).toEqual([])
    expect(shown.log).toContain('***')
    expect(hub.comments).toHaveLength(1)
  })
})

test.concurrent('an id, a URL or a path that has a secret in it stays usable', async () => {
  await using job = await startJob({ seconds: 0.1 })
  const { origin } = new URL(job.simulator.apiUrl)
  job.simulator.script({ assets: [tinyPng] })
  const transcript = await job.run({
    with: {
      model: 'nano-banana-2',
      params: 'prompt: A kite for nano-banana-2',
      'poll-interval': '200ms',
      'github-token': 'nano-banana-2',
    },
  })
  const [asset] = resultOf(transcript).assets
  expect(asset?.path).toBe('creatify-assets/nano-banana-2.png')
  expect(transcript.outputs['asset-path']).toBe(asset?.path)
  expect(asset?.url).toContain(origin.replace(/:\d+$/, ''))
  expect(resultOf(transcript).input_params).toEqual({ prompt: 'A kite for ***' })
})
