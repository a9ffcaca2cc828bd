import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node, type Launch } from '../scripts/runner.ts'

const { inSharedProcess } = globalThis as { readonly inSharedProcess?: Launch }
/** In a run with a process for each step there is none to test. */
const whereShared = inSharedProcess ? test : test.skip

/** Runs files of these lines one after the other, each with an environment of its own. Gives what each wrote and its exit code. */
async function runAll(
  ...files: readonly (readonly string[])[]
): Promise<readonly { readonly log: string; readonly exitCode: number | null }[]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'creatify-shared-')))
  try {
    const ends: { log: string; exitCode: number | null }[] = []
    for (const [i, lines] of files.entries()) {
      const path = join(folder, `${i}.mjs`)
      await writeFile(path, lines.join('\n'))
      let log = ''
      const onText = (text: string) => {
        log += text
      }
      const launched = {
        command: [node, path, `arg-${i}`],
        cwd: folder,
        env: { N: String(i) },
      } as const
      const exitCode = await inSharedProcess?.({ ...launched, onText })
      ends.push({ log, exitCode: exitCode ?? null })
    }
    return ends
  } finally {
    await rm(folder, { recursive: true })
  }
}

const tell = `console.log(process.pid, process.env.N, process.argv[2], process.env.LEFT, process.listenerCount('SIGINT'))`
const pidOf = ({ log }: { readonly log: string }) => log.split(' ')[0]

whereShared('a step sees nothing of the one before', async () => {
  const [first, second] = await runAll(
    [
      tell,
      `process.env.LEFT = 'behind'`,
      `process.on('SIGINT', () => undefined)`,
      `console.error('no')`,
      `process.exitCode = 1`,
      `process.stdout.write('', () => process.exit())`,
    ],
    [tell, `process.exit()`],
  )
  expect(first?.log).toMatch(/^\d+ 0 arg-0 undefined 0\nno\n$/)
  expect(first?.exitCode).toBe(1)
  expect(second?.log).toMatch(/^\d+ 1 arg-1 undefined 0\n$/)
  expect(second?.exitCode).toBe(0)
  expect(second && pidOf(second)).toBe(first && pidOf(first))
})

whereShared(
  'after a step that leaves something running, the next has another process',
  async () => {
    const [first, second] = await runAll(
      [tell, `setInterval(() => undefined, 1000)`, `process.exit()`],
      [tell, `process.exit()`],
    )
    expect(second && pidOf(second)).not.toBe(first && pidOf(first))
  },
)

whereShared('a step that throws ends with its stack, and the next works', async () => {
  const [first, second] = await runAll([`throw new Error('Oops')`], [tell, `process.exit(3)`])
  expect(first?.exitCode).toBe(1)
  expect(first?.log).toContain('Error: Oops')
  expect(second?.exitCode).toBe(3)
})
