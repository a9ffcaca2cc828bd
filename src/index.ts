import { isMainThread, parentPort } from 'node:worker_threads'
import { durations } from './base/durations.ts'
import { nodeProblem } from './base/node-version.ts'
import { step } from './start.ts'

const problem = nodeProblem(process.versions.node)
if (problem !== undefined) {
  process.stdout.write(`::error::${problem}\n`)
  process.exitCode = 1
} else if (isMainThread) await step(durations, process.env)
else if (parentPort) (await import('./reuse/cache.ts')).serveVault(parentPort)
