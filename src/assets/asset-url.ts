import { isIP } from 'node:net'
import { isLoopback } from '../base/url.ts'
import { AssetError } from './asset-error.ts'

/** Signed URLs have up to 2,000. */
const longestUrl = 8192

/**
 * A URL that a file may be fetched from: `https`, with a host that has a name. Addresses and `localhost` are refused, so
 * that nobody reads a service of the runner's network through us; names are not resolved to find out. `loopback`: the API
 * itself is on loopback, so that files may be there too, by `http` as well. Throws AssetError.
 */
export function assetUrl(
  text: string,
  { loopback }: { readonly loopback: boolean },
  base?: URL,
): URL {
  if (text.length > longestUrl) {
    throw new AssetError(`the URL has more than ${longestUrl} characters`)
  }
  const url = URL.parse(text, base?.href)
  if (url && !url.username && !url.password) {
    const host = url.hostname.replace(/^\[|\]$|\.$/g, '')
    if (loopback && isLoopback(url.hostname) && /^https?:$/.test(url.protocol)) return url
    if (url.protocol === 'https:') {
      if (isIP(host) === 0 && !/(^|\.)localhost$/.test(host)) return url
      throw new AssetError('URLs with an IP address or `localhost` are not fetched')
    }
  }
  throw new AssetError('only https URLs without credentials are fetched')
}

/** Whether a later step may be given the URL: the same rules as for fetching it. */
export function isAssetUrl(text: string, { loopback }: { readonly loopback: boolean }): boolean {
  try {
    assetUrl(text, { loopback })
    return true
  } catch (error) {
    if (error instanceof AssetError) return false
    throw error
  }
}
