import { runStep } from '../scripts/runner.ts'
import { readShippedAction, shippedAction } from '../scripts/shipped.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectCollected, rememberedJob } from './support/attempts.ts'
import { hubJob, tag } from './support/hub.ts'
import { kites, runMany } from './support/manifests.ts'
import { otherNodes } from './support/nodes.ts'
import { kite } from './support/reading.ts'
import { startJob, type Transcript } from './support/scenario.ts'

const nodes = await otherNodes()
if (typeof nodes === 'string') console.warn(`Skipped: ${nodes}.`)
const { 'node-20': node20, 'node-24.4': oldest } =
  typeof nodes === 'string' ? { 'node-20': '', 'node-24.4': '' } : nodes
const whereThereAreNodes = typeof nodes === 'string' ? test.skip : test.concurrent

const main = join(shippedAction(), (await readShippedAction()).runs.main)
const command = [oldest, main] as const

function expectDone({ errors, exitCode, warnings }: Transcript): void {
  expect(errors).toEqual([])
  expect(warnings).toEqual([])
  expect(exitCode).toBe(0)
}

whereThereAreNodes('Node 24.4, the oldest of a runner: one file', async () => {
  await using job = await startJob({ seconds: 0.2 })
  const transcript = await job.run({ with: kite, command })
  expectDone(transcript)
  expect(transcript.files).toEqual(['creatify-assets/nano-banana-2.png'])
})

whereThereAreNodes('Node 24.4, the oldest of a runner: a manifest with a gallery', async () => {
  await using job = await startJob({ seconds: 0.2 })
  const transcript = await runMany(job, kites(2), { with: { gallery: 'true' }, command })
  expectDone(transcript)
  expect(transcript.files).toContain('creatify-assets/index.html')
  expect(transcript.outputs['asset-paths']?.split('\n')).toHaveLength(2)
})

whereThereAreNodes('Node 24.4, the oldest of a runner: a re-run buys nothing again', async () => {
  await using run = await rememberedJob()
  expectDone(await run.attempt(1, { command }))
  expectCollected(await run.attempt(2, { command }), run.job.simulator.tasks[0])
})

whereThereAreNodes('Node 24.4, the oldest of a runner: comment and release', async () => {
  await using at = await hubJob({ releases: [{ tag }] })
  expectDone(await at.run({ with: { comment: 'true', 'release-tag': tag }, command }))
  expect(at.hub.comments).toHaveLength(1)
  expect(at.hub.releases[0]?.assets).toHaveLength(1)
})

whereThereAreNodes('Node 20, started by hand: told that it needs Node 24', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'creatify-'))
  try {
    const { exitCode, log } = await runStep({
      inputs: kite,
      workspace: folder,
      folder,
      command: [node20, main],
    })
    expect(log).toBe(
      "::error::The action needs Node 24, and this is Node 20.20.2. Start it with Node 24, as GitHub's runner does.\n",
    )
    expect(exitCode).toBe(1)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
