import type { Asset, Result } from '../assets/save.ts'
import { attribute, prose, safeUrl } from './markdown.ts'

/** A picture to show: the file behind it, and what is to be seen of it. */
export interface Picture {
  /** The generation's name, with a number where it made several. */
  readonly caption: string
  /** Escaped for an attribute, like `src` and `before`. */
  readonly href: string
  readonly src: string
  /** Width over height, where the params tell. */
  readonly ratio: number | undefined
}

/** The most pictures that are shown at a size that people can judge; above it, small ones. */
const mostLarge = 24
/** The most small ones: a page of more takes minutes to load. */
const mostSmall = 120
/** Heights in pixels. */
const heights = { few: 240, many: 160, small: 88 }
/** A comment shows about this many pixels side by side, a summary more. */
const rowWidth = 800
/** Padding and border that GitHub puts around a cell, left and right together. */
const frame = 28
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
      return [{ caption: captionOf(result, i), href, src, ratio: ratioOf(result) }]
    }),
  )
}

/** What people call an asset of a result: the name, with a number where there are several. */
export function captionOf({ name, assets }: Result, i: number): string {
  return assets.length > 1 ? `${name} ${i + 1}` : name
}

/** The file of a release stays; where the API keeps it, it may not. */
export function placeOf({ url, path }: Asset, released: ReadonlyMap<string, string>): string {
  return (path === null ? undefined : released.get(path)) ?? url
}

/**
 * Pictures as blocks of Markdown: rows of one height with captions, which wrap on a narrow screen; or, where there are many, a
 * contact sheet of small ones, at most `most`, and how many are left. `before`: URLs of earlier versions, by caption.
 */
export function pictureBlocks(
  pictures: readonly Picture[],
  before: ReadonlyMap<string, string>,
  most: number,
): readonly string[] {
  if (pictures.length === 0 || most === 0) return []
  if (pictures.length > Math.min(mostLarge, most)) return contactSheet(pictures, most)
  const height = pictures.length > 6 ? heights.many : heights.few
  const rows = rowsOf(pictures, height).map((row) => {
    const boxes = row.map((picture) => {
      const old = safeUrl(before.get(picture.caption) ?? '')
      const link = old === undefined ? '' : ` · <a href="${old}">before</a>`
      const caption = `${prose(picture.caption)}${link}`
      return `<table align="left"><tr><td align="center">${image(picture, height)}<br>${caption}</td></tr></table>`
    })
    return [...boxes, '<br clear="all">'].join('\n')
  })
  return [rows.join('\n')]
}

function contactSheet(pictures: readonly Picture[], most: number): readonly string[] {
  const shown = pictures.slice(0, Math.min(mostSmall, most))
  const left = pictures.length - shown.length
  return [
    shown.map((picture) => image(picture, heights.small)).join(' '),
    ...(left === 0
      ? []
      : [`And ${left} more: the files in the workspace and \`results-file\` have all of them.`]),
  ]
}

/** Fills rows in order, as wide as a comment. */
function rowsOf(pictures: readonly Picture[], height: number): readonly (readonly Picture[])[] {
  const rows: Picture[][] = []
  let width = Infinity
  for (const picture of pictures) {
    const needed = (picture.ratio ?? 1) * height + frame
    width += needed
    if (width > rowWidth) {
      rows.push([])
      width = needed
    }
    rows.at(-1)?.push(picture)
  }
  return rows
}

/** By its width where the ratio is known: what is narrowed to fit a phone keeps its ratio only where no height is set. */
function image({ href, src, caption, ratio }: Picture, height: number): string {
  const size = ratio === undefined ? `height="${height}"` : `width="${Math.round(height * ratio)}"`
  const name = attribute(caption)
  return `<a href="${href}"><img src="${src}" alt="${name}" title="${name}" ${size}></a>`
}

function ratioOf({ input_params: params }: Result): number | undefined {
  const said = [params['aspect_ratio'], params['image_size'], params['size'], params['resolution']]
  for (const value of said) {
    const [, width, height] =
      typeof value === 'string' ? (/^(\d{1,5})\s*[:x×*]\s*(\d{1,5})$/.exec(value) ?? []) : []
    const ratio = Number(width) / Number(height)
    if (ratio > 0.1 && ratio < 10) return ratio
  }
  return undefined
}
