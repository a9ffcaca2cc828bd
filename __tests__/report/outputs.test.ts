import { existsSync } from 'node:fs'
import type { SimulatorOptions, TaskScript } from '../../simulator/simulator.ts'
import { kite, tinyPng } from '../support/reading.ts'
import { readAction } from '../../scripts/project.ts'
import { startJob } from '../support/scenario.ts'

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
    with: { ...kite, params: '', 'params-file': 'params.yml' },
  })
  expect(outputs['status']).toBe('done')
  expect(outputs['results']).toBe('[]')
  expect(outputs['asset-path']).toBe('creatify-assets/nano-banana-2.png')
  expect(
    warnings.filter((text) => text.includes('too large for GitHub and empty: `results`')),
  ).toHaveLength(1)
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024)
})
