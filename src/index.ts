import { isMainThread, parentPort } from 'node:worker_threads'
import { durations } from './base/durations.ts'
import { step } from './start.ts'

if (isMainThread) await step(durations)
else if (parentPort) (await import('./reuse/cache.ts')).serveVault(parentPort)
