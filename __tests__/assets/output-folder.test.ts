import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { kite, tinyPng } from '../support/reading.ts'
import { startJob, type Job } from '../support/scenario.ts'

async function quickJob(): Promise<Job> {
  const job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] }, { assets: [tinyPng] })
  return job
}

test.concurrent.each(['../elsewhere', '/elsewhere', 'a/../../elsewhere', 'a/../..'])(
  'output-dir %s is outside the workspace',
  async (outputDir) => {
    await using job = await quickJob()
    const transcript = await job.run({ with: { ...kite, 'output-dir': outputDir } })
    expect(transcript.exitCode).toBe(1)
    expect(transcript.errors).toEqual([
      expect.stringContaining(`\`output-dir\` is ${JSON.stringify(outputDir)}`),
    ])
    expect(transcript.errors[0]).toContain('inside the workspace')
    expect(job.simulator.counts('create')).toBe(0)
    expect((await readdir(join(job.workspace, '..'))).toSorted()).toEqual(
      ['step-1', 'temp', 'workspace'].toSorted(),
    )
  },
)

test.concurrent.each(['out', 'out/deeper'])('%s, where out links outside', async (outputDir) => {
  await using job = await quickJob()
  await mkdir(join(job.temp, 'elsewhere'))
  await symlink(join(job.temp, 'elsewhere'), join(job.workspace, 'out'))
  const transcript = await job.run({ with: { ...kite, 'output-dir': outputDir } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toEqual([expect.stringMatching(/`output-dir`.*symbolic link/)])
  expect(job.simulator.counts('create')).toBe(0)
  expect(await readdir(join(job.temp, 'elsewhere'))).toEqual([])
})

test.concurrent('a link that leads outside, made while the task runs', async () => {
  await using job = await startJob({ seconds: 2 })
  job.simulator.script({ assets: [tinyPng] })
  await mkdir(join(job.temp, 'elsewhere'))
  const transcript = await job.run({
    with: { ...kite, 'output-dir': 'out' },
    during: () => {
      const timer = setInterval(() => {
        if (job.simulator.tasks.length === 0) return
        clearInterval(timer)
        void symlink(join(job.temp, 'elsewhere'), join(job.workspace, 'out'))
      }, 20)
    },
  })
  expect(await readdir(join(job.temp, 'elsewhere'))).toEqual([])
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors[0]).toContain('symbolic link')
  expect(transcript.outputs['task-id']).toBe(job.simulator.tasks[0]?.id)
})

test.concurrent('a link that stays inside is fine', async () => {
  await using job = await quickJob()
  await mkdir(join(job.workspace, 'real'))
  await symlink('real', join(job.workspace, 'out'))
  const transcript = await job.run({ with: { ...kite, 'output-dir': './out/' } })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.outputs['asset-path']).toBe('out/nano-banana-2.png')
  expect(await readdir(join(job.workspace, 'real'))).toEqual(['nano-banana-2.png'])
})

