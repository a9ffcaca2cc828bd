import { TestEnvironment } from 'jest-environment-node'
import { startSimulator } from '../../simulator/simulator.ts'

/**
 * Node's own loader runs the simulator. Jest's refuses any `import()` at the moments when concurrent tests take turns,
 * and the simulator needs one in the middle of an answer.
 */
export default class extends TestEnvironment {
  async setup() {
    await super.setup()
    this.global.startSimulator = startSimulator
  }
}
