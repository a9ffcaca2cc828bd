import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SimulatorOptions, TaskScript } from '../../simulator/simulator.ts'
import type { Result } from '../../src/assets/save.ts'
import { OutputFile } from '../../src/report/output-file.ts'
import { outputNames, outputsOf } from '../../src/report/outputs.ts'
import { nothing, type Report } from '../../src/report/report.ts'
import { startHost } from '../support/host.ts'
import { kite, tinyPng } from '../support/reading.ts'
import { readAction } from '../../scripts/project.ts'
import { startJob } from '../support/scenario.ts'

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000030000000308', 'hex')
const jsonArrays = ['asset-urls', 'results', 'models']
const files = ['results-file', 'models-file']

const paths: readonly (readonly [
  string,
  Readonly<Record<string, string>>,
  string,
  TaskScript,
  SimulatorOptions,
])[] = [
  ['success', kite, 'done', { assets: [tinyPng] }, {}],
  ['a failed task', kite, 'failed', { end: 'failed' }, {}],
  ['a timeout', { ...kite, timeout: '500ms' }, 'unfinished', { seconds: 60 }, {}],
  ['findings', { ...kite, params: 'prompt: 1' }, 'failed', {}, {}],
  ['a bad input', { ...kite, timeout: 'soon' }, 'failed', {}, {}],
  ['wrong credentials', { ...kite, 'api-key': 'wrong-key-of-somebody' }, 'failed', {}, {}],
  ['no credits', kite, 'skipped', {}, { credits: 0 }],
  ['a dry run', { ...kite, 'dry-run': 'true' }, 'validated', {}, {}],
  ['a list', { 'list-models': 'text_to_image' }, 'listed', {}, {}],
  ['an unknown name to list', { 'list-models': 'nowhere' }, 'failed', {}, {}],
]

test.concurrent.each(paths)('%s sets every output', async (_, inputs, status, script, options) => {
  await using job = await startJob({ seconds: 0.1, ...options })
  job.simulator.script(script)
  const { outputs, summary } = await job.run({ with: inputs })
  const names = Object.keys((await readAction()).outputs)
  expect(Object.keys(outputs).toSorted()).toEqual(names.toSorted())
  expect(outputs['status']).toBe(status)
  for (const name of jsonArrays) expect(JSON.parse(outputs[name] ?? '')).toBeInstanceOf(Array)
  expect(outputs['credits-used']).toMatch(/^\d+(\.\d+)?$/)
  for (const name of files) {
    const path = outputs[name] ?? ''
    if (path !== '') expect(existsSync(path)).toBe(true)
    if (path !== '') expect(path.startsWith(job.temp)).toBe(true)
  }
  expect(outputs['results-file']).not.toBe('')
  const created = job.simulator.tasks[0]?.id ?? ''
  expect(outputs['task-id']).toBe(created)
  expect(summary).toContain('## Creatify')
})

test.concurrent('without a model asked for, nothing applies', async () => {
  await using job = await startJob()
  const { outputs } = await job.run()
  expect(outputs).toEqual({
    status: 'failed',
    'task-id': '',
    'task-ids': '',
    tasks: '',
    'asset-url': '',
    'asset-urls': '[]',
    'asset-path': '',
    'asset-paths': '',
    'credits-used': '0',
    'credits-estimate': '',
    balance: '',
    results: '[]',
    'results-file': expect.stringMatching(/\.json$/) as string,
    models: '[]',
    'models-file': '',
    'comment-url': '',
    'release-asset-urls': '[]',
  })
})

test.concurrent.each([
  ['success', kite],
  ['findings', { ...kite, params: 'prompt: 1' }],
  ['a list', { 'list-models': 'true' }],
  ['a bad input', { ...kite, timeout: 'soon' }],
])('summary: false writes none on %s', async (_, inputs) => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  const transcript = await job.run({ with: { ...inputs, summary: 'False' } })
  expect(transcript.summary).toBe('')
  expect(transcript.outputs['status']).not.toBe('')
})

test.concurrent('results too large for an output are in the file', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  await job.write('params.yml', `prompt: A red kite\nnotes: ${'ß'.repeat(250_000)}`)
  const { outputs, warnings, summary } = await job.run({
    with: { ...kite, params: '', 'params-file': 'params.yml', 'unknown-params': 'allow' },
  })
  expect(outputs['status']).toBe('done')
  expect(outputs['results']).toBe('[]')
  expect(outputs['asset-path']).toBe('creatify-assets/nano-banana-2.png')
  expect(
    warnings.filter((text) => text.includes('too large for GitHub and empty: `results`')),
  ).toHaveLength(1)
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024)
})