test.concurrent.each(['out', 'out/deeper'])('%s, where out is a file', async (outputDir) => {
  await using job = await quickJob()
  await job.write('out', 'mine')
  const transcript = await job.run({ with: { ...kite, 'output-dir': outputDir } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toEqual([expect.stringMatching(/`output-dir`.*not a folder/)])
  expect(job.simulator.counts('create')).toBe(0)
  expect((await job.read('out')).toString()).toBe('mine')
})

test.concurrent('the workspace itself, and a folder inside it', async () => {
  await using job = await quickJob()
  const one = await job.run({ with: { ...kite, 'output-dir': '.' } })
  const two = await job.run({ with: { ...kite, 'output-dir': join(job.workspace, 'a', 'b') } })
  expect([one.outputs['asset-path'], two.outputs['asset-path']]).toEqual([
    'nano-banana-2.png',
    'a/b/nano-banana-2.png',
  ])
})

test.concurrent.each([
  ['Größe: 50% "hero" / final', 'Gr-e-50-hero-final'],
  ['../../etc/passwd', /^-?\.{0,2}-?\.?\.?-?etc-passwd$/],
  ['...dots...', 'dots'],
  ['CON', '_CON'],
  ['lpt1.tar', '_lpt1.tar'],
  ['a'.repeat(300), /^a{91}-[0-9a-f]{8}$/],
  ['日本', 'asset'],
  ['-rf', 'rf'],
  ['poster 夏', 'poster'],
])('the name %j makes a safe file name', async (name, stem) => {
  await using job = await quickJob()
  const transcript = await job.run({ with: { ...kite, name } })
  expect(transcript.exitCode).toBe(0)
  const [file = ''] = transcript.files
  const [, saved = ''] = /^creatify-assets\/([^/]*)\.png$/.exec(file) ?? []
  if (typeof stem === 'string') expect(saved).toBe(stem)
  else expect(saved).toMatch(stem)
  expect(saved).toMatch(/^[A-Za-z0-9_-]([A-Za-z0-9._-]*[A-Za-z0-9_-])?$/)
  expect(transcript.outputs['tasks']).toBe(`${name}=${job.simulator.tasks[0]?.id ?? ''}`)
})

test.concurrent(
  'two steps of one job with the same names: the second gets -2 and a warning',
  async () => {
    await using job = await startJob({ seconds: 0.1 })
    job.simulator.script({ assets: [tinyPng] }, { assets: [{ ...tinyPng, bytes: 2000 }] })
    const one = await job.run({ with: kite })
    const two = await job.run({ with: kite })
    expect(one.warnings).toEqual([])
    expect(one.outputs['asset-path']).toBe('creatify-assets/nano-banana-2.png')
    expect(two.exitCode).toBe(0)
    expect(two.warnings).toEqual([expect.stringContaining('creatify-assets/nano-banana-2-2.png')])
    expect(two.outputs['asset-path']).toBe('creatify-assets/nano-banana-2-2.png')
    expect((await job.read('creatify-assets/nano-banana-2.png')).length).toBe(1000)
    expect((await job.read('creatify-assets/nano-banana-2-2.png')).length).toBe(2000)
    const [first, second] = [one, two].map(({ outputs }) => outputs['results-file'] ?? '')
    expect(first).not.toBe(second)
    expect(await readFile(first ?? '', 'utf8')).toContain('nano-banana-2.png')
  },
)

test.concurrent('a file of the name that no step wrote is replaced', async () => {
  await using job = await quickJob()
  await job.write('creatify-assets/nano-banana-2.png', 'of the last commit')
  const transcript = await job.run({ with: kite })
  expect(transcript.warnings).toEqual([])
  expect(transcript.files).toEqual(['creatify-assets/nano-banana-2.png'])
  expect((await job.read('creatify-assets/nano-banana-2.png')).length).toBe(1000)
})

test.concurrent('a link of the name is replaced, not written through', async () => {
  await using job = await quickJob()
  const target = join(job.temp, 'precious.txt')
  await writeFile(target, 'precious')
  await mkdir(join(job.workspace, 'creatify-assets'))
  await symlink(target, join(job.workspace, 'creatify-assets', 'nano-banana-2.png'))
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(0)
  expect(await readFile(target, 'utf8')).toBe('precious')
  expect((await job.read('creatify-assets/nano-banana-2.png')).length).toBe(1000)
})

test.concurrent('names that differ only in what files cannot be called get numbers', async () => {
  await using job = await quickJob()
  const names = [
    '夏のポスター',
    '冬のポスター',
    'poster 夏',
    'poster 冬',
    `${'long '.repeat(40)}a`,
    `${'long '.repeat(40)}b`,
  ]
  const generations = names.map((name, i) => ({ name, params: { prompt: `A red kite ${i}` } }))
  await job.write('m.yml', JSON.stringify({ defaults: { model: 'nano-banana-2' }, generations }))
  const transcript = await job.run({ with: { manifest: 'm.yml', 'poll-interval': '200ms' } })
  expect(transcript.errors).toEqual([])
  const stems = transcript.files
    .filter((file) => file.startsWith('creatify-assets/'))
    .map((file) => file.replace(/^creatify-assets\/(.*)\.\w+$/, '$1'))
  expect(stems.filter((stem) => !stem.startsWith('long')).toSorted()).toEqual([
    'asset',
    'asset-2',
    'poster',
    'poster-2',
  ])
  expect(new Set(stems.filter((stem) => /^long.{87}-[0-9a-f]{8}$/.test(stem))).size).toBe(2)
})

test.concurrent('names that are written alike are refused', async () => {
  await using job = await quickJob()
  const generations = ['夏', '夏'].map((name) => ({ name, params: { prompt: 'A red kite' } }))
  await job.write('m.yml', JSON.stringify({ defaults: { model: 'nano-banana-2' }, generations }))
  const transcript = await job.run({ with: { manifest: 'm.yml' } })
  expect(transcript.errors[0]).toContain('Two generations would be named `asset`')
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('two steps at the same time: two files, two paths', async () => {
  await using job = await startJob({ seconds: 1 })
  job.simulator.script({ assets: [tinyPng] }, { assets: [{ ...tinyPng, bytes: 2000 }] })
  const both = await Promise.all([job.run({ with: kite }), job.run({ with: kite })])
  expect(both.flatMap(({ errors }) => errors)).toEqual([])
  const paths = both.map(({ outputs }) => outputs['asset-path'] ?? '')
  expect(paths.toSorted()).toEqual([
    'creatify-assets/nano-banana-2-2.png',
    'creatify-assets/nano-banana-2.png',
  ])
  const sizes = await Promise.all(paths.map(async (path) => (await job.read(path)).length))
  expect(sizes.toSorted()).toEqual([1000, 2000])
})
