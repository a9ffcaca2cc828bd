import type { Result } from '../../src/assets/save.ts'
import { nothing, type Report } from '../../src/report/report.ts'
import { commentOf, summaryOf } from '../../src/report/summary.ts'
import { lightJob } from '../support/attempts.ts'
import { resultsOf } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'

const heading = { job: '', uses: 'octo-org/creatify@v1' }

/** A picture that was bought, unless `told` says otherwise. `pictures`: how many it made. */
function result(name: string, told: Partial<Result> = {}, pictures = 1): Result {
  return {
    name,
    model_name: 'nano-banana-2',
    input_params: { prompt: 'A red kite', aspect_ratio: '4:5' },
    status: 'done',
    task_id: `task-${name}`,
    reused: false,
    credits_used: 1,
    failed_reason: null,
    seconds: 6,
    assets: Array.from({ length: pictures }, (_, i) => ({
      type: 'image',
      url: `https://cdn.example/${name}-${i}.png`,
      thumbnail_url: null,
      path: `creatify-assets/${name}-${i}.png`,
      bytes: 1000,
      sha256: 'e3b0c442',
      media_type: 'image/png',
    })),
    ...told,
  }
}

const failed: Partial<Result> = {
  status: 'failed',
  failed_reason: 'Content policy',
  credits_used: 0,
  assets: [],
}

function summary(results: readonly Result[], told: Partial<Report> = {}): string {
  return summaryOf({ ...nothing, status: 'done', results, ...told }, heading)
}

function comment(report: Report, before = new Map<string, string>()): string {
  const frame = { marker: '<!-- ours -->', job: '', withParams: true, footer: '' }
  return commentOf(report, { ...frame, before })
}

/** Where these parts stand, all of them, in this order. */
function expectOrder(text: string, parts: readonly string[]): void {
  const places = parts.map((part) => text.indexOf(part))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
}

test('a summary says what was bought, what failed and why, shows pictures, then the table, then the prompts', () => {
  const text = summary([result('one'), result('two', failed)], {
    status: 'failed',
    failure: 'two failed: Content policy.',
  })
  expectOrder(text, [
    '## Creatify: 1 of 2 done',
    '1 bought for 1 credit, 1 failed.',
    'two failed: Content policy.',
    '<img src="https://cdn.example/one-0.png"',
    '| ❌&nbsp;failed | `two`',
    '| ✅&nbsp;bought | `one`',
    'Prompts and params',
  ])
})

test('four candidates have four captions', () => {
  const text = summary([result('still', {}, 4)])
  for (const number of [1, 2, 3, 4]) expect(text).toContain(`<br>still ${number}</td>`)
})

test('a picture of known ratio has no height, so that a phone does not squeeze it', () => {
  const text = summary([result('known'), result('unknown', { input_params: {} })])
  expect(text).toMatch(/alt="known" title="known" width="192">/)
  expect(text).toMatch(/alt="unknown" title="unknown" height="240">/)
})

test('24 pictures have captions, 25 are a contact sheet, and above 120 the text says where the rest is', () => {
  const many = (count: number) =>
    summary(Array.from({ length: count }, (_, i) => result(`picture-${i}`)))
  expect(many(24)).toContain('<br>picture-23</td>')
  expect(many(25)).not.toContain('</td>')
  expect(many(25).match(/<img /g)).toHaveLength(25)
  expect(many(120)).not.toContain('results-file')
  expect(many(130).match(/<img /g)).toHaveLength(120)
  expect(many(130)).toMatch(/And 10 more: .*`results-file`/)
})

test('a column in which nothing stands is left out', () => {
  const text = summary([result('one', { ...failed, seconds: null, model_name: '' })])
  expect(text).toContain('| Status | Name |\n')
})

test('a dry run of 60 is one line, and its problems', () => {
  const valid = Array.from({ length: 60 }, (_, i) => ({
    name: `picture-${i}`,
    model: 'nano-banana-2',
    params: {},
    gaps: [],
  }))
  const [shown] = summary([], { status: 'validated', valid }).split('<details>')
  expect(shown).toBe('## Creatify: 60 generations valid\n\nDry run: nothing was created.\n\n')
})

