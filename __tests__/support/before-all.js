import { shipAction } from '../../scripts/shipped.ts'
import { shipPacedAction } from './paced-action.ts'

/** Once for a run of tests: the action as it is shipped, and one that can be faster, for all of them. */
export default async function beforeAll() {
  await shipAction()
  await shipPacedAction()
}
