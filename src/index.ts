import { durations } from './base/durations.ts'
import { nodeProblem } from './base/node-version.ts'
import { step } from './start.ts'

const problem = nodeProblem(process.versions.node)
if (problem !== undefined) {
  process.stdout.write(`::error::${problem}\n`)
  process.exitCode = 1
} else await step(durations, process.env)
