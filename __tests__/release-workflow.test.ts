import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../scripts/project.ts'

/** Releases in the order they are published, and where the major tag is after the last. */
async function majorTagAfter(releases: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'creatify-release-'))
  try {
    const [origin, clone] = [join(folder, 'origin'), join(folder, 'clone')]
    const git = (...args: readonly string[]) =>
      execFileSync(
        'git',
        ['-C', clone, '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args],
        {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      ).trim()
    execFileSync('git', ['init', '--quiet', '--bare', origin])
    execFileSync('git', ['clone', '--quiet', origin, clone], { stdio: 'ignore' })
    for (const release of releases) {
      git('commit', '--quiet', '--allow-empty', '-m', release)
      git('tag', release)
      git('push', '--quiet', 'origin', release)
      execFileSync('bash', [join(root, '.github', 'move-major-tag.sh')], {
        cwd: clone,
        env: { ...process.env, GITHUB_REF_NAME: release },
        stdio: 'ignore',
      })
    }
    const at = git('ls-remote', 'origin', 'refs/tags/v1').split('\t')[0]
    return git('tag', '--points-at', at ?? '', '--list', 'v*.*.*')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test.each([
  ['the first release', ['v1.0.0'], 'v1.0.0'],
  ['a newer release', ['v1.0.0', 'v1.1.0'], 'v1.1.0'],
  ['a patch of an older version', ['v1.0.0', 'v1.10.0', 'v1.9.1'], 'v1.10.0'],
])('the major tag after %s is at the newest of its releases', async (_, releases, expected) => {
  expect(await majorTagAfter(releases)).toBe(expected)
})
