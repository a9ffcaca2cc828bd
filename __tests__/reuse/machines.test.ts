import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createsOf, expectBought, expectCollected, rememberedJob } from '../support/attempts.ts'

/** The product's lengths of time are divided by this. */
const pace = 10

// GitHub's toolkit compresses with zstd where a machine has it, and then does not see what was saved without it.
test.concurrent.each([
  ['the second machine only', 'none', 'zstd'],
  ['the first machine only', 'zstd', 'none'],
])('zstd on %s: the re-run finds the task', async (_, first, second) => {
  const programs = await mkdtemp(join(tmpdir(), 'creatify-programs-'))
  try {
    await Promise.all(['none', 'zstd'].map(async (name) => mkdir(join(programs, name))))
    const zstd = join(programs, 'zstd', 'zstd')
    await writeFile(zstd, '#!/bin/sh\necho "*** Zstandard CLI (64-bit) v1.5.7 ***"\n')
    await chmod(zstd, 0o755)
    await using run = await rememberedJob({ pace, seconds: 0.2 })
    const on = (machine: string) => ({ env: { PATH: join(programs, machine) } })
    expectBought(await run.attempt(1, on(first)), run.job.simulator.tasks[0])
    expectCollected(await run.attempt(2, on(second)), run.job.simulator.tasks[0])
    expect(createsOf(run.job)).toHaveLength(1)
  } finally {
    await rm(programs, { recursive: true, force: true })
  }
})
