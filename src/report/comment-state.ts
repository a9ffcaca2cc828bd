import { listOf } from '../base/json.ts'
import { webUrl } from '../base/url.ts'
import type { Report } from './report.ts'
import { captionOf, placeOf } from './pictures.ts'

/** A picture as a comment shows it. */
export interface Shown {
  readonly caption: string
  /** The first characters of its SHA-256: enough to tell two versions apart. */
  readonly hash: string
  readonly url: string
}

const mostPictures = 200
/** Characters, of the 65,536 that a comment may have. */
const longestState = 8000
const hashLength = 12
const longestUrl = 2000
const start = '<!-- creatify-state '
const end = ' -->'

/** The pictures of a report, as the next comment needs to know them. */
export function shownIn({ results, released }: Report): readonly Shown[] {
  return results.flatMap((result) =>
    result.assets.flatMap((asset, i) =>
      asset.sha256 === null
        ? []
        : [
            {
              caption: captionOf(result, i),
              hash: asset.sha256.slice(0, hashLength),
              url: placeOf(asset, released),
            },
          ],
    ),
  )
}

/** Hidden lines of a comment that keep what it shows: as many pictures as fit. Base64 can end no HTML comment. */
export function stateOf(pictures: readonly Shown[]): string {
  const kept = pictures.slice(0, mostPictures)
  for (;;) {
    const entries = kept.map(({ caption, hash, url }) => [caption, hash, url])
    const text = `${start}${Buffer.from(JSON.stringify(entries)).toString('base64')}${end}`
    if (text.length <= longestState) return text
    kept.pop()
  }
}

/**
 * What a comment shows by its own word, which follows its marker. Anyone who may write to the repository can edit it, so
 * nothing of it is trusted: of each entry only a URL that may be linked is taken, and the caption is only compared.
 */
export function readState(body: string, marker: string): readonly Shown[] {
  const text = body.slice(marker.length).trimStart()
  const to = text.indexOf(end)
  if (!body.startsWith(marker) || !text.startsWith(start) || to > longestState) return []
  const json = Buffer.from(text.slice(start.length, to), 'base64').toString()
  return listOf(parsed(json)).slice(0, mostPictures).flatMap(shownOf)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function shownOf(entry: unknown): readonly Shown[] {
  const [caption, hash, url] = listOf(entry)
  if (typeof caption !== 'string' || typeof hash !== 'string' || typeof url !== 'string') return []
  const safe = url.length <= longestUrl ? webUrl(url) : undefined
  if (!safe || !/^[0-9a-f]{12}$/.test(hash)) return []
  return [{ caption, hash, url: safe.href }]
}

/** URLs of the pictures that a comment shows and that are others now, by caption. */
export function changedSince(
  before: readonly Shown[],
  now: readonly Shown[],
): ReadonlyMap<string, string> {
  const earlier = new Map(before.map((each) => [each.caption, each]))
  return new Map(
    now.flatMap(({ caption, hash }): readonly (readonly [string, string])[] => {
      const old = earlier.get(caption)
      return old && old.hash !== hash ? [[caption, old.url]] : []
    }),
  )
}
