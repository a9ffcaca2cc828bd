import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a page needs of a result. */
export interface ShownResult {
  readonly assets: readonly {
    readonly url: string
    readonly path: string | null
    readonly thumbnail_url: string | null
  }[]
}

/**
 * URLs of a simulator, which end with it, and what pages in `folder` show instead: the saved files, in its `workspace`, and
 * thumbnails, which the action does not save and which are fetched now.
 */
export async function localCopies(
  results: readonly ShownResult[],
  assetUrl: string,
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  const copies = new Map<string, string>()
  for (const { url, path, thumbnail_url: thumbnail } of results.flatMap(({ assets }) => assets)) {
    if (path !== null) copies.set(url, `workspace/${path}`)
    if (thumbnail?.startsWith(assetUrl) === true && !copies.has(thumbnail)) {
      const name = `thumbnails/${thumbnail.split('/').at(-1) ?? ''}`
      await mkdir(join(folder, 'thumbnails'), { recursive: true })
      const answer = await fetch(thumbnail)
      await writeFile(join(folder, name), Buffer.from(await answer.arrayBuffer()))
      copies.set(thumbnail, name)
    }
  }
  return copies
}
