import TestRunner from 'jest-runner'
import { parts } from '../../jest.config.js'

const measures = new RegExp(parts.measure)

/** Tests that measure run at the end, one after the other: what they measure is not the others' work. */
export default class extends TestRunner {
  async runTests(tests, watcher, options) {
    const measuring = tests.filter(({ path }) => measures.test(path))
    const others = tests.filter((test) => !measuring.includes(test))
    if (others.length > 0) await super.runTests(others, watcher, options)
    if (measuring.length > 0) await super.runTests(measuring, watcher, { ...options, serial: true })
  }
}
