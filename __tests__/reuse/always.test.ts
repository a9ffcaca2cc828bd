import { rememberedJob } from '../support/attempts.ts'
import { endsOf, expectCreates, kites, rememberedManifest } from '../support/manifests.ts'
import { resultOf, resultsOf } from '../support/reading.ts'

const always = { reuse: 'always' }

/** A first attempt of another workflow run. */
const ofRun = (id: number) => ({ GITHUB_RUN_ID: String(1_658_821_000 + id) })

test.concurrent(
  '`reuse: always`: a value put in front of a matrix buys nothing again',
  async () => {
    await using run = await rememberedJob({ seconds: 0.1 })
    const leg = async (runNumber: number, prompt: string, index: number) =>
      run.attempt(1, {
        with: { ...always, params: `prompt: ${prompt}`, key: String(index) },
        env: ofRun(runNumber),
      })
    for (const [i, prompt] of ['red', 'blue'].entries()) await leg(1, prompt, i)
    expectCreates(run.job, 2)
    for (const [i, prompt] of ['green', 'red', 'blue'].entries()) {
      expect(resultOf(await leg(2, prompt, i)).reused).toBe(prompt !== 'green')
    }
    expectCreates(run.job, 3)
  },
)

test.concurrent('`reuse: always`: three shards that become four buy nothing again', async () => {
  await using run = await rememberedManifest(kites(8), { seconds: 0.1 })
  const shards = async (runNumber: number, of: number) => {
    const reused: boolean[] = []
    for (let i = 1; i <= of; i += 1) {
      const transcript = await run.attempt(1, {
        with: { ...always, shard: `${i}/${of}` },
        env: ofRun(runNumber),
      })
      expect(transcript.errors).toEqual([])
      reused.push(...resultsOf(transcript).map((result) => result.reused))
    }
    return reused
  }
  expect(await shards(1, 3)).toEqual(Array.from({ length: 8 }, () => false))
  expect(await shards(2, 4)).toEqual(Array.from({ length: 8 }, () => true))
  expectCreates(run.job, 8)
})

test.concurrent.each([
  ['a step that gets an id', { GITHUB_ACTION: 'hero' }],
  ['a job that is renamed', { GITHUB_JOB: 'pictures' }],
  [
    'a workflow file that is renamed',
    { GITHUB_WORKFLOW_REF: 'octo-org/octo-repo/.github/workflows/b.yml@refs/heads/main' },
  ],
])('`reuse: always`: %s buys nothing again', async (_, env) => {
  await using run = await rememberedManifest(kites(3), { seconds: 0.1 })
  await run.attempt(1, { with: always, env: ofRun(1) })
  const again = await run.attempt(1, { with: always, env: { ...ofRun(2), ...env } })
  expect(endsOf(again)).toEqual(['kite-1 done', 'kite-2 done', 'kite-3 done'])
  expect(again.outputs['credits-used']).toBe('0')
  expectCreates(run.job, 3)
})
