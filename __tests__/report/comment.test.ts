import type { Fault } from '../../simulator/simulator.ts'
import type { LightOptions } from '../support/attempts.ts'
import { hubJob, pullRequest } from '../support/hub.ts'
import { checkGitHubRequests } from '../support/openapi.ts'
import { kite, outsideCode, resultOf, tinyPng } from '../support/reading.ts'

const mine = 'github-actions[bot]'
const limit = 65_536

test.concurrent(
  'a comment with the picture, the facts and the run; then the same one again',
  async () => {
    await using at = await hubJob({ comments: [{ author: 'octocat', body: 'Nice.' }] })
    const first = await at.run({ with: { comment: 'true' } })
    expect(first.exitCode).toBe(0)
    expect(first.warnings).toEqual([])
    expect(at.hub.comments).toHaveLength(2)
    const [, comment] = at.hub.comments
    expect(comment?.author).toBe(mine)
    expect(first.outputs['comment-url']).toBe(comment?.html_url)
    const body = comment?.body ?? ''
    const [asset] = resultOf(first).assets
    expect(body).toMatch(
      /^<!-- creatify-asset-generator [0-9a-f]{32} -->\n<!-- creatify-state \S+ -->\n## Creatify: 1 of 1 done · `art`\n/,
    )
    expect(body).toContain(
      `<img src="${asset?.url ?? ''}" alt="nano-banana-2" title="nano-banana-2" height=`,
    )
    expect(body).toContain('| ✅&nbsp;bought | `nano-banana-2` | `nano-banana-2` | 1 |')
    expect(body).toContain('<p dir="auto">A red kite</p>')
    expect(body).toContain('Commit `0123456`')
    expect(body).toContain(
      'https://github.com/octo-org/octo-repo/actions/runs/1658821493/attempts/1',
    )
    expect(body).not.toContain('Balance')

    const second = await at.run({ with: { comment: 'true', params: 'prompt: A blue kite' } })
    expect(second.outputs['comment-url']).toBe(comment?.html_url)
    expect(at.hub.comments).toHaveLength(2)
    expect(at.hub.comments[1]?.body).toContain('A blue kite')
  },
)

test.concurrent('found on page three, and a stranger with our marker is left alone', async () => {
  await using probe = await hubJob()
  await probe.run({ with: { comment: 'true' } })
  const body = probe.hub.comments[0]?.body ?? ''
  const others = Array.from({ length: 230 }, (_, i) => ({ author: 'octocat', body: `Number ${i}` }))
  const stranger = { author: 'mallory', body }
  await using at = await hubJob({ comments: [stranger, ...others, { author: mine, body }] })
  const transcript = await at.run({ with: { comment: 'true', params: 'prompt: A blue kite' } })
  expect(transcript.warnings).toEqual([])
  expect(at.hub.comments).toHaveLength(232)
  expect(at.hub.comments[0]?.body).toBe(body)
  expect(at.hub.comments.at(-1)?.body).toContain('A blue kite')
})

test.concurrent('another bot, and our own comments of other jobs, are left alone', async () => {
  await using probe = await hubJob()
  await probe.run({ with: { comment: 'true' } })
  const body = probe.hub.comments[0]?.body ?? ''
  const marker = body.split('\n')[0] ?? ''
  const others = [
    { author: 'dependabot[bot]', body },
    { author: 'some-app[bot]', body: `${marker}\nNot ours.` },
    { author: mine, body: `Quoted: ${body}` },
    { author: mine, body: marker.slice(0, -8) },
    { author: mine, body: body.replace(/ [0-9a-f]{32} -->/, ` ${'0'.repeat(32)} -->`) },
  ]
  await using at = await hubJob({ comments: others })
  const transcript = await at.run({ with: { comment: 'true', params: 'prompt: A blue kite' } })
  expect(transcript.warnings).toEqual([])
  expect(at.hub.comments.slice(0, -1).map((each) => each.body)).toEqual(
    others.map((each) => each.body),
  )
  expect(at.hub.comments).toHaveLength(others.length + 1)
  expect(at.hub.comments.at(-1)?.body).toContain('A blue kite')
})

