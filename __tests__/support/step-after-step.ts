import { pathToFileURL } from 'node:url'
import type { StepEnd, Wanted } from './shared-process.ts'

// Runs one step after the other, each from its first line on, and reports to its parent how each ended. What a step
// loads is compiled once, which is most of a start; the modules themselves are made again for each. What a step set or
// left open is taken back after it.

interface Dispatcher {
  destroy(): Promise<void>
}

const signals = ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] as const
/** Where Node's `fetch` looks for its dispatcher, which keeps its connections. */
const key = Symbol.for('undici.globalDispatcher.1')
/** The exit code of Node when the entry file waits for something that never comes. */
const unsettled = 13
const exit = process.exit.bind(process)
const home = process.cwd()
/** The first `fetch` makes Node's own dispatcher. Loaded before that, the undici package would put its own there. */
const ready = fetch('data:,').then(currentDispatcher)
let steps = 0

process.on('disconnect', exit)
process.on('message', (wanted: Wanted) => {
  void run(wanted).then((end) => process.send?.(end))
})

async function run(wanted: Wanted): Promise<StepEnd> {
  const first = await ready
  const before = currentDispatcher()
  prepare(wanted)
  const { exitCode, isLoaded } = await runToEnd(urlOf(wanted.entry))
  for (const signal of signals) process.removeAllListeners(signal)
  const used = currentDispatcher()
  Reflect.set(globalThis, key, Reflect.construct(first.constructor, []))
  for (const each of new Set([before, used])) await each.destroy()
  await new Promise(setImmediate)
  process.chdir(home)
  const left = process.getActiveResourcesInfo().filter((each) => each !== 'PipeWrap')
  return { exitCode, isUsable: isLoaded() && left.length === 0 }
}

function prepare({ entry, args, cwd, env }: Wanted): void {
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, env)
  process.chdir(cwd)
  process.argv = [process.execPath, entry, ...args]
  process.exitCode = undefined
}

/** Each URL is a module of its own. */
function urlOf(entry: string): string {
  steps += 1
  const url = pathToFileURL(entry)
  url.search = `step=${steps}`
  return url.href
}

/**
 * Runs a step until it calls `process.exit` or has nothing more to do, as a process would. Rejects when its entry file
 * throws. `isLoaded`: whether that file has run to its end.
 */
async function runToEnd(
  url: string,
): Promise<{ readonly exitCode: number; readonly isLoaded: () => boolean }> {
  let loaded = false
  // Without the channel to the parent, which would keep this process alive when the step is over.
  process.channel?.unref()
  const exitCode = await new Promise<number>((resolve, reject) => {
    const onBeforeExit = () => {
      process.channel?.ref()
      resolve(Number(process.exitCode ?? (loaded ? 0 : unsettled)))
    }
    const onExit: typeof process.exit = (code): never => {
      process.off('beforeExit', onBeforeExit)
      process.channel?.ref()
      resolve(Number(code ?? process.exitCode ?? 0))
      return undefined as never
    }
    process.once('beforeExit', onBeforeExit)
    process.exit = onExit
    import(url).then(() => {
      loaded = true
    }, reject)
  })
  return { exitCode, isLoaded: () => loaded }
}

function currentDispatcher(): Dispatcher {
  const value: unknown = Reflect.get(globalThis, key)
  if (isDispatcher(value)) return value
  throw new Error('This Node keeps the dispatcher of its `fetch` somewhere else.')
}

function isDispatcher(value: unknown): value is Dispatcher {
  return typeof value === 'object' && value !== null && 'destroy' in value
}
