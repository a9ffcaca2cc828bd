import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { node } from '../../scripts/runner.ts'
import { shippedAction } from '../../scripts/shipped.ts'
import { kites, light, runMany } from '../support/manifests.ts'
import { resultsOf, tinyPng, type Result } from '../support/reading.ts'
import { startJob, type Job, type Transcript } from '../support/scenario.ts'

const image = { model: 'nano-banana-2', params: '{"prompt": "A red kite"}' }

test.concurrent(
  'a full file for outputs ends the step with the id and the URL of the task',
  async () => {
    await using job = await startJob({ seconds: 0.05 })
    const { exitCode, errors, files, log } = await job.run({
      with: image,
      env: { GITHUB_OUTPUT: '/dev/full' },
      killed: true,
    })
    expect(exitCode).toBe(1)
    expect(files).toEqual(['creatify-assets/nano-banana-2.png'])
    const [task] = job.simulator.tasks
    expect(errors.at(-1)).toContain('/dev/full: ENOSPC')
    expect(errors.at(-1)).toContain(`nano-banana-2=${task?.id ?? 'none'} http`)
    expect(log).not.toContain('This is a bug')
  },
)

test.concurrent('no file for outputs: told before anything is bought', async () => {
  await using job = await startJob({ seconds: 0.05 })
  const without = await job.run({ with: image, env: { GITHUB_OUTPUT: '' }, killed: true })
  expect(without.exitCode).toBe(1)
  expect(without.errors).toEqual([
    'GITHUB_OUTPUT is not set, so the outputs would be lost. Set it to the path of a file, as GitHub’s runner does. Nothing was created.',
  ])
  expect(job.simulator.requests).toEqual([])
  const env = { GITHUB_OUTPUT: join(job.temp, 'outputs') }
  expect((await job.run({ with: image, env, killed: true })).exitCode).toBe(0)
})

test.concurrent(
  'a folder for outputs that is not there ends the step with the reason',
  async () => {
    await using job = await startJob({ seconds: 0.05 })
    const { exitCode, errors } = await job.run({
      with: image,
      env: { GITHUB_OUTPUT: join(job.temp, 'nowhere', 'output') },
      killed: true,
    })
    expect(exitCode).toBe(1)
    expect(errors.at(-1)).toMatch(/outputs could not be written .*ENOENT/)
  },
)

test.concurrent(
  'what another wrote to the file of outputs stays, and each output stands once',
  async () => {
    await using job = await startJob({ seconds: 0.05 })
    const path = join(job.temp, 'files', 'output')
    await mkdir(join(job.temp, 'files'))
    await writeFile(path, 'before=1\n')
    const { exitCode } = await job.run({ with: image, env: { GITHUB_OUTPUT: path }, killed: true })
    const text = await readFile(path, 'utf8')
    expect(exitCode).toBe(0)
    expect(text.startsWith('before=1\nstatus<<')).toBe(true)
    expect(text.match(/^status<</gm)).toHaveLength(1)
    expect(text).toMatch(/^status<<\S+\ndone\n/m)
  },
)

/** The shipped action, on a disk that takes no file above so many blocks of 1,024 bytes: writes end half-way. */
function onSmallDisk(blocks: number): readonly [string, ...string[]] {
  const main = join(shippedAction(), 'dist', 'index.js')
  return ['/bin/bash', '-c', `ulimit -f ${blocks}; exec "$0" "$1"`, node, main]
}

test.concurrent(
  'outputs that find no room half-way: the first of them are whole, the rest is missing',
  async () => {
    await using job = await startJob({ seconds: 0.05 })
    job.simulator.script({ assets: [tinyPng] })
    const path = join(job.temp, 'output')
    const before = `before<<END\n${'-'.repeat(14_500)}\nEND\n`
    await writeFile(path, before)
    const { exitCode, errors } = await job.run({
      with: image,
      env: { GITHUB_OUTPUT: path },
      command: onSmallDisk(16),
      killed: true,
    })
    expect(exitCode).toBe(1)
    const [task] = job.simulator.tasks
    expect(errors.at(-1)).toContain(`${path}: EFBIG`)
    expect(errors.at(-1)).toContain(`nano-banana-2=${task?.id ?? 'none'} http`)
    const text = await readFile(path, 'utf8')
    expect(text.startsWith(before)).toBe(true)
    const ours = text.slice(before.length)
    expect(ours).toMatch(/^(?:([\w-]+)<<(\S+)\n[^]*?\n\2\n)+$/)
    const names = [...ours.matchAll(/^([\w-]+)<</gm)].map(([, name]) => name)
    expect(names.slice(0, 4)).toEqual(['status', 'task-id', 'task-ids', 'tasks'])
    expect(names).not.toContain('results')
    expect(ours).toMatch(new RegExp(`^task-id<<\\S+\n${task?.id ?? 'none'}\n`, 'm'))
  },
)

