import config, { parts } from './jest.config.js'

/** @type {import('jest').Config} */
export default { ...config, testPathIgnorePatterns: Object.values(parts) }
