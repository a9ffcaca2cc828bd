import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inheritedEnvironment, node, type Launch, type Launched } from '../../scripts/runner.ts'

/** What the process is asked to run. */
export interface Wanted {
  /** Path of the file that the runner would start. */
  readonly entry: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** How a step ended. `isUsable`: nothing of it goes on, so the process can run another one. */
export interface StepEnd {
  readonly exitCode: number
  readonly isUsable: boolean
}

/** A group of processes that run one step after the other. Dispose of it to end them all. */
export interface SharedProcesses extends Disposable {
  /**
   * Runs a step in a process that ran others before, which saves the start: 125 of the 160 ms of CPU time that a short
   * step takes. The step starts from its first line, with an environment, a folder and a log of its own. To test
   * signals, the end of a process or its flags, start one.
   */
  readonly run: Launch
}

/** Each step leaves about 2 MB of compiled code behind. */
const mostSteps = 40

let started = 0
const alive = new Set<SharedProcess>()
const folder = mkdtempSync(join(tmpdir(), 'shared-processes-'))
// Waited for, so that their CPU time is counted.
process.on('beforeExit', () => {
  for (const each of alive) each.end()
})
process.on('exit', () => {
  for (const each of alive) each.end()
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  } catch {
    // Windows keeps a file that a process has open. It is a temporary one, and must not change the exit code.
  }
})

/** Starts no process yet: each starts when a step finds none idle. */
export function shareProcesses(): SharedProcesses {
  const all = new Set<SharedProcess>()
  const idle: SharedProcess[] = []
  const start = () => {
    const shared = new SharedProcess(() => {
      all.delete(shared)
      const i = idle.indexOf(shared)
      if (i !== -1) idle.splice(i, 1)
    })
    all.add(shared)
    return shared
  }
  return {
    async run(launched) {
      const shared = idle.pop() ?? start()
      const exitCode = await shared.run(launched)
      if (shared.isUsable) idle.push(shared)
      else shared.end()
      return exitCode
    },
    [Symbol.dispose]() {
      for (const each of all) each.end()
    },
  }
}

class SharedProcess {
  readonly #child: ChildProcess
  /** What it writes: a file keeps the order of standard output and standard error. */
  readonly #log: string
  /** Bytes of the log that earlier steps wrote. */
  #earlier = 0
  #steps = 0
  isUsable = true

  constructor(onExit: () => void) {
    started += 1
    this.#log = join(folder, `log-${started}`)
    const log = openSync(this.#log, 'a')
    const main = join(import.meta.dirname, 'step-after-step.ts')
    this.#child = spawn(node, ['--disable-warning=ExperimentalWarning', main], {
      env: inheritedEnvironment(),
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    alive.add(this)
    this.#child.once('exit', () => {
      alive.delete(this)
      this.isUsable = false
      onExit()
    })
    this.#keepAlive(false)
  }

  /** Resolves with the exit code of the step. */
  async run({ command, cwd, env, onText }: Launched): Promise<number | null> {
    const [, entry = '', ...args] = command
    this.#keepAlive(true)
    const wanted: Wanted = { entry, args, cwd, env }
    this.#child.send(wanted)
    const { exitCode, isUsable } = await this.#end()
    this.#steps += 1
    this.isUsable &&= isUsable && this.#steps < mostSteps
    const log = readFileSync(this.#log)
    onText(log.toString('utf8', this.#earlier))
    this.#earlier = log.length
    this.#keepAlive(false)
    return exitCode
  }

  end(): void {
    this.#child.ref()
    this.#child.kill('SIGKILL')
  }

  /** The end of the step, or of the whole process, when the step crashes: then with the exit code of the process. */
  async #end(): Promise<{ readonly exitCode: number | null; readonly isUsable: boolean }> {
    return new Promise((resolve, reject) => {
      const onMessage = (end: StepEnd) => {
        this.#child.off('close', onClose).off('error', reject)
        resolve(end)
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