test('where problems kept everything from being created, no generation is shown as failed', () => {
  const asked = (name: string, status: 'failed' | 'skipped') =>
    result(name, { status, task_id: null, assets: [], credits_used: 0, failed_reason: 'No' })
  const place = { file: 'creatify.yml', line: 4, column: 5 }
  const report: Report = {
    ...nothing,
    results: [asked('one', 'failed'), asked('two', 'skipped')],
    findings: [{ severity: 'error', message: '`prompt` is missing.', place }],
    failure: '1 problem in creatify.yml. Nothing was created.',
  }
  for (const text of [summaryOf(report, heading), comment(report)]) {
    expect(text).toContain('## Creatify: nothing created')
    expect(text).toContain('| ❌ | `creatify.yml:4:5`<br>`prompt` is missing. |')
    expect(text).not.toMatch(/failed|skipped/)
  }
})

test('tasks that failed or go on are not counted as bought, and what a failed one cost is said', () => {
  const text = summary([
    result('one', { credits_used: 2 }),
    result('two', { ...failed, credits_used: 0.5 }),
    result('three', { reused: true }),
    result('four', { status: 'unfinished', assets: [], credits_used: 0 }),
  ])
  expect(text).toContain(
    '1 bought for 2 credits, 1 reused, 1 failed for 0.5 credits, 1 unfinished.',
  )
})

test('a picture of the comment before is linked by its caption', () => {
  const report: Report = { ...nothing, status: 'done', results: [result('one'), result('two')] }
  const text = comment(report, new Map([['two', 'https://cdn.example/old.png']]))
  expect(text).toContain('<br>two · <a href="https://cdn.example/old.png">before</a></td>')
  expect(text).toContain('<br>one</td>')
})

test('5,000 generations fit into both of GitHub’s limits, and say how many are not shown', () => {
  const long = { input_params: { prompt: 'ß @octocat <b> '.repeat(60) } }
  const results = Array.from({ length: 5000 }, (_, i) =>
    result(
      `picture-${i}`,
      i % 3 === 0 ? { ...failed, failed_reason: `Reason ${i}`, ...long } : long,
    ),
  )
  const report: Report = { ...nothing, status: 'failed', failure: 'Some failed.', results }
  const text = summaryOf(report, heading)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024)
  expect(text).toContain('picture-0 failed: Reason 0.')
  const body = comment(report)
  expect(body.length).toBeLessThanOrEqual(65_536)
  expect(body).toContain('3333 of 5000 done')
  expect(body).toMatch(/And \d+ more\./)
})

test('six hundred generations: a comment without space for all has the pictures, and fewer rows', () => {
  const results = Array.from({ length: 600 }, (_, i) => result(`picture-${i}`))
  const body = comment({ ...nothing, status: 'done', results })
  expect(body.length).toBeLessThanOrEqual(65_536)
  expect(body.match(/<img /g)).toHaveLength(120)
  expect(body).toContain('And 480 more: the files in the workspace')
  expect(body).toMatch(/\n\nAnd \d+ more\.\n/)
})

test.concurrent('a pull request from a fork: the summary says why nothing was made', async () => {
  await using job = await startJob()
  await job.write(
    '../event.json',
    JSON.stringify({
      pull_request: { number: 7, head: { repo: { full_name: 'fork/repo' } } },
      repository: { full_name: 'octo-org/octo-repo' },
    }),
  )
  const transcript = await job.run({
    with: { model: 'nano-banana-2', params: 'prompt: A red kite', 'api-id': '', 'api-key': '' },
    env: {
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: `${job.workspace}/../event.json`,
    },
  })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.summary).toContain('## Creatify: skipped')
  expect(transcript.summary).toContain('GitHub gives no secrets to pull requests from forks')
})

test.concurrent(
  'the lines of the summary that collect what goes on do so when pasted',
  async () => {
    await using job = await lightJob({ seconds: 0.1 })
    const manifest =
      'generations:\n  - { name: "one, two", model: nano-banana-2, params: { prompt: One kite } }\n  - { name: three, model: nano-banana-2, params: { prompt: Two kites } }\n'
    await job.write('creatify.yml', manifest)
    const submitted = await job.run({ with: { manifest: 'creatify.yml', wait: 'false' } })
    expect(submitted.summary).toContain('## Creatify: 2 tasks submitted')
    const [, pasted = ''] = /^ {2}task-id: \|\n((?: {4}.*\n)+)/m.exec(submitted.summary) ?? []
    for (const id of submitted.outputs['task-ids']?.split('\n') ?? []) expect(pasted).toContain(id)
    const collected = await job.run({ with: { 'task-id': pasted.replaceAll(/^ {4}/gm, '') } })
    expect(collected.exitCode).toBe(0)
    expect(resultsOf(collected).map(({ status }) => status)).toEqual(['done', 'done'])
    expect(job.simulator.counts('create')).toBe(2)
  },
)
