import { availableParallelism } from 'node:os'

/**
 * `NAME.test.ts` takes no more real time than a few seconds. `NAME.slow.test.ts` waits for what really takes so long,
 * and `NAME.measure.test.ts` measures time or memory and has the machine for itself. `NAME.nightly.test.ts` waits more
 * than a minute.
 */
export const parts = {
  slow: '\\.slow\\.test\\.ts$',
  measure: '\\.measure\\.test\\.ts$',
  nightly: '\\.nightly\\.test\\.ts$',
}

/** @type {import('jest').Config} */
export default {
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/__tests__/support/transform.js' },
  globalSetup: '<rootDir>/__tests__/support/before-all.js',
  runner: '<rootDir>/__tests__/support/runner.js',
  testSequencer: '<rootDir>/__tests__/support/sequencer.js',
  testEnvironment: '<rootDir>/__tests__/support/environment.js',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  testPathIgnorePatterns: [parts.nightly],
  testTimeout: 300_000,
  // Scenarios mostly wait, so there are four times as many workers as cores, as a number: Jest reads a share above
  // 100 % as a count. At most eight: each keeps up to five processes (`maxConcurrency`) of some 80 MB.
  maxConcurrency: 5,
  maxWorkers: Math.min(8, 4 * availableParallelism()),
}
