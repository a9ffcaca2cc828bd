import type { Asset, Result } from '../assets/save.ts'
import { attribute, prose, safeUrl } from './markdown.ts'

/** A picture to show: the file behind it, and what is to be seen of it. */
export interface Picture {
  /** The generation's name, with a number where it made several. */
  readonly caption: string
  /** Escaped for an attribute, like `src` and `before`. */
  readonly href: string
  readonly src: string
  /** Width over height, as far as the params tell. */
  readonly ratio: number
}

/** The most pictures that are shown at a size that people can judge; above it, small ones. */
const mostLarge = 24
/** The most small ones: a page of more takes minutes to load. */
const mostSmall = 120
/** Heights in pixels. */
const heights = { few: 240, many: 160, small: 88 }
/** A page of GitHub shows about this many pixels of a table without scrolling. */
const rowWidth = 900
/** GitHub's image proxy gives up on larger ones. */
const largestPreview = 5 * 1024 * 1024

/** Everything of the results that can be shown. `released`: durable URLs of files, by their path. */
export function picturesOf(
  results: readonly Result[],
  released: ReadonlyMap<string, string>,
): readonly Picture[] {
  return results.flatMap((result) =>
    result.assets.flatMap((asset, i) => {
      if (asset.path === null) return []
      const isWhole = asset.type === 'image' && (asset.bytes ?? 0) <= largestPreview
      const href = safeUrl(placeOf(asset, released))
      const src = safeUrl((isWhole ? asset.url : asset.thumbnail_url) ?? '')
      if (href === undefined || src === undefined) return []
      const caption = result.assets.length > 1 ? `${result.name} ${i + 1}` : result.name
      return [{ caption, href, src, ratio: ratioOf(result) }]
    }),
  )
}

/** The file of a release stays; where the API keeps it, it may not. */
export function placeOf({ url, path }: Asset, released: ReadonlyMap<string, string>): string {
  return (path === null ? undefined : released.get(path)) ?? url
}

/**
 * Pictures as blocks of Markdown: rows of one height with captions, or, where there are many, a contact sheet of small ones
 * and how many are left. `before`: URLs of earlier versions, by caption.
 */
export function pictureBlocks(
  pictures: readonly Picture[],
  before: ReadonlyMap<string, string>,
): readonly string[] {
  if (pictures.length === 0) return []
  if (pictures.length > mostLarge) return contactSheet(pictures)
  const height = pictures.length > 6 ? heights.many : heights.few
  return rowsOf(pictures, height).map((row) => {
    const cells = row.map((picture) => {
      const old = safeUrl(before.get(picture.caption) ?? '')
      const link = old === undefined ? '' : ` · <a href="${old}">before</a>`
      return `<td align="center">${image(picture, height)}<br>${prose(picture.caption)}${link}</td>`
    })
    return `<table><tr>${cells.join('')}</tr></table>`
  })
}

function contactSheet(pictures: readonly Picture[]): readonly string[] {
  const shown = pictures.slice(0, mostSmall)
  const left = pictures.length - shown.length
  return [
    shown.map((picture) => image(picture, heights.small)).join(' '),
    ...(left === 0
      ? []
      : [`And ${left} more: the files in the workspace and \`results-file\` have all of them.`]),
  ]
}

function image({ href, src, caption }: Picture, height: number): string {
  return `<a href="${href}"><img src="${src}" alt="${attribute(caption)}" height="${height}"></a>`
}

/** Fills rows in order, as wide as a page. */
function rowsOf(pictures: readonly Picture[], height: number): readonly (readonly Picture[])[] {
  const rows: Picture[][] = []
  let width = Infinity
  for (const picture of pictures) {
    width += picture.ratio * height
    if (width > rowWidth) {
      rows.push([])
      width = picture.ratio * height
    }
    rows.at(-1)?.push(picture)
  }
  return rows
}

/** By params that usually say it; square where none does. */
function ratioOf({ input_params: params }: Result): number {
  const said = [params['aspect_ratio'], params['image_size'], params['size'], params['resolution']]
  for (const value of said) {
    const [, width, height] =
      typeof value === 'string' ? (/^(\d{1,5})\s*[:x×*]\s*(\d{1,5})$/.exec(value) ?? []) : []
    const ratio = Number(width) / Number(height)
    if (ratio > 0.1 && ratio < 10) return ratio
  }
  return 1
}