/** Results with so many assets each, whose URLs have so many characters. */
function manyResults(count: number, urlLength = 100): readonly Result[] {
  return Array.from({ length: count }, (_, i): Result => ({
    name: `kite-${i + 1}`,
    model_name: kite.model,
    input_params: { prompt: 'A red kite' },
    status: 'done',
    task_id: `task-${i + 1}`,
    reused: false,
    credits_used: 1,
    failed_reason: null,
    seconds: 1,
    assets: [
      {
        type: 'image',
        url: `https://files.example.com/${i}/`.padEnd(urlLength, 'x'),
        thumbnail_url: null,
        path: `creatify-assets/kite-${i + 1}.png`,
        bytes: 1000,
        sha256: 'ab'.repeat(32),
        media_type: 'image/png',
      },
    ],
  }))
}

test.each([
  ['300 assets with URLs of 1.5 KB', manyResults(300, 1500), ['results', 'asset-urls']],
  ['1,200 generations', manyResults(1200), ['results']],
  ['5,000 generations', manyResults(5000), ['results', 'asset-urls', 'asset-paths']],
  [
    '50,000 generations',
    manyResults(50_000),
    ['results', 'asset-urls', 'asset-paths', 'tasks', 'task-ids'],
  ],
])('%s: what people need least is left out first', (_, results, left) => {
  const report: Report = { ...nothing, status: 'done', results }
  const { outputs, tooLarge } = outputsOf(report, { results: 'results.json', models: '' })
  expect(tooLarge).toEqual(left)
  const size = Object.values(outputs).reduce((sum, text) => sum + 2 * text.length, 0)
  expect(size).toBeLessThanOrEqual(500_000)
  const whole = outputsOf({ ...report, results: results.slice(0, 1) }, { results: '', models: '' })
  for (const name of left) {
    expect(outputs[name as keyof typeof outputs]).toBe(
      whole.outputs[name as keyof typeof outputs].startsWith('[') ? '[]' : '',
    )
  }
  expect(outputs['task-id']).toBe('task-1')
  expect(outputs['results-file']).toBe('results.json')
})

test.concurrent(
  'a task with 300 files of long URLs: the outputs keep within their bound',
  async () => {
    await using host = await startHost((_, response) => {
      response.writeHead(200, { 'content-type': 'image/png' }).end(png)
    })
    await using job = await startJob({ seconds: 0.1 })
    const urls = Array.from({ length: 300 }, (_, i) => `${host.url}/${i}/`.padEnd(1500, 'x'))
    job.simulator.script({ assets: urls.map((url) => ({ url })) })
    const { outputs, errors, warnings, files: saved } = await job.run({ with: kite })
    expect(errors).toEqual([])
    expect(warnings).toEqual([expect.stringContaining('empty: `results`, `asset-urls`')])
    expect([outputs['results'], outputs['asset-urls'], outputs['asset-url']]).toEqual([
      '[]',
      '[]',
      urls[0],
    ])
    const size = Object.values(outputs).reduce((sum, text) => sum + 2 * text.length, 0)
    expect(size).toBeLessThanOrEqual(500_000)
    const [result] = JSON.parse(
      await readFile(outputs['results-file'] ?? '', 'utf8'),
    ) as readonly Result[]
    expect(result?.assets.map(({ url }) => url)).toEqual(urls)
    expect(saved).toEqual(result?.assets.map(({ path }) => path).toSorted())
  },
)

test('the file of outputs grows with the generations, and not with how often it is written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'creatify-outputs-'))
  const path = join(folder, 'output')
  try {
    const file = new OutputFile(path)
    const results = manyResults(1200)
    let largest = 0
    for (let known = 1; known <= results.length; known += 1) {
      const report: Report = { ...nothing, results: results.slice(0, known) }
      file.write(outputsOf(report, { results: '', models: '' }).outputs)
      largest = Math.max(largest, (await stat(path)).size)
    }
    expect(largest).toBeLessThan(500_000)
    const text = await readFile(path, 'utf8')
    expect(text.match(/^[\w-]+<</gm)).toHaveLength(outputNames.length)
    expect(text).toContain('\nkite-1200=task-1200\n')
  } finally {
    await rm(folder, { recursive: true })
  }
})
