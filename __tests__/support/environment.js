import { TestEnvironment } from 'jest-environment-node'
import { parts } from '../../jest.config.js'
import { startSimulator } from '../../simulator/simulator.ts'
import { shareProcesses } from './shared-process.ts'

const takesTime = new RegExp(Object.values(parts).join('|'))
/** For all test files that this worker runs. */
const shared = shareProcesses()

/**
 * Node's own loader runs the simulator. Jest's refuses any `import()` at the moments when concurrent tests take turns,
 * and the simulator needs one in the middle of an answer. The steps of quick tests share processes, unless
 * `OWN_PROCESSES` is set. Every step of another test has its own, as on the runner.
 */
export default class extends TestEnvironment {
  constructor(config, context) {
    super(config, context)
    this.isQuick = !takesTime.test(context.testPath) && process.env.OWN_PROCESSES === undefined
  }

  async setup() {
    await super.setup()
    this.global.startSimulator = startSimulator
    if (this.isQuick) {
      this.global.inSharedProcess = shared.run
      this.global.shareProcesses = shareProcesses
    }
  }
}
