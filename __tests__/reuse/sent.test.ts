import { startRawFiles } from '../../simulator/raw.ts'
import { killedWhen, rememberedJob, type Remembered } from '../support/attempts.ts'
import { endsOf, expectCreates, rememberedManifest, stillModel } from '../support/manifests.ts'

// What was sent is not what is written: a file is sent as its URL, and a default that a model does not know is left out. The
// re-run looks in the task list for what was sent.

const pace = 4
const commit = '0123456789abcdef0123456789abcdef01234567'

/** Ends an attempt by force when so many tasks exist and none is noted. */
function killedUnnoted({ job: { simulator }, cache }: Remembered, tasks: number) {
  simulator.fault({ route: 'create', delayMs: 60_000, times: tasks })
  return killedWhen(() => simulator.tasks.length === tasks && cache.entries.length > 0)
}

test.concurrent.each([
  ['a file of the workspace', 'prompt: A red kite\nimage_urls: [./hero.png]'],
  [
    'a file in one list with a URL',
    'prompt: A red kite\nimage_urls: [hero.png, "https://example.com/a.png"]',
  ],
  [
    'a prompt that is the name of a file',
    'prompt: hero.png\nimage_urls: ["https://example.com/a.png"]',
  ],
])('a lost create with %s is found by the re-run', async (_, params) => {
  await using run = await rememberedJob({ seconds: 0.5, pace })
  const files = { 'hero.png': 'the bytes of a picture' }
  const raw = await startRawFiles({ commit, files })
  try {
    const step = {
      files,
      with: { model: 'flux-2-pro/edit', params },
      env: { GITHUB_SHA: commit, CREATIFY_RAW_FILES_HOST: raw.origin },
    }
    await run.attempt(1, { ...step, ...killedUnnoted(run, 1) })
    const again = await run.attempt(2, step)
    expect(again.errors).toEqual([])
    expectCreates(run.job, 1)
    expect(again.outputs['task-id']).toBe(run.job.simulator.tasks[0]?.id)
  } finally {
    await raw.stop()
  }
})

test.concurrent(
  'lost creates of models that do not know a default are found by the re-run',
  async () => {
    const written = {
      defaults: { params: { guidance_scale: 4 } },
      generations: [
        {
          name: 'knows',
          model: 'flux-pro/kontext/text-to-image',
          params: { prompt: 'A red kite' },
        },
        { name: 'leaves', model: stillModel, params: { prompt: 'A red kite' } },
      ],
    }
    await using run = await rememberedManifest(written, { seconds: 0.5, pace })
    await run.attempt(1, killedUnnoted(run, 2))
    const sent = run.job.simulator.tasks.map(({ params }) => Object.keys(params).length)
    expect(sent.toSorted()).toEqual([1, 2])
    const again = await run.attempt(2)
    expect(again.errors).toEqual([])
    expect(endsOf(again)).toEqual(['knows done', 'leaves done'])
    expectCreates(run.job, 2)
  },
)
