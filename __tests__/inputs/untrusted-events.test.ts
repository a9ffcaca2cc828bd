import { untrustedEvent } from '../../src/inputs/events.ts'
import { hubJob, pullRequest } from '../support/hub.ts'
import { lightJob } from '../support/attempts.ts'
import { expectCreates } from '../support/manifests.ts'
import { kite } from '../support/reading.ts'
import { checkRows } from '../support/rows.ts'

const fork = {
  ...pullRequest,
  pull_request: { ...pullRequest.pull_request, head: { repo: { full_name: 'someone/octo-repo' } } },
}

test('an event is untrusted where others than people with write access cause it', async () => {
  await checkRows(
    [
      ['push', {}, false],
      ['schedule', {}, false],
      ['workflow_dispatch', {}, false],
      ['release', {}, false],
      ['pull_request', pullRequest, false],
      ['pull_request', fork, true],
      ['pull_request_target', pullRequest, true],
      ['pull_request_review', pullRequest, true],
      ['pull_request_review_comment', pullRequest, true],
      ['issue_comment', {}, true],
      ['issues', {}, true],
      ['discussion', {}, true],
      ['discussion_comment', {}, true],
      ['workflow_run', {}, true],
      ['fork', {}, true],
      ['watch', {}, true],
      ['gollum', {}, true],
      ['an_event_of_next_year', {}, true],
      ['', {}, false],
    ] as const,
    ([name, event, isUntrusted]) => {
      const found = untrustedEvent({ GITHUB_EVENT_NAME: name }, event)
      expect(found).toBe(isUntrusted ? name : undefined)
    },
  )
})

const manifest = JSON.stringify({
  generations: [{ model: kite.model, params: { prompt: 'A red kite' } }],
})
const sources = [
  ['manifest', { manifest: 'm.yml' }],
  ['params-file', { model: kite.model, 'params-file': 'p.yml' }],
] as const

test.concurrent('a file on an untrusted event needs a limit before anything is asked', async () => {
  await using job = await lightJob({ seconds: 0.1 })
  await job.write('m.yml', manifest)
  await job.write('p.yml', 'prompt: A red kite')
  const env = { GITHUB_EVENT_NAME: 'issue_comment' }
  await checkRows(sources, async ([name, source]) => {
    const given = { ...source, 'poll-interval': '200ms' }
    const refused = await job.run({ with: given, env })
    expect(refused.errors).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Input \`${name}\` needs \`max-credits\` on the event issue_comment: someone without write access`,
        ),
      ),
    ])
    expect(refused.errors[0]).not.toContain('wait')
    const submitted = await job.run({ with: { ...given, wait: 'false' }, env })
    expect(submitted.errors[0]).toContain('Remove `wait: false`')
  })
  expect(job.simulator.requests).toEqual([])
  await checkRows(sources, async ([, source]) => {
    const limited = await job.run({
      with: { ...source, 'poll-interval': '200ms', 'max-credits': '20' },
      env,
    })
    expect(limited.outputs['status']).toBe('done')
  })
})

test.concurrent("inline params are the author's on every event", async () => {
  await using job = await lightJob({ seconds: 0.1 })
  const transcript = await job.run({ with: kite, env: { GITHUB_EVENT_NAME: 'issues' } })
  expect(transcript.errors).toEqual([])
  expectCreates(job, 1)
})

/** Whatever of a file could be repeated. */
const words = ['w0rd-name', 'w0rd-model', 'w0rd-prompt', 'w0rd-key', 'w0rd-value']

test.concurrent('a dry run on an untrusted event repeats nothing of the file', async () => {
  await using at = await hubJob()
  const { job, hub } = at
  const good = { name: words[0], model: kite.model, params: { prompt: words[2] } }
  const files = [
    ['done well', JSON.stringify({ generations: [good, { ...good, name: 'w0rd-name-2' }] })],
    ['a misspelt param', JSON.stringify({ generations: [{ ...good, params: { 'w0rd-key': 5 } }] })],
    ['an unknown model', JSON.stringify({ generations: [{ ...good, model: words[1] }] })],
    ['no manifest', `w0rd-key: [w0rd-value`],
    ['text', 'w0rd-value'],
    ['an unknown context', `generations: [{ model: "\${{ w0rd-key.x }}" }]`],
  ] as const
  await checkRows(files, async ([, text]) => {
    await job.write('m.yml', text)
    const transcript = await at.run({
      with: { model: '', params: '', manifest: 'm.yml', 'dry-run': 'true', comment: 'true' },
      env: { GITHUB_EVENT_NAME: 'pull_request_target' },
    })
    expect(['validated', 'failed']).toContain(transcript.outputs['status'])
    const shown = [transcript.log, transcript.summary, JSON.stringify(transcript.outputs)]
    shown.push(...hub.comments.map(({ body }) => body))
    expect(shown.filter((each) => each.includes('w0rd'))).toEqual([])
  })
  expect(hub.comments).toHaveLength(1)
  expectCreates(job, 0)
})

test.concurrent('a dry run on a pull request of the repository shows the file', async () => {
  await using job = await lightJob()
  await job.write('m.yml', manifest)
  const transcript = await job.run({
    with: { manifest: 'm.yml', 'dry-run': 'true' },
    env: { GITHUB_EVENT_NAME: 'pull_request' },
  })
  expect(transcript.log).toContain(`${kite.model}: the params fit`)
})