test.concurrent('another workflow, job or repository has a comment of its own', async () => {
  await using at = await hubJob()
  const places = [
    {},
    { GITHUB_WORKFLOW_REF: 'octo-org/octo-repo/.github/workflows/other.yml@refs/pull/7/merge' },
    { GITHUB_JOB: 'another' },
  ]
  for (const env of places) await at.run({ with: { comment: 'true' }, env })
  for (const env of places) await at.run({ with: { comment: 'true' }, env })
  const markers = at.hub.comments.map(({ body }) => body.split('\n')[0])
  expect(new Set(markers).size).toBe(places.length)
  expect(markers).toHaveLength(places.length)
})

test.concurrent('two keys are two comments', async () => {
  await using at = await hubJob()
  await at.run({ with: { comment: 'true', key: 'light' } })
  await at.run({ with: { comment: 'true', key: 'dark' } })
  await at.run({ with: { comment: 'true', key: 'light' } })
  expect(at.hub.comments).toHaveLength(2)
})

test.concurrent('without-params keeps prompts out', async () => {
  await using at = await hubJob()
  await at.run({ with: { comment: 'without-params' } })
  expect(at.hub.comments[0]?.body).not.toContain('red kite')
  const invalid = 'prompt: A secret plan\naspect_ratio: A secret ratio'
  const transcript = await at.run({ with: { comment: 'without-params', params: invalid } })
  expect(transcript.exitCode).toBe(1)
  expect(at.hub.comments).toHaveLength(1)
  expect(at.hub.comments[0]?.body).not.toContain('secret')
  expect(at.hub.comments[0]?.body).toContain('1 problem found. The job summary says why.')
})

test.concurrent.each<[string, LightOptions, Fault | undefined]>([
  [
    'a refusal that quotes it',
    {},
    { route: 'create', status: 400, body: { detail: 'A secret plan is refused' } },
  ],
  ['a task without files', { scripts: [{ assets: [] }], pace: 10 }, undefined],
  [
    'a task that failed of it',
    { scripts: [{ end: 'failed', failedReason: 'A secret plan is no prompt' }] },
    undefined,
  ],
])('without-params keeps prompts out of reasons too: %s', async (_, options, fault) => {
  await using at = await hubJob({}, options)
  if (fault) at.job.simulator.fault(fault)
  const { exitCode } = await at.run({
    with: { comment: 'without-params', params: 'prompt: A secret plan' },
  })
  expect(exitCode).toBe(1)
  expect(at.hub.comments).toHaveLength(1)
  expect(at.hub.comments[0]?.body).not.toContain('secret plan')
  expect(at.hub.comments[0]?.body).toContain('The job summary says why.')
})

test.concurrent('answers that are lost again and again make no second comment', async () => {
  await using at = await hubJob()
  at.hub.fault(
    { route: 'create comment', status: 502 },
    { route: 'create comment', status: 502, after: true },
  )
  const transcript = await at.run({ with: { comment: 'true' } })
  expect(transcript.warnings).toEqual([])
  expect(at.hub.comments).toHaveLength(1)
})

test.concurrent(
  'a pull request to another repository of the network is not this one’s',
  async () => {
    await using at = await hubJob()
    const event = {
      repository: { id: 1 },
      workflow_run: { pull_requests: [{ number: 7, base: { repo: { id: 2 } } }] },
    }
    const transcript = await at.run({
      event,
      with: { comment: 'true' },
      env: { GITHUB_EVENT_NAME: 'workflow_run' },
    })
    expect(transcript.log).toContain('There is no pull request to comment on.')
    expect(at.hub.comments).toEqual([])
  },
)

test.concurrent('what failed, why, and what still succeeded', async () => {
  await using at = await hubJob(
    {},
    { scripts: [{ end: 'failed', failedReason: 'Content policy' }] },
  )
  await at.job.write(
    'creatify.yml',
    'defaults: { model: nano-banana-2 }\ngenerations:\n  - { name: bad, params: { prompt: Bad kite } }\n  - { name: good, params: { prompt: Good kite } }\n',
  )
  const transcript = await at.run({
    with: { model: '', params: '', manifest: 'creatify.yml', comment: 'true', concurrency: '1' },
  })
  expect(transcript.exitCode).toBe(1)
  const body = at.hub.comments[0]?.body ?? ''
  expect(body).toContain('## Creatify: 1 of 2 done')
  expect(body).toContain('bad failed: Content policy.')
  expect(body).toContain('alt="good"')
})

