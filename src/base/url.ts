/** A URL that may be fetched or linked: https, or http on loopback, without user and password. Undefined for all else. */
export function webUrl(text: string): URL | undefined {
  const url = URL.parse(text)
  if (!url || url.username || url.password) return undefined
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
    ? url
    : undefined
}

/** `localhost`, `127.*` and `::1`, as `URL.hostname` has them. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
