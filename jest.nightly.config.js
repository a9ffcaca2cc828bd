import config from './jest.config.js'

/** @type {import('jest').Config} */
export default {
  ...config,
  testMatch: ['<rootDir>/__tests__/**/*.nightly.test.ts'],
  testPathIgnorePatterns: [],
  testTimeout: 900_000,
}
