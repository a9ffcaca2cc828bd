import { createDefaultEsmPreset } from 'ts-jest'

/** @type {import('jest').Config} */
export default {
  ...createDefaultEsmPreset({ diagnostics: false }),
  globalSetup: '<rootDir>/__tests__/support/before-all.ts',
  testEnvironment: '<rootDir>/__tests__/support/environment.js',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testTimeout: 120_000,
  // Scenarios mostly wait.
  maxConcurrency: 8,
  maxWorkers: 2,
}
