import { durations } from '../../src/base/durations.ts'
import { step } from '../../src/start.ts'
import { faster } from './pace.ts'

// The action with every length of time that it decides divided by the first argument: for scenarios that wait.
// What an input says (`timeout`, `poll-interval`) stays as it is.

const pace = Number(process.argv[2])

await step(faster(durations, pace), process.env)
