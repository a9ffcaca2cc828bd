import { TestEnvironment } from 'jest-environment-node'
import { parts } from '../../jest.config.js'
import { startSimulator } from '../../simulator/simulator.ts'
import { inSharedProcess } from './shared-process.ts'

const takesTime = new RegExp(Object.values(parts).join('|'))

/**
 * Node's own loader runs the simulator. Jest's refuses any `import()` at the moments when concurrent tests take turns,
 * and the simulator needs one in the middle of an answer. Quick tests share processes for their steps, where nobody asked for
 * `OWN_PROCESSES`; all others start one for each, as the runner does.
 */
export default class extends TestEnvironment {
  constructor(config, context) {
    super(config, context)
    this.isQuick = !takesTime.test(context.testPath) && process.env.OWN_PROCESSES === undefined
  }

  async setup() {
    await super.setup()
    this.global.startSimulator = startSimulator
    if (this.isQuick) this.global.inSharedProcess = inSharedProcess
  }
}
