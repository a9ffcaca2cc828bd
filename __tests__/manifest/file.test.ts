import { symlink } from 'node:fs/promises'
import { lightJob } from '../support/attempts.ts'
import { expectCreates, many, stillModel } from '../support/manifests.ts'

test.concurrent.each([
  [
    'a list',
    ['- model: nano-banana-2'],
    /^creatify\.yml:1:1 This takes a mapping.*, not a list\.$/,
  ],
  ['just text', ['', '  hello'], /^creatify\.yml:2:3 This takes a mapping.*, not just text\.$/],
  [
    'without generations',
    ['# none', 'defaults: {}'],
    /^creatify\.yml:2:1 `generations` is missing/,
  ],
  ['with no generation', ['', 'generations: []'], /^creatify\.yml:2:1 `generations` has 0 items/],
  ['with one that is no list', ['generations: { a: b }'], /^creatify\.yml:1:1 .*takes a list\.$/],
  ['no YAML', ['generations:', '  - name: a: b'], /^creatify\.yml:2:11 This is not YAML/],
  [
    'two documents',
    ['generations: []', '---', 'a: b'],
    /^creatify\.yml:2:1 This has several YAML documents/,
  ],
])('a manifest that is %s', async (_, lines, expected) => {
  await using job = await lightJob()
  await job.write(many.manifest, lines.join('\n'))
  const transcript = await job.run({ with: many })
  const [{ file = '', line = '', col = '', message } = { message: '' }, last, ...more] =
    transcript.annotations
  expect(`${file}:${line}:${col} ${message}`).toMatch(expected)
  expect(last?.message).toBe('1 problem in creatify.yml. Nothing was created.')
  expect(more).toEqual([])
  expect(transcript.outputs).toMatchObject({ status: 'failed', results: '[]' })
  expectCreates(job, 0)
})

test.concurrent.each([
  ['empty', []],
  ['a comment', ['# nothing yet']],
])('a manifest that is %s says what is missing', async (_, lines) => {
  await using job = await lightJob()
  await job.write(many.manifest, lines.join('\n'))
  const transcript = await job.run({ with: many })
  expect(transcript.errors).toEqual([
    expect.stringMatching(/^creatify\.yml:1:1: `generations` is missing/),
    '1 problem in creatify.yml. Nothing was created.',
  ])
  expectCreates(job, 0)
})

const plain = `generations: [{ model: ${stillModel}, params: { prompt: A red kite } }]`

test.concurrent.each([
  ['nowhere.yml', /nowhere\.yml is not in the workspace\. .*actions\/checkout/],
  ['.', /is a folder/],
  ['../temp/outside.yml', /is outside the workspace/],
  ['/etc/hosts', /is outside the workspace/],
  ['link.yml', /link\.yml leads through a symbolic link, which is not followed/],
  ['inside.yml', /leads through a symbolic link/],
  ['folder/outside.yml', /leads through a symbolic link/],
  ['dangling.yml', /leads through a symbolic link/],
  ['.git/config', /is in the folder of git, where nothing is read/],
  ['module/.GIT/config', /is in the folder of git/],
  ['huge.yml', /huge\.yml has 1100\d{3} bytes; at most 1048576 are read/],
  ['latin.yml', /is not UTF-8 text/],
])('the manifest %s cannot be read', async (manifest, why) => {
  await using job = await lightJob()
  await Promise.all([
    job.write('../temp/outside.yml', plain),
    job.write('huge.yml', `${plain}\n#${'x'.repeat(1_100_000)}`),
    job.write('latin.yml', Buffer.from(plain.replace('kite', 'k\u00efte'), 'latin1')),
    symlink(`${job.temp}/outside.yml`, `${job.workspace}/link.yml`),
    symlink(job.temp, `${job.workspace}/folder`),
    symlink('nothing', `${job.workspace}/dangling.yml`),
    symlink('plain.yml', `${job.workspace}/inside.yml`),
    job.write('plain.yml', plain),
    job.write('.git/config', '[core]'),
    job.write('module/.GIT/config', '[core]'),
  ])
  const transcript = await job.run({ with: { manifest } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toEqual([expect.stringMatching(/^Input `manifest`: /)])
  expect(transcript.errors[0]).toMatch(why)
  expect(transcript.outputs).toMatchObject({ status: 'failed', results: '[]' })
  expectCreates(job, 0)
})
