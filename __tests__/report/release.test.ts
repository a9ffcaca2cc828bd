import { freshMachine } from '../support/attempts.ts'
import { hubJob, type HubJob, tag, attach } from '../support/hub.ts'
import { resultOf, tinyPng } from '../support/reading.ts'
import type { Transcript } from '../support/scenario.ts'

const file = 'nano-banana-2.png'
const threeFiles = { scripts: [{ assets: [tinyPng, tinyPng, tinyPng] }] }

/** The release has this step's file, and only once. */
function expectAttached({ hub }: HubJob, transcript: Transcript): void {
  const [release] = hub.releases
  const found = (release?.assets ?? []).filter(({ name }) => name === file)
  expect(found).toMatchObject([
    {
      state: 'uploaded',
      content_type: 'image/png',
      sha256: resultOf(transcript).assets[0]?.sha256,
    },
  ])
  expect(transcript.warnings).toEqual([])
  expect(transcript.exitCode).toBe(0)
}

test.concurrent(
  'files are attached; summary and comment link what stays and show what renders',
  async () => {
    await using at = await hubJob({ releases: [{ tag, assets: [{ name: 'other.zip' }] }] })
    const transcript = await attach(at, { comment: 'true' })
    expectAttached(at, transcript)
    const [release] = at.hub.releases
    expect(release?.assets.map(({ name }) => name)).toEqual(['other.zip', file])
    const url = release?.assets[1]?.browser_download_url ?? ''
    expect(transcript.outputs['release-asset-urls']).toBe(JSON.stringify([url]))
    const shown = `<a href="${url}"><img src="${resultOf(transcript).assets[0]?.url ?? ''}"`
    expect(transcript.summary).toContain(shown)
    expect(at.hub.comments[0]?.body).toContain(shown)
  },
)

test.concurrent('a tag as `github.ref` has it is the same tag', async () => {
  await using at = await hubJob({ releases: [{ tag }] })
  expectAttached(at, await attach(at, { 'release-tag': `refs/tags/${tag}` }))
})

test.concurrent('a file of the same name is replaced', async () => {
  await using at = await hubJob({ releases: [{ tag, assets: [{ name: file }] }] })
  expectAttached(at, await attach(at))
  await freshMachine(at.job)
  expectAttached(at, await attach(at, { params: 'prompt: Another kite' }))
  expect(at.hub.requests.filter(({ route }) => route === 'delete asset')).toHaveLength(2)
})

test.concurrent('the files of a release are read once, and each is uploaded in turn', async () => {
  const old = Array.from({ length: 120 }, (_, i) => ({ name: `nano-banana-2-${i + 1}.png` }))
  await using at = await hubJob({ releases: [{ tag, assets: old }] }, threeFiles)
  const transcript = await attach(at)
  expect(transcript.warnings).toEqual([])
  const asked = at.hub.requests.map(({ route }) => route)
  expect(asked.filter((route) => route === 'release assets')).toHaveLength(2)
  const order = asked.filter((route) => route === 'upload' || route === 'delete asset')
  expect(order).toEqual(Array.from({ length: 3 }, () => ['delete asset', 'upload']).flat())
  expect(JSON.parse(transcript.outputs['release-asset-urls'] ?? '')).toHaveLength(3)
})

test.concurrent('what cannot be attached is told, with what already is', async () => {
  await using at = await hubJob({ releases: [{ tag }] }, threeFiles)
  at.hub.fault({ route: 'upload', skip: 1, times: 99, status: 502 })
  const transcript = await attach(at)
  expect(transcript.exitCode).toBe(0)
  expect(transcript.warnings).toHaveLength(1)
  expect(transcript.warnings[0]).toContain('nano-banana-2-2.png')
  expect(transcript.warnings[0]).toContain('1 more file was not tried.')
  expect(JSON.parse(transcript.outputs['release-asset-urls'] ?? '')).toHaveLength(1)
})

test.concurrent('a leftover of a broken upload is removed first', async () => {
  await using at = await hubJob({ releases: [{ tag, assets: [{ name: file, state: 'starter' }] }] })
  expectAttached(at, await attach(at))
})

test.concurrent('a draft is found, and its file has the URL that it will have', async () => {
  const others = Array.from({ length: 130 }, (_, i) => ({ tag: `v0.${i}.0` }))
  await using at = await hubJob({ releases: [{ tag, draft: true }, ...others] })
  const transcript = await attach(at)
  expect(transcript.warnings).toEqual([])
  expect(transcript.outputs['release-asset-urls']).toBe(
    JSON.stringify([`https://github.com/octo-org/octo-repo/releases/download/${tag}/${file}`]),
  )
})

test.concurrent.each([
  ['502', { status: 502 }],
  ['a reset before', { reset: 'before' as const }],
  ['a reset after', { reset: 'after' as const }],
])('%s on an upload is repaired', async (_, trouble) => {
  await using at = await hubJob({ releases: [{ tag }] })
  at.hub.fault({ route: 'upload', ...trouble })
  expectAttached(at, await attach(at))
})

test.concurrent('no such release: a warning that says what to do', async () => {
  await using at = await hubJob({ releases: [{ tag: 'v0.9.0' }] })
  const transcript = await attach(at)
  expect(transcript.exitCode).toBe(0)
  expect(transcript.outputs).toMatchObject({ status: 'done', 'release-asset-urls': '[]' })
  expect(transcript.warnings).toHaveLength(1)
  expect(transcript.warnings[0]).toContain('There is no release with the tag v1.0.0')
  expect(transcript.warnings[0]).toContain('gh release create v1.0.0 --draft')
})

test.concurrent('an immutable release takes files only as a draft', async () => {
  await using at = await hubJob({ releases: [{ tag, immutable: true }] })
  const transcript = await attach(at)
  expect(transcript.exitCode).toBe(0)
  expect(transcript.warnings.join()).toContain('is immutable: it takes files only as a draft')
  await using draft = await hubJob({ releases: [{ tag, immutable: true, draft: true }] })
  expect((await attach(draft)).warnings).toEqual([])
})

test.concurrent(
  'refused: a warning with the permission, and the comment is written anyway',
  async () => {
    await using at = await hubJob({ releases: [{ tag }] })
    at.hub.fault({
      route: 'upload',
      status: 403,
      body: { message: 'Resource not accessible by integration' },
    })
    const transcript = await attach(at, { comment: 'true' })
    expect(transcript.exitCode).toBe(0)
    expect(transcript.warnings).toHaveLength(1)
    expect(transcript.warnings[0]).toContain(
      'Add `permissions:` with `contents: write` to the job.',
    )
    expect(at.hub.comments).toHaveLength(1)
  },
)
