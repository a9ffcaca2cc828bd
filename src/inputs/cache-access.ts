import type { Environment } from './environment.ts'

/** How a job may use GitHub's cache service. */
export interface CacheAccess {
  /** With a slash at the end. */
  readonly url: string
  /** For this service only. */
  readonly token: string
  /** 1 on GitHub Enterprise Server, 2 on github.com. */
  readonly protocol: 1 | 2
  /** `none`, `read`, `write` or `write-only`; anything else allows everything. */
  readonly mode: string | undefined
}

/** Reads what the runner tells of the cache service, as the toolkit reads it; undefined where it offers none. */
export function cacheAccessOf(env: Environment): CacheAccess | undefined {
  const token = env['ACTIONS_RUNTIME_TOKEN']
  const results = env['ACTIONS_RESULTS_URL']
  const isNew = Boolean(env['ACTIONS_CACHE_SERVICE_V2']) && !isEnterpriseServer(env)
  const url = isNew ? results : env['ACTIONS_CACHE_URL'] || results
  if (!token || !url) return undefined
  const mode = env['ACTIONS_CACHE_MODE'] || undefined
  return { url: url.replace(/\/*$/, '/'), token, protocol: isNew ? 2 : 1, mode }
}

function isEnterpriseServer(env: Environment): boolean {
  const host = URL.parse(env['GITHUB_SERVER_URL'] ?? '')?.hostname ?? 'github.com'
  return host !== 'github.com' && !host.endsWith('.ghe.com') && !host.endsWith('.localhost')
}
