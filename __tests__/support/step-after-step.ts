import { pathToFileURL } from 'node:url'
import type { Told, Wanted } from './shared-process.ts'

// Runs one step after the other, each from its first line on, and tells its parent how each ended. What a step loads is compiled once,
// which is most of a start; the modules themselves are made again for each. What a step set or left open is taken back after it.

const signals = ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] as const
/** Where Node's `fetch` keeps its connections. */
const dispatcher = Symbol.for('undici.globalDispatcher.1')
const exit = process.exit.bind(process)
const home = process.cwd()
let steps = 0

process.on('disconnect', exit)
process.on('message', (wanted: Wanted) => {
  void run(wanted).then((told) => process.send?.(told))
})

async function run(wanted: Wanted): Promise<Told> {
  prepare(wanted)
  const exited = exitOfStep()
  await import(urlOf(wanted.entry))
  // Where a step only sets its exit code, the end of its file is the end of its process.
  const exitCode = process.exitCode ?? (await exited)
  for (const signal of signals) process.removeAllListeners(signal)
  await closeConnections()
  process.chdir(home)
  const left = process.getActiveResourcesInfo().filter((each) => each !== 'PipeWrap')
  return { exitCode: Number(exitCode ?? 0), isUsable: left.length === 0 }
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

async function exitOfStep(): Promise<unknown> {
  return new Promise((resolve) => {
    process.exit = resolve as typeof process.exit
  })
}

/** Ends what Node's `fetch` still does, as the end of the process would. */
async function closeConnections(): Promise<void> {
  const before: unknown = Reflect.get(globalThis, dispatcher)
  if (!hasDestroy(before)) return
  Reflect.set(globalThis, dispatcher, Reflect.construct(before.constructor, []))
  await before.destroy()
  await new Promise(setImmediate)
}

function hasDestroy(value: unknown): value is { destroy(): Promise<void> } {
  return typeof value === 'object' && value !== null && 'destroy' in value
}