test.concurrent.each([
  ['pull_request_target', pullRequest],
  ['issue_comment', { issue: { number: 7, pull_request: {} } }],
  ['workflow_run', { workflow_run: { pull_requests: [{ number: 7 }] } }],
  [
    'workflow_run',
    {
      workflow_run: {
        pull_requests: [],
        head_branch: 'feature',
        head_repository: { owner: { login: 'octo-org' } },
      },
    },
  ],
])('on %s the event tells the pull request', async (name, event) => {
  await using at = await hubJob()
  const transcript = await at.run({
    event,
    with: { comment: 'true' },
    env: { GITHUB_EVENT_NAME: name },
  })
  expect(transcript.warnings).toEqual([])
  expect(at.hub.comments).toHaveLength(1)
})

test.concurrent(
  'the input names the pull request; without one there is nothing to comment on',
  async () => {
    await using at = await hubJob()
    const env = { GITHUB_EVENT_NAME: 'push' }
    const without = await at.run({ event: {}, with: { comment: 'true' }, env })
    expect(without.exitCode).toBe(0)
    expect(without.log).toContain('There is no pull request to comment on.')
    expect(without.outputs['comment-url']).toBe('')
    await at.run({ event: {}, with: { comment: 'true', 'pull-request': '7' }, env })
    expect(at.hub.comments).toHaveLength(1)
    const unknown = await at.run({ event: {}, with: { comment: 'true', 'pull-request': '8' }, env })
    expect(unknown.exitCode).toBe(0)
    expect(unknown.warnings.join()).toContain('There is no pull request #8.')
  },
)

const forbidden = { status: 403, body: { message: 'Resource not accessible by integration' } }

test.concurrent(
  'refused: a warning with the permission that is missing, and the step succeeds',
  async () => {
    await using at = await hubJob()
    at.hub.fault({ route: 'create comment', ...forbidden })
    const transcript = await at.run({ with: { comment: 'true' } })
    expect(transcript.exitCode).toBe(0)
    expect(transcript.outputs).toMatchObject({ status: 'done', 'comment-url': '' })
    expect(transcript.warnings).toEqual([
      'GitHub does not let this token comment on the pull request (Resource not accessible by integration). Add `permissions:` with `contents: read` and `pull-requests: write` to the job. The files are safe.',
    ])
  },
)

test.concurrent('a locked conversation is told as what it is', async () => {
  await using at = await hubJob()
  const message = 'Unable to create comment because issue is locked.'
  at.hub.fault({ route: 'create comment', status: 403, body: { message } })
  const { exitCode, warnings } = await at.run({ with: { comment: 'true' } })
  expect(exitCode).toBe(0)
  expect(warnings.join()).toContain(message)
  expect(warnings.join()).not.toContain('permissions')
})

test('the check of requests to GitHub finds what is wrong', async () => {
  const sent = { at: 0, before: 0, origin: 'github', headers: {}, status: 200 } as const
  const path = '/repos/octo-org/octo-repo/issues/7/comments'
  const query = '{ repository(owner: "a", name: "b") { nowhere } }'
  const problems = await checkGitHubRequests([
    { ...sent, route: 'create comment', method: 'POST', path, body: { text: 'A kite' } },
    { ...sent, route: 'graphql', method: 'POST', path: '/graphql', body: { query } },
    { ...sent, route: undefined, method: 'GET', path: '/nowhere', body: undefined },
  ])
  expect(problems).toHaveLength(4)
})

test.concurrent("a fork's token may only read, and the warning says so", async () => {
  await using at = await hubJob()
  at.hub.fault({ route: 'create comment', ...forbidden })
  const { pull_request: request, repository } = pullRequest
  const event = {
    pull_request: { ...request, head: { ...request.head, repo: { full_name: 'fork/repo' } } },
    repository,
  }
  const transcript = await at.run({ event, with: { comment: 'true' } })
  expect(transcript.exitCode).toBe(0)
  expect(transcript.warnings.join()).toContain('from a fork or by Dependabot')
})

