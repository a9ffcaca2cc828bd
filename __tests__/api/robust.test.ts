import { chmod, mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { lightJob } from '../support/attempts.ts'
import { kite, resultOf, tinyPng } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'

test.concurrent('two files told as one text with a comma are both saved', async () => {
  await using job = await startJob({ seconds: 0.1, assumptions: { assetsAs: 'url-string' } })
  job.simulator.script({ assets: [tinyPng, { ...tinyPng, bytes: 2000 }] })
  const transcript = await job.run({
    with: { ...kite, name: 'pair', params: 'prompt: Two kites\nnum_images: 2' },
  })
  expect(transcript.errors).toEqual([])
  expect(transcript.files).toEqual(['creatify-assets/pair-1.png', 'creatify-assets/pair-2.png'])
  expect(resultOf(transcript).assets.map(({ bytes }) => bytes)).toEqual([1000, 2000])
  expect(job.simulator.counts('create')).toBe(1)
})

test.concurrent.each([
  ['a mapping', 'prompt: A kite\nx: &a {b: *a}\n'],
  ['a list', 'prompt: A kite\nx: &a [1, *a]\n'],
])('%s that holds itself is a finding at its line', async (_, text) => {
  await using job = await lightJob()
  await job.write('kite.yml', text)
  const transcript = await job.run({ with: { ...kite, params: '', 'params-file': 'kite.yml' } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.annotations).toContainEqual(
    expect.objectContaining({
      severity: 'error',
      file: 'kite.yml',
      line: '2',
      message: expect.stringContaining('`*a`') as string,
    }),
  )
  expect(transcript.outputs['status']).toBe('failed')
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('60,000 unknown keys: in good time, and nine warnings', async () => {
  await using job = await lightJob()
  const keys = Array.from({ length: 60_000 }, (_, i) => `key_${i}: 1\n`)
  await job.write('keys.yml', `prompt: A kite\n${keys.join('')}`)
  const transcript = await job.run({
    with: {
      ...kite,
      params: '',
      'params-file': 'keys.yml',
      'dry-run': 'true',
      'unknown-params': 'allow',
    },
  })
  expect(transcript.errors).toEqual([])
  expect(transcript.outputs['status']).toBe('validated')
  expect(transcript.ms).toBeLessThan(60_000)
  expect(transcript.warnings.length).toBeGreaterThan(0)
  expect(transcript.warnings.length).toBeLessThanOrEqual(9)
  expect(Buffer.byteLength(transcript.summary)).toBeLessThanOrEqual(1024 * 1024)
})

test.concurrent.each(['out', 'out/deeper'])(
  '%s, where out links nowhere: no create',
  async (outputDir) => {
    await using job = await lightJob()
    await symlink(join(job.temp, 'nowhere'), join(job.workspace, 'out'))
    const transcript = await job.run({ with: { ...kite, 'output-dir': outputDir } })
    expect(transcript.exitCode).toBe(1)
    expect(transcript.errors).toEqual([expect.stringContaining('`output-dir`')])
    expect(job.simulator.counts('create')).toBe(0)
  },
)

const asRoot = process.getuid?.() === 0

;(asRoot ? test.skip : test)('a folder that cannot be written to: no create', async () => {
  await using job = await lightJob()
  const folder = join(job.workspace, 'out')
  await mkdir(folder)
  await chmod(folder, 0o555)
  const transcript = await job.run({ with: { ...kite, 'output-dir': 'out/deeper' } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toEqual([expect.stringMatching(/`output-dir`.*cannot be written/)])
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('a list-models that failed shows why, and no list', async () => {
  await using job = await startJob()
  const { exitCode, errors, summary } = await job.run({ with: { 'list-models': 'veo3.1/fats' } })
  expect(exitCode).toBe(1)
  expect(errors).toHaveLength(1)
  expect(summary).toContain('## Creatify: nothing created')
  expect(summary).toContain('[!CAUTION]')
  expect(summary).toMatch(/veo3\.1\/fats.*Did you mean.*veo3\.1\/fast/)
  expect(summary).not.toContain('nano-banana-2')
})

test.concurrent.each(['false', 'FALSE'])(
  'summary: %s is heeded where another input is bad',
  async (summary) => {
    await using job = await startJob()
    const transcript = await job.run({ with: { ...kite, summary, timeout: 'soon' } })
    expect(transcript.exitCode).toBe(1)
    expect(transcript.errors[0]).toContain('`timeout`')
    expect(transcript.summary).toBe('')
    expect(job.simulator.requests).toEqual([])
  },
)
