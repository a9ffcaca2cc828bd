import type { Blobs } from './blobs.ts'
import { defaultRef, type Grant } from './token.ts'

/** A finished entry. */
export interface CacheEntry {
  readonly key: string
  readonly version: string
  /** The ref it belongs to. */
  readonly ref: string
  /** Size of its archive. */
  readonly bytes: number
  /** `performance.now()` when its upload was finished, ms. */
  readonly createdAt: number
}

/** A key that is taken, from its reservation on. */
export interface Slot {
  readonly id: number
  readonly key: string
  readonly version: string
  readonly ref: string
  /** In the storage. */
  readonly path: string
  entry: CacheEntry | undefined
}

/** How a reservation ended. */
export type Reservation =
  | { readonly as: 'reserved'; readonly slot: Slot }
  | { readonly as: 'denied' | 'invalid' | 'taken' }
  | { readonly as: 'limited'; readonly retryAfterSeconds: number }

const minuteMs = 60_000
const longestKey = 512

/** Entries, written once and seen by ref; the two protocols are ways to ask for the same. */
export class CacheStore {
  /** Finished, oldest first. */
  readonly entries: CacheEntry[] = []
  readonly #blobs: Blobs
  readonly #uploadsPerMinute: number
  #slots: Slot[] = []
  #uploads: number[] = []
  #lastId = 0

  constructor(blobs: Blobs, uploadsPerMinute: number) {
    this.#blobs = blobs
    this.#uploadsPerMinute = uploadsPerMinute
  }

  reserve(grants: readonly Grant[], key: string, version: string): Reservation {
    const ref = grants.find(({ write }) => write)?.ref
    if (ref === undefined) return { as: 'denied' }
    if (key === '' || key.length > longestKey || key.includes(',')) return { as: 'invalid' }
    const now = performance.now()
    this.#uploads = this.#uploads.filter((at) => now - at < minuteMs)
    if (this.#uploads.length >= this.#uploadsPerMinute) {
      const waitMs = (this.#uploads[0] ?? now) + minuteMs - now
      return { as: 'limited', retryAfterSeconds: Math.ceil(waitMs / 1000) }
    }
    if (this.#slots.some((slot) => isOf(slot, key, version) && slot.ref === ref))
      return { as: 'taken' }
    this.#uploads.push(now)
    const path = this.#blobs.reserve()
    const slot = { id: (this.#lastId += 1), key, version, ref, path, entry: undefined }
    this.#slots.push(slot)
    return { as: 'reserved', slot }
  }

  /** The reserved slot that the token may write to, by its id or its key. */
  slot(
    grants: readonly Grant[],
    wanted: number | { readonly key: string; readonly version: string },
  ): Slot | undefined {
    const writable = grants.filter(({ write }) => write).map(({ ref }) => ref)
    return this.#slots.find(
      (slot) =>
        writable.includes(slot.ref) &&
        (typeof wanted === 'number' ? slot.id === wanted : isOf(slot, wanted.key, wanted.version)),
    )
  }

  /** Whether the upload is complete and of the size that the client tells. */
  finish(slot: Slot, size: number): 'finished' | 'not uploaded' | 'other size' {
    const bytes = this.#blobs.size(slot.path)
    if (bytes === undefined) return 'not uploaded'
    if (bytes !== size) return 'other size'
    if (slot.entry === undefined) {
      const { key, version, ref } = slot
      slot.entry = { key, version, ref, bytes, createdAt: performance.now() }
      this.entries.push(slot.entry)
    }
    return 'finished'
  }

  /**
   * Ref by ref, as the token lists them: the key itself, then what begins with it, then what begins with the first restore
   * key that has any; the newest of several.
   */
  find(
    grants: readonly Grant[],
    { keys, version }: { readonly keys: readonly string[]; readonly version: string },
  ): Slot | undefined {
    const newestFirst = this.entries.toReversed().filter((entry) => entry.version === version)
    const [exact] = keys
    const tests = [
      (key: string) => key === exact,
      ...keys.map((wanted) => (key: string) => key.startsWith(wanted)),
    ]
    for (const { ref } of grants) {
      const own = newestFirst.filter((entry) => entry.ref === ref)
      for (const fits of tests) {
        const found = own.find(({ key }) => fits(key))
        if (found) return this.#slots.find(({ entry }) => entry === found)
      }
    }
    return undefined
  }

  /** An entry by somebody else, with these bytes. */
  put(key: string, version: string, content: Buffer, ref = defaultRef): CacheEntry {
    const path = this.#blobs.reserve()
    this.#blobs.append(path, content)
    const slot: Slot = { id: (this.#lastId += 1), key, version, ref, path, entry: undefined }
    this.#slots.push(slot)
    const entry = { key, version, ref, bytes: content.length, createdAt: performance.now() }
    slot.entry = entry
    this.entries.push(entry)
    return entry
  }

  /** Forgets finished entries; their keys are free again. */
  evict(fits: (entry: CacheEntry) => boolean): void {
    const gone = new Set(this.entries.filter(fits))
    this.#slots = this.#slots.filter(({ entry }) => entry === undefined || !gone.has(entry))
    const left = this.entries.filter((entry) => !gone.has(entry))
    this.entries.splice(0, this.entries.length, ...left)
  }

  clear(): void {
    this.#slots = []
    this.#uploads = []
    this.entries.length = 0
    this.#blobs.clear()
  }
}

function isOf(slot: Slot, key: string, version: string): boolean {
  return slot.key === key && slot.version === version
}
