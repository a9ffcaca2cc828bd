import { shipAction } from '../../scripts/shipped.ts'

/** Once for a run of tests: the action as it is shipped, for all of them. */
export default async function beforeAll() {
  await shipAction()
}