test.concurrent('a lost answer makes no second comment', async () => {
  await using at = await hubJob()
  at.hub.fault({ route: 'create comment', reset: 'after' })
  const transcript = await at.run({ with: { comment: 'true' } })
  expect(transcript.warnings).toEqual([])
  expect(at.hub.comments).toHaveLength(1)
  expect(transcript.outputs['comment-url']).toBe(at.hub.comments[0]?.html_url)
})

test.concurrent('a rate limit is waited for, and an outage', async () => {
  await using at = await hubJob()
  at.hub.fault(
    { route: 'graphql', status: 502 },
    {
      route: 'create comment',
      status: 403,
      headers: { 'retry-after': '2' },
      body: { message: 'You have exceeded a secondary rate limit.' },
    },
  )
  const transcript = await at.run({ with: { comment: 'true' } })
  expect(transcript.warnings).toEqual([])
  expect(at.hub.comments).toHaveLength(1)
  const posts = at.hub.requests.filter(({ route }) => route === 'create comment')
  expect((posts[1]?.at ?? 0) - (posts[0]?.at ?? 0)).toBeGreaterThan(1900)
})

test.concurrent('400 results fit into the comment and the summary', async () => {
  const count = 400
  await using at = await hubJob()
  at.job.simulator.script(
    ...Array.from({ length: count }, () => ({ assets: [tinyPng], seconds: 0.1 })),
  )
  const generations = Array.from(
    { length: count },
    (_, i) => `  - { name: picture-${i}, params: { prompt: 'Picture ${i} @octocat <b>' } }\n`,
  )
  await at.job.write(
    'creatify.yml',
    `defaults: { model: nano-banana-2 }\ngenerations:\n${generations.join('')}`,
  )
  const transcript = await at.run({
    with: { model: '', params: '', manifest: 'creatify.yml', comment: 'true', concurrency: '200' },
  })
  expect(transcript.errors).toEqual([])
  expect(transcript.warnings.filter((text) => !text.includes('too large'))).toEqual([])
  const body = at.hub.comments[0]?.body ?? ''
  expect(body.length).toBeLessThanOrEqual(limit)
  expect(body).toContain('## Creatify: 400 of 400 done')
  expect(body).toMatch(/And \d+ more\./)
  expect(Buffer.byteLength(transcript.summary)).toBeLessThanOrEqual(1024 * 1024)
})

test.concurrent('text from outside makes no link, mention, image or HTML', async () => {
  const hostile =
    '@octocat ![x](https://evil.example/x.png) [a](https://evil.example) <img src=https://evil.example/y> | # `` ``` https://evil.example #1'
  await using at = await hubJob({}, { scripts: [{ end: 'failed', failedReason: hostile }] })
  await at.run({ with: { comment: 'true', params: `prompt: ${JSON.stringify(hostile)}` } })
  const outside = outsideCode(at.hub.comments[0]?.body ?? '')
  for (const part of [/@octocat/, /:\/\/evil\.example/, /(?<!&)#1/, /<img[^>]*evil/]) {
    expect(outside).not.toMatch(part)
  }
})

test.concurrent('a video is a linked thumbnail, a large image too', async () => {
  const big = { bytes: 5 * 1024 * 1024 + 1, contentType: 'image/png' }
  await using at = await hubJob({}, { scripts: [{ assets: [big] }] })
  const transcript = await at.run({ with: { comment: 'true' } })
  const [asset] = resultOf(transcript).assets
  const body = at.hub.comments[0]?.body ?? ''
  expect(body).toContain(`<a href="${asset?.url ?? ''}"><img src="${asset?.thumbnail_url ?? ''}"`)
  expect(body).not.toContain(`<img src="${asset?.url ?? ''}"`)
})

test.concurrent('comment: false asks GitHub nothing', async () => {
  await using at = await hubJob()
  await at.run({ with: kite })
  expect(at.hub.requests).toEqual([])
})

test.concurrent.each([
  ['comment', 'maybe', 'Input `comment` is "maybe". It takes `true`, `false` or `without-params`.'],
  ['pull-request', '#7', 'Input `pull-request` is "#7". It takes the number of a pull request.'],
])('%s: %s', async (name, value, sentence) => {
  await using at = await hubJob()
  const { errors } = await at.run({ with: { [name]: value } })
  expect(errors).toEqual([sentence])
})
