import { execFileSync } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { shippedAction } from '../../scripts/shipped.ts'
import { openClaims } from '../../src/tasks/claims.ts'
import { kite, resultOf, tinyPng } from '../support/reading.ts'
import { pourInto, startHost } from '../support/host.ts'
import { startJob, type Job, type Transcript } from '../support/scenario.ts'

/** A disk of a megabyte, where this process may mount one. */
async function withSmallDisk(folder: string, work: () => Promise<void>): Promise<void> {
  await mkdir(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder])
  try {
    await work()
  } finally {
    execFileSync('umount', ['-l', folder])
  }
}

const canMount = process.getuid?.() === 0 && process.platform === 'linux'
const onSmallDisk = canMount ? test : test.skip

onSmallDisk('a workspace that is full: the file, the reason, the task and its URL', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [{ ...tinyPng, bytes: 5_000_000 }] })
  const out = join(job.workspace, 'creatify-assets')
  await withSmallDisk(out, async () => {
    const transcript = await job.run({ with: kite })
    const [{ url } = { url: '' }] = resultOf(transcript).assets
    expect(transcript.outputs['task-id']).toBe(job.simulator.tasks[0]?.id)
    expect(transcript.errors[0]).toContain(url)
    expect(transcript.errors[0]).toContain('no space left on device')
    expect(transcript.errors[0]).toContain(`task-id: ${job.simulator.tasks[0]?.id ?? ''}`)
    expect(await readdir(out)).toEqual([])
  })
})

onSmallDisk('no room for downloads: the file, the reason, and how to collect it', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [{ ...tinyPng, bytes: 5_000_000 }] })
  const downloads = join(job.temp, 'creatify-downloads')
  await withSmallDisk(downloads, async () => {
    const transcript = await job.run({ with: kite })
    expectTold(transcript, job, /no space left on device.*`task-id: /)
    expect(await readdir(downloads)).toEqual([])
  })
  const id = job.simulator.tasks[0]?.id ?? ''
  expect((await job.run({ with: { 'task-id': id } })).files).toHaveLength(1)
})

onSmallDisk(
  'a body that never ends, on a small disk: given up before the disk is full',
  async () => {
    await using host = await startHost((_, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4' })
      pourInto(response)
    })
    await using job = await startJob({ seconds: 0.1 })
    job.simulator.script({ assets: [{ url: `${host.url}/endless.mp4` }] })
    await withSmallDisk(job.temp, async () => {
      const transcript = await job.run({ with: kite })
      expectTold(transcript, job, /the disk of the runner has no room for it/)
      const results = await readFile(transcript.outputs['results-file'] ?? '', 'utf8')
      expect(results).toContain(job.simulator.tasks[0]?.id)
      expect(await readdir(join(job.temp, 'creatify-downloads'))).toEqual([])
    })
    expect(host.requests).toHaveLength(1)
  },
)

/** The step fails, and its message has the reason; the outputs have the task and its URL. */
function expectTold(transcript: Transcript, { simulator }: Job, reason: RegExp): void {
  const id = simulator.tasks[0]?.id
  const [{ url } = { url: '' }] = resultOf(transcript).assets
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors.at(-1)).toMatch(reason)
  expect(transcript.errors.at(-1)).toContain(url)
  expect(transcript.outputs).toMatchObject({ 'task-id': id, 'asset-url': url })
  expect(simulator.tasks).toHaveLength(1)
}

test.concurrent(
  'a temp folder that takes no downloads: the reason, the task and its URL',
  async () => {
    await using job = await startJob({ seconds: 0.1 })
    job.simulator.script({ assets: [tinyPng] })
    await writeFile(join(job.temp, 'creatify-downloads'), 'a file where a folder belongs')
    const transcript = await job.run({ with: kite })
    const id = job.simulator.tasks[0]?.id ?? ''
    expect(transcript.errors[0]).toContain(join(job.temp, 'creatify-downloads'))
    expect(transcript.errors[0]).toContain(`task-id: ${id}`)
    await rm(join(job.temp, 'creatify-downloads'))
    const again = await job.run({ with: { 'task-id': id } })
    expect(again.errors).toEqual([])
    expect(again.files).toHaveLength(1)
  },
)

test.concurrent(
  'a part of the action that is missing is told as its bug, and the file is kept',
  async () => {
    await using job = await startJob({ seconds: 0.1 })
    job.simulator.script({ assets: [tinyPng] })
    const broken = join(job.temp, 'broken')
    await cp(shippedAction(), broken, { recursive: true })
    const chunks = (await readdir(join(broken, 'dist'))).filter((name) => name.endsWith('.js'))
    for (const chunk of chunks) {
      const file = join(broken, 'dist', chunk)
      if (chunk !== 'index.js' && /FileTypeParser/.test(await readFile(file, 'utf8')))
        await rm(file)
    }
    const transcript = await job.run({
      with: kite,
      command: [process.execPath, join(broken, 'dist', 'index.js')],
      killed: true,
    })
    expect(transcript.errors).toEqual([])
    expect(transcript.warnings[0]).toContain('This is a bug in the action')
    expect(transcript.files).toEqual(['creatify-assets/nano-banana-2.png'])
  },
)

test.concurrent('of two steps that claim one task, one gets it', async () => {
  await using job = await startJob()
  const [one, other] = [openClaims(job.temp), openClaims(job.temp)]
  expect([one.claim('a'), other.claim('a'), one.claim('a')]).toEqual([true, false, false])
  expect([one.has('a'), other.has('a'), other.has('b')]).toEqual([true, true, false])
})
