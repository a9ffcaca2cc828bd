import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../scripts/project.ts'
import { node } from '../scripts/runner.ts'

/** Processes that take about the same time. */
const topics = ['texts,markup,documents,manifests,schemas', 'answers,secrets,steps', 'estimates']
/** Always the same, so that a commit fails by what it changed. `npm run fuzz`, every night, takes another each time. */
const seed = 20_261_126

/** In a process of its own: a case that hangs can be ended there. */
async function fuzz(
  about: string,
): Promise<{ readonly code: number | null; readonly log: string }> {
  const script = join(root, 'scripts', 'fuzz.ts')
  const child = spawn(node, [script, '--short', '--about', about, '--seed', String(seed)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      log += chunk.toString()
    })
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, log }
}

test.concurrent.each(topics)('random %s break no property', async (about) => {
  const { code, log } = await fuzz(about)
  expect([code, code === 0 ? '' : log]).toEqual([0, ''])
})
