import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { kite } from '../support/reading.ts'
import { startJob, type Transcript } from '../support/scenario.ts'

async function reading(
  text: string | Buffer,
): Promise<{ creates: number; transcript: Transcript }> {
  await using job = await startJob()
  await job.write('params.yml', text)
  const transcript = await job.run({ with: { model: kite.model, 'params-file': 'params.yml' } })
  return { creates: job.simulator.counts('create'), transcript }
}

const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg'].map((pair) => pair.split(''))) {
  bomb.push(`${to ?? ''}: &${to ?? ''} [${Array.from('123456789', () => `*${from ?? ''}`).join()}]`)
}

const unreadable: readonly (readonly [string, string | Buffer, string, RegExp])[] = [
  [
    'a quote that is never closed',
    'prompt: "A red kite\nnum_images: 1\n',
    '3:1',
    /not YAML.*quote/,
  ],
  ['a tab', 'prompt:\n\tx: 1\n', '2:1', /not YAML.*tab/],
  ['a bracket that is never closed', 'prompt: [a, b\nnum_images: 1\n', '2:1', /not YAML/],
  ['a key that stands twice', 'prompt: a\nnum_images: 1\nprompt: b\n', '3:1', /`prompt`.*twice/],
  ['a nested key that stands twice', 'x:\n  y: 1\n  y: 2\n', '3:3', /`y`.*twice/],
  ['a list', '- prompt\n', '1:1', /mapping.*not a list/],
  ['a word', '\nhello\n', '2:1', /mapping.*not just text/],
  ['a merge key', 'a: &a {b: 1}\n<<: *a\n', '2:1', /merge key/],
  ['a number too large', 'prompt: a\nseed: 12345678901234567890\n', '2:7', /too large.*[Qq]uote/],
  ['a number that JSON has not', 'prompt: a\nseed: .inf\n', '2:7', /JSON/],
  ['5000 brackets', `prompt: ${'['.repeat(5000)}${']'.repeat(5000)}`, '1:', /nested too deeply/],
  ['5000 open brackets', '['.repeat(5000), '1:', /nested too deeply/],
]

test.concurrent.each(unreadable)('%s', async (_, text, place, message) => {
  const { creates, transcript } = await reading(text)
  expect(transcript.exitCode).toBe(1)
  expect(creates).toBe(0)
  const [first] = transcript.annotations
  expect(first).toMatchObject({ severity: 'error', file: 'params.yml' })
  expect(`${first?.line ?? ''}:${first?.col ?? ''}`).toContain(place)
  expect(first?.message).toMatch(message)
  expect(transcript.errors[0]).toContain(`params.yml:${place}`)
  expect(transcript.errors).toHaveLength(2)
  expect(transcript.ms).toBeLessThan(20_000)
})

test.concurrent('aliases that expand without end', async () => {
  const { creates, transcript } = await reading(`prompt: a\n${bomb.join('\n')}\n`)
  expect(transcript.errors.at(-1)).toMatch(/aliases/)
  expect(creates).toBe(0)
  expect(transcript.ms).toBeLessThan(20_000)
})

test.concurrent('a few aliases are fine', async () => {
  await using job = await startJob()
  const params = 'prompt: &p A red kite\nnegative_prompt: *p'
  const transcript = await job.run({
    with: { model: 'wan2.7-image/text-to-image', params, 'dry-run': 'true' },
  })
  expect(transcript.errors).toEqual([])
  expect(transcript.summary).toContain('"negative_prompt": "A red kite"')
})

test.concurrent('20,000 keys are read in good time', async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `key_${i}: ${i}`)
  const { transcript } = await reading(['prompt: a red kite', ...lines, 'key_7: 8'].join('\n'))
  expect(transcript.errors[0]).toMatch(/20002:1.*`key_7`.*twice/)
  expect(transcript.ms).toBeLessThan(20_000)
})

const refused: readonly (readonly [string, string | Buffer, RegExp])[] = [
  ['a binary file', Buffer.from('89504e470d0a1a0afffe0001', 'hex'), /not UTF-8/],
  ['a file of 2 MB', `prompt: ${'x'.repeat(2_000_000)}`, /2000008 bytes; at most 1048576/],
]

test.concurrent.each(refused)('%s', async (_, text, message) => {
  const { creates, transcript } = await reading(text)
  expect(transcript.errors).toEqual([expect.stringMatching(message)])
  expect(transcript.errors[0]).toContain('`params-file`: params.yml')
  expect(creates).toBe(0)
})

test.concurrent.each([
  ['is not there', 'nowhere.yml', 'is not in the workspace'],
  ['is a folder', 'folder', 'is a folder. Give the path of the file in it'],
  ['is outside', '../secret.yml', 'is outside the workspace'],
  ['is a link that leads outside', 'link.yml', 'leads through a symbolic link, which'],
])('a params-file that %s', async (_, path, message) => {
  await using job = await startJob()
  await mkdir(`${job.workspace}/folder`)
  await writeFile(`${job.workspace}/../secret.yml`, 'prompt: A secret kite')
  await symlink('../secret.yml', `${job.workspace}/link.yml`)
  const transcript = await job.run({ with: { model: kite.model, 'params-file': path } })
  expect(transcript.errors).toEqual([
    expect.stringContaining(`\`params-file\`: ${path} ${message}`),
  ])
  expect(transcript.log).not.toContain('A secret kite')
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('an empty file has no params', async () => {
  const { transcript } = await reading('')
  expect(transcript.errors[0]).toContain('`prompt` is missing')
})
