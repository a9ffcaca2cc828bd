import { mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { folderIn } from '../../src/inputs/values.ts'
import { lightJob } from '../support/attempts.ts'
import { kite } from '../support/reading.ts'
import { checkRows } from '../support/rows.ts'

test('output-dir in .git or .github is refused, however it is written', async () => {
  const parse = folderIn('/workspace')
  await checkRows(
    [
      '.git',
      '.git/hooks',
      './.git/',
      'a/../.git',
      '/workspace/.git',
      '.GIT',
      '.Git/hooks',
      '.git.',
      '.git /hooks',
      '.g\u200cit',
      'git~1',
      '.git::$INDEX_ALLOCATION',
      'modules/one/.git/hooks',
      '.github',
      '.GitHub/workflows',
      '.github/actions/deploy',
    ],
    (outputDir) => {
      expect(() => parse('output-dir', outputDir)).toThrow(/outside `\.git` and `\.github`/)
    },
  )
  await checkRows(['.gitignored', 'docs/.github', 'github', 'a.git'], (outputDir) => {
    expect(parse('output-dir', outputDir)).toBe(`/workspace/${outputDir}`)
  })
})

test.concurrent('output-dir in .git creates nothing and writes nothing', async () => {
  await using job = await lightJob()
  await job.write('.git/config', '[core]\n')
  const transcript = await job.run({ with: { ...kite, 'output-dir': '.Git/hooks' } })
  expect(transcript.errors).toEqual([
    expect.stringMatching(/^Input `output-dir` is "\.Git\/hooks"/),
  ])
  expect(transcript.files).toEqual(['.git/config'])
  expect(job.simulator.requests).toEqual([])
})

test.concurrent('output-dir that leads into .git or .github by a link is refused', async () => {
  await using job = await lightJob()
  const { workspace } = job
  await Promise.all(
    ['.git/hooks', '.github'].map(async (folder) =>
      mkdir(join(workspace, folder), { recursive: true }),
    ),
  )
  const links = { git: '.git', hooks: '.git/hooks', github: '.github', here: '.' }
  for (const [name, target] of Object.entries(links)) await symlink(target, join(workspace, name))
  await checkRows(['git', 'git/new', 'hooks', 'github', 'here/.github/new'], async (outputDir) => {
    const transcript = await job.run({ with: { ...kite, 'output-dir': outputDir } })
    expect(transcript.errors).toEqual([
      expect.stringMatching(/^Input `output-dir`: .* leads into \.git(hub)? through a symbolic/),
    ])
    expect(job.simulator.counts('create')).toBe(0)
  })
  expect(await readdir(join(workspace, '.git', 'hooks'))).toEqual([])
  expect(await readdir(join(workspace, '.github'))).toEqual([])
})
