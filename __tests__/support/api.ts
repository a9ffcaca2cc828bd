import { creatify, type Api } from '../../src/api/creatify.ts'
import { durations, type Durations } from '../../src/base/durations.ts'

/** The product's own client, without a proxy and a webhook. */
export function apiAt(
  url: string,
  credentials = { id: 'id', key: 'key' },
  faster: Partial<Durations['api']> = {},
): Api {
  return creatify({
    base: new URL(url),
    credentials,
    userAgent: 'test',
    webhookUrl: undefined,
    proxy: undefined,
    durations: { ...durations.api, ...faster },
  })
}

/** The same for a simulator. */
export function apiOf(simulator: {
  readonly apiUrl: string
  readonly apiId: string
  readonly apiKey: string
}): Api {
  return apiAt(simulator.apiUrl, { id: simulator.apiId, key: simulator.apiKey })
}
