import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { freshMachine, lightJob } from '../support/attempts.ts'
import { kite } from '../support/reading.ts'
import type { Job, Transcript } from '../support/scenario.ts'

const site = '<!doctype html><title>Our product</title>'

async function runGallery(job: Job, outputDir = 'creatify-assets'): Promise<Transcript> {
  return job.run({ with: { ...kite, gallery: 'true', 'output-dir': outputDir } })
}

test.concurrent('a gallery in the folder of a site leaves the index.html of the site', async () => {
  await using job = await lightJob({ seconds: 0.1 })
  await job.write('index.html', site)
  const transcript = await runGallery(job, '.')
  expect((await job.read('index.html')).toString()).toBe(site)
  expect(transcript.warnings).toEqual([
    expect.stringMatching(/^index\.html is not a gallery of this action.*gallery is index-2\.html/),
  ])
  expect((await job.read('index-2.html')).toString()).toContain('Generated assets')
})

test.concurrent('a link from creatify-assets to the site changes nothing of the site', async () => {
  await using job = await lightJob({ seconds: 0.1 })
  await job.write('index.html', site)
  await symlink('.', join(job.workspace, 'creatify-assets'))
  const transcript = await runGallery(job)
  expect(transcript.errors).toEqual([])
  expect((await job.read('index.html')).toString()).toBe(site)
  expect(transcript.outputs['asset-path']).toBe('creatify-assets/nano-banana-2.png')
})

test.concurrent('a link of the name index.html stays too', async () => {
  await using job = await lightJob({ seconds: 0.1 })
  await job.write('page.html', site)
  await job.write('creatify-assets/other.txt', '')
  await symlink('../page.html', join(job.workspace, 'creatify-assets', 'index.html'))
  const transcript = await runGallery(job)
  expect(transcript.warnings).toHaveLength(1)
  expect((await job.read('page.html')).toString()).toBe(site)
})

test.concurrent('a gallery of an earlier job is replaced by the new one', async () => {
  await using job = await lightJob({ seconds: 0.1 })
  await runGallery(job)
  const earlier = await job.read('creatify-assets/index.html')
  await freshMachine(job)
  await job.write('creatify-assets/index.html', earlier)
  const transcript = await job.run({
    with: { ...kite, gallery: 'true', params: 'prompt: A blue kite' },
  })
  expect(transcript.warnings).toEqual([])
  expect((await job.read('creatify-assets/index.html')).toString()).toContain('A blue kite')
})
