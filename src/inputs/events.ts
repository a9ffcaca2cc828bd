import { valueAt } from '../base/json.ts'
import type { Environment } from './environment.ts'

/**
 * Events that only people with write access to the repository cause, about files that are theirs. From GitHub's page "Events
 * that trigger workflows". On every other event, and on those that GitHub adds later, someone without write access may have written what the
 * step reads while the secrets are there.
 */
const trusted = new Set([
  'branch_protection_rule',
  'check_run',
  'check_suite',
  'create',
  'delete',
  'deployment',
  'deployment_protection_rule',
  'deployment_status',
  'label',
  'merge_group',
  'milestone',
  'page_build',
  'public',
  'pull_request',
  'push',
  'registry_package',
  'release',
  'repository_dispatch',
  'schedule',
  'status',
  'workflow_dispatch',
])

/**
 * The name of the event where someone without write access may have written the files of the workspace; undefined where only people with
 * write access can have. A pull request from a fork that has secrets anyway counts as `pull_request_target` does.
 */
export function untrustedEvent(env: Environment, event: unknown): string | undefined {
  const name = env['GITHUB_EVENT_NAME'] ?? ''
  if (name === '') return undefined
  return trusted.has(name) && !isFromFork(event) ? undefined : name
}

/** Whether the event is about a pull request of another repository. A fork that is gone has no name. */
export function isFromFork(event: unknown): boolean {
  const head = valueAt(event, 'pull_request', 'head')
  if (head === undefined) return false
  return valueAt(head, 'repo', 'full_name') !== valueAt(event, 'repository', 'full_name')
}
