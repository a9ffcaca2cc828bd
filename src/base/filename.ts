import { createHash } from 'node:crypto'

const longestName = 100
const device = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/**
 * A generation's name as a file name that every system takes: `A-Za-z0-9._-`, no dot or dash at either end, no device name.
 * A long name is cut, with a hash of all of it at its end, so that names that begin alike stay apart. A name that keeps no
 * letter and no digit is `asset`.
 */
export function fileName(name: string): string {
  if (!/[A-Za-z0-9]/.test(name)) return 'asset'
  const safe = name
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .replace(/(?<=[^.-])[.-]+$/, '')
    .replace(device, '_$1')
  if (safe.length <= longestName) return safe
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8)
  return `${safe.slice(0, longestName - hash.length - 1)}-${hash}`
}

/** File names for generations, in their order: a later one that equals an earlier, whatever its case, gets `-2`. */
export function fileNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const free = firstFree(fileName(name), (stem) => !taken.has(stem.toLowerCase()))
    taken.add(free.toLowerCase())
    return free
  })
}

/** `stem`, or with the first number behind it that is free. */
export function firstFree(stem: string, isFree: (stem: string) => boolean): string {
  let free = stem
  for (let n = 2; !isFree(free); n += 1) free = `${stem}-${n}`
  return free
}
