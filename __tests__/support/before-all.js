import { root } from '../../scripts/project.ts'

/** Once for a run of tests: where the action is that all of them run. */
export default async function beforeAll() {
  // Until the bundle runs without node_modules: `await shipAction()`.
  process.env['SHIPPED_ACTION'] ??= root
}
