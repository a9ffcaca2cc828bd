import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startJob } from '../support/scenario.ts'

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
