import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inheritedEnvironment, node, type Launched } from '../../scripts/runner.ts'

/** What the process is asked to run. */
export interface Wanted {
  /** Path of the file that the runner would start. */
  readonly entry: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** How a step ended. `isUsable`: nothing of it goes on, so the process can run another one. */
export interface Told {
  readonly exitCode: number
  readonly isUsable: boolean
}

/** Each step leaves about 2 MB of compiled code behind. */
const mostSteps = 40

let started = 0
const idle: SharedProcess[] = []
const folder = mkdtempSync(join(tmpdir(), 'shared-processes-'))
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true })
})
// Waited for, so that their CPU time is counted.
process.on('beforeExit', () => {
  for (const each of idle.splice(0)) each.end()
})

/**
 * Runs a step in a process that ran others before, which takes a fifth of the CPU. The step is started from its first line
 * on, with an environment, a folder and a log of its own. For what signals, ends or flags of a process do, start one.
 */
export async function inSharedProcess({
  command,
  cwd,
  env,
  onText,
}: Launched): Promise<number | null> {
  const [, entry = '', ...args] = command
  const shared = idle.pop() ?? new SharedProcess()
  const exitCode = await shared.run({ entry, args, cwd, env }, onText)
  if (shared.isUsable) idle.push(shared)
  return exitCode
}

class SharedProcess {
  readonly #child: ChildProcess
  /** What it writes: a file keeps the order of standard output and standard error. */
  readonly #log: string
  #told = 0
  #steps = 0
  isUsable = true

  constructor() {
    started += 1
    this.#log = join(folder, `log-${started}`)
    const log = openSync(this.#log, 'a')
    const main = join(import.meta.dirname, 'step-after-step.ts')
    this.#child = spawn(node, ['--disable-warning=ExperimentalWarning', main], {
      env: inheritedEnvironment(),
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    this.#keepAlive(false)
  }

  async run(wanted: Wanted, onText: (text: string) => void): Promise<number | null> {
    this.#keepAlive(true)
    this.#child.send(wanted)
    const { exitCode, isUsable } = await this.#end()
    this.#steps += 1
    this.isUsable = isUsable && this.#steps < mostSteps
    const log = readFileSync(this.#log)
    onText(log.toString('utf8', this.#told))
    this.#told = log.length
    this.#keepAlive(false)
    if (!this.isUsable) this.end()
    return exitCode
  }

  end(): void {
    this.#child.ref()
    this.#child.kill('SIGKILL')
  }

  /** A step that ends the process, by a crash, ended so for its user too. */
  async #end(): Promise<{ readonly exitCode: number | null; readonly isUsable: boolean }> {
    return new Promise((resolve, reject) => {
      const onMessage = (told: Told) => {
        this.#child.off('close', onClose).off('error', reject)
        resolve(told)
      }
      const onClose = (exitCode: number | null) => {
        resolve({ exitCode, isUsable: false })
      }
      this.#child.once('message', onMessage).once('close', onClose).once('error', reject)
    })
  }

  /** An idle process must not keep the tests from ending. */
  #keepAlive(isNeeded: boolean): void {
    for (const each of [this.#child, this.#child.channel]) {
      if (isNeeded) each?.ref()
      else each?.unref()
    }
  }
}
