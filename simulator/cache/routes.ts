/** What a client asks of the service, in either protocol; `upload` and `download` go to the storage. */
export type CacheRoute = 'look-up' | 'reserve' | 'upload' | 'finalize' | 'download'