test.concurrent('a workspace that takes no more bytes: the file, the reason, the id', async () => {
  await using job = await startJob({ seconds: 0.05 })
  job.simulator.script({ assets: [{ bytes: 200_000, contentType: 'image/png' }] })
  const transcript = await job.run({ with: image, command: onSmallDisk(100) })
  expectNotSaved(transcript, job, /file too large/)
})

test.concurrent.each([
  ['a file in the way of output-dir', 'creatify-assets'],
  ['a file in the way of a folder of output-dir', 'deep'],
])('%s is named before anything is created', async (_, inTheWay) => {
  await using job = await startJob({ seconds: 0.05 })
  await job.write(inTheWay, 'a file')
  const { exitCode, errors, log } = await job.run({
    with: { ...image, 'output-dir': inTheWay === 'deep' ? 'deep/assets' : inTheWay },
  })
  expect(exitCode).toBe(1)
  expect(errors.at(-1)).toContain('`output-dir`')
  expect(log).not.toContain('This is a bug')
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('a temp folder that cannot be written to loses no result', async () => {
  await using job = await startJob({ seconds: 0.05 })
  job.simulator.script({ assets: [tinyPng] })
  await job.write('../in-the-way', 'a file')
  const transcript = await job.run({
    with: image,
    env: { RUNNER_TEMP: join(job.workspace, '..', 'in-the-way', 'temp') },
  })
  const { outputs, warnings } = transcript
  expect(warnings.join('\n')).toMatch(/`results-file` could not be written .*in-the-way/)
  expect(outputs['results']).toContain(job.simulator.tasks[0]?.id)
  expectNotSaved(transcript, job, /in-the-way/)
})

/** The step failed, and tells the file, why, and where the paid result is. */
function expectNotSaved(transcript: Transcript, { simulator }: Job, reason: RegExp): void {
  const [task] = simulator.tasks
  const { exitCode, errors, log, outputs } = transcript
  expect(exitCode).toBe(1)
  expect(errors.at(-1)).toMatch(reason)
  expect(errors.at(-1)).toContain(task?.id)
  expect(errors.at(-1)).toContain(simulator.assetUrl)
  expect(outputs).toMatchObject({ 'task-id': task?.id })
  expect(outputs['asset-url']).toContain(simulator.assetUrl)
  expect(log).not.toContain('This is a bug')
}

test.concurrent(
  'a killed step leaves a results file with all that was known a while before',
  async () => {
    await using job = await startJob({ seconds: 0.05 })
    const done = 30
    job.simulator.script(...light(done), ...light(1, { seconds: 600 }))
    let seen = 0
    const transcript = await runMany(job, kites(done + 1), {
      with: { concurrency: '40' },
      during: (child) => {
        const timer = setInterval(() => {
          seen = Math.max(seen, doneIn(job.temp))
          if (seen === done) child.kill('SIGKILL')
        }, 50)
        child.on('close', () => {
          clearInterval(timer)
        })
        setTimeout(() => child.kill('SIGKILL'), 60_000).unref()
      },
      killed: true,
    })
    expect(seen).toBe(done)
    expect(doneIn(job.temp)).toBe(done)
    expect(resultsOf(transcript).filter(({ status }) => status === 'done')).toHaveLength(done)
  },
)

/** How many results of the results file in the temp folder are done. The file is whole whenever it is there. */
function doneIn(temp: string): number {
  const [name] = readdirSync(temp).filter((each) => /^creatify-results-.*\.json$/.test(each))
  if (name === undefined) return 0
  const results = JSON.parse(readFileSync(join(temp, name), 'utf8')) as readonly Result[]
  return results.filter(({ status }) => status === 'done').length
}
