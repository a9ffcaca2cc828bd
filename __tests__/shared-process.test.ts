import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { root } from '../scripts/project.ts'
import { node } from '../scripts/runner.ts'
import type { SharedProcesses } from './support/shared-process.ts'

/** What environment.js gives to quick tests. */
const { shareProcesses } = globalThis as { readonly shareProcesses?: () => SharedProcesses }
/** In a run with a process for each step there is none to test. */
const whereShared = shareProcesses ? test : test.skip

/** What a step wrote and its exit code. */
interface End {
  readonly log: string
  readonly exitCode: number | null
}

/** Runs steps one after the other in processes that no other test uses. */
interface Steps extends AsyncDisposable {
  /** Runs a file of these lines, with the variable `N` and an argument that count the steps from 0. */
  run(...lines: readonly string[]): Promise<End>
}

async function startSteps(): Promise<Steps> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'creatify-shared-')))
  const shared = shareProcesses?.()
  let steps = 0
  return {
    async run(...lines) {
      const n = steps
      steps += 1
      const path = join(folder, `${n}.mjs`)
      await writeFile(path, lines.join('\n'))
      let log = ''
      const exitCode = await shared?.run({
        command: [node, path, `arg-${n}`],
        cwd: folder,
        env: { N: String(n) },
        onText: (text) => {
          log += text
        },
      })
      return { log, exitCode: exitCode ?? null }
    },
    async [Symbol.asyncDispose]() {
      shared?.[Symbol.dispose]()
      await rm(folder, { recursive: true, maxRetries: 5 })
    },
  }
}

const show = `console.log(process.pid, process.env.N, process.argv[2], process.env.LEFT, process.listenerCount('SIGINT'))`
const pidOf = ({ log }: End) => Number(log.split(' ')[0])

whereShared('a step sees nothing of the one before in the same process', async () => {
  await using steps = await startSteps()
  const first = await steps.run(
    show,
    `process.env.LEFT = 'behind'`,
    `process.on('SIGINT', () => undefined)`,
    `console.error('no')`,
    `process.exitCode = 1`,
    `process.stdout.write('', () => process.exit())`,
  )
  const second = await steps.run(show, `process.exit()`)
  expect(first.log).toMatch(/^\d+ 0 arg-0 undefined 0\nno\n$/)
  expect(first.exitCode).toBe(1)
  expect(second.log).toMatch(/^\d+ 1 arg-1 undefined 0\n$/)
  expect(second.exitCode).toBe(0)
  expect(pidOf(second)).toBe(pidOf(first))
})

whereShared.each<[title: string, exitCode: number, lines: readonly string[]]>([
  [
    'gives 0 to process.exit after it set another code',
    0,
    ['process.exitCode = 1', 'process.exit(0)'],
  ],
  [
    'gives a code to process.exit after it set another one',
    3,
    ['process.exitCode = 1', 'process.exit(3)'],
  ],
  [
    'calls process.exit without a code after it set one',
    2,
    ['process.exitCode = 2', 'process.exit()'],
  ],
  ['has nothing more to do', 0, ['setTimeout(() => undefined, 20)']],
  [
    'has nothing more to do and set a code late',
    2,
    ['setTimeout(() => (process.exitCode = 2), 20)'],
  ],
  ['waits for what never comes', 13, ['await new Promise(() => undefined)']],
])('a step that %s ends with code %d', async (_, exitCode, lines) => {
  await using steps = await startSteps()
  const step = await steps.run(...lines)
  const next = await steps.run(show)
  expect(step.exitCode).toBe(exitCode)
  expect(next.exitCode).toBe(0)
})

whereShared('a step that ends without process.exit leaves its process to the next', async () => {
  await using steps = await startSteps()
  expect(pidOf(await steps.run(show))).toBe(pidOf(await steps.run(show)))
})

whereShared(
  'after a step that leaves something running, the next has another process',
  async () => {
    await using steps = await startSteps()
    const first = await steps.run(show, `setInterval(() => undefined, 1000)`, `process.exit()`)
    const second = await steps.run(show, `process.exit()`)
    expect(pidOf(second)).not.toBe(pidOf(first))
  },
)

whereShared('a step that throws ends with its stack, and the next works', async () => {
  await using steps = await startSteps()
  const first = await steps.run(`throw new Error('Oops')`)
  const second = await steps.run(`process.exit(3)`)
  expect(first.exitCode).toBe(1)
  expect(first.log).toContain('Error: Oops')
  expect(second.exitCode).toBe(3)
})

whereShared('when an idle process dies, the next step has another one', async () => {
  await using steps = await startSteps()
  const first = await steps.run(show)
  process.kill(pidOf(first), 'SIGKILL')
  while (isAlive(pidOf(first))) await sleep(10)
  const second = await steps.run(show)
  expect(second.exitCode).toBe(0)
  expect(pidOf(second)).not.toBe(pidOf(first))
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

whereShared('after a step that loaded the undici package, fetch is Node’s own again', async () => {
  await using steps = await startSteps()
  const undici = pathToFileURL(join(root, 'node_modules', 'undici', 'index.js')).href
  const load = `import { Agent, getGlobalDispatcher, setGlobalDispatcher } from '${undici}'`
  const showClass = `console.log(process.pid, getGlobalDispatcher() instanceof Agent)`
  const loading = await steps.run(load, showClass)
  const setting = await steps.run(load, `setGlobalDispatcher(new Agent())`, showClass)
  const last = await steps.run(load, showClass)
  const pid = String(pidOf(loading))
  expect([loading, setting, last].map(({ log }) => log)).toEqual([
    `${pid} false\n`,
    `${pid} true\n`,
    `${pid} false\n`,
  ])
})
