import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import type { Asset, Result } from '../assets/save.ts'
import { formatDuration, pluralize } from '../base/text.ts'
import { galleryScript } from './gallery-script.ts'
import { galleryStyle } from './gallery-style.ts'
import { escaped, safeUrl } from './markdown.ts'
import { totalsOf } from './totals.ts'

/** Whose assets a gallery shows. Every part may be empty. */
export interface GalleryAbout {
  /** `OWNER/REPO`. */
  readonly repository: string
  readonly sha: string
  readonly runUrl: string
  /** When the gallery was made, like `2026-11-26`. */
  readonly date: string
}

const heading = 'Generated assets'

/** Above it, videos show themselves only when they are played. */
const mostPreloads = 24

/**
 * A gallery as one HTML page that stands beside the files in the output folder. It asks the network for nothing but those
 * files. Its one script and its one style sheet are known to its Content-Security-Policy by their hashes, which forbids all
 * else, whatever prompts and reasons say.
 */
export function galleryOf(results: readonly Result[], about: GalleryAbout): string {
  const { repository } = about
  const videos = results.flatMap(({ assets }) => assets).filter((each) => kindOf(each) === 'video')
  const preload = videos.length > mostPreloads ? 'none' : 'metadata'
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${generator}">
<link rel="icon" href="data:,">
<title>${heading}${repository === '' ? '' : ` of ${escaped(repository)}`}</title>
<style>${galleryStyle}</style>
<header>
<h1>${heading}</h1>
<p>${origin(about)}</p>
<p>${totals(results).join(' · ')}</p>
${filterForm(results)}
</header>
<main>
<ul class="sheet">
${results.map((result) => card(result, preload)).join('\n')}
</ul>
</main>
<dialog aria-label="Large picture"><img alt=""><div><button type="button" aria-label="Previous picture">←</button><button type="button" aria-label="Next picture">→</button><a href="#">File</a><button type="button">Close</button></div></dialog>
<script>${galleryScript}</script>
</html>
`
}

/** Stands in every gallery, and in no other page: only such a page may be replaced. */
export const generator = 'creatify-asset-generator'

function origin({ repository, sha, runUrl, date }: GalleryAbout): string {
  const run = safeUrl(runUrl)
  return [
    ...(repository === '' ? [] : [escaped(repository)]),
    ...(sha === '' ? [] : [`commit ${escaped(sha.slice(0, 7))}`]),
    ...(date === '' ? [] : [`<time datetime="${escaped(date)}">${escaped(date)}</time>`]),
    ...(run === undefined ? [] : [`<a href="${run}">the run that made this</a>`]),
  ].join(' · ')
}

function totals(results: readonly Result[]): readonly string[] {
  const files = results.flatMap(({ assets }) => assets).filter(({ path }) => path !== null)
  return [pluralize(files.length, 'file'), ...totalsOf(results)]
}

function filterForm(results: readonly Result[]): string {
  const options = (values: readonly string[]) =>
    [...new Set(values)]
      .filter((value) => value !== '')
      .toSorted()
      .map((value) => `<option>${escaped(value)}</option>`)
      .join('')
  const select = (name: string, label: string, values: readonly string[]) =>
    `<label>${label}<select name="${name}"><option value="">All</option>${options(values)}</select></label>`
  const models = results.map(({ model_name: model }) => model)
  const statuses = results.map(({ status }) => status)
  return `<form class="filter" hidden><label>Name<input name="words" type="search" autocomplete="off"></label>${select('model', 'Model', models)}${select('status', 'Status', statuses)}<output aria-live="polite"></output></form>`
}

const badges = {
  done: '',
  failed: '✕ Failed',
  unfinished: '… Unfinished',
  submitted: '… Submitted',
  skipped: '– Skipped',
} as const

function card(result: Result, preload: string): string {
  const { name, model_name: model, status, failed_reason: reason } = result
  const shown = result.assets.flatMap((asset, i) => figure(asset, result, i, preload))
  const badge = badges[status] === '' ? '' : `<p class="badge">${badges[status]}</p>`
  const why = reason === null ? '' : `<p class="reason" dir="auto">${escaped(reason)}</p>`
  return `<li class="card ${status}" data-name="${escaped(name)}" data-model="${escaped(model)}" data-status="${status}">
<div class="about"><h2 dir="auto">${escaped(name)}</h2>${badge}<p>${facts(result).join(' · ')}</p>${why}</div>${shown.length === 0 ? '' : `\n<div class="row">${shown.join('\n')}</div>`}${paramsOf(result)}
</li>`
}

function facts({
  model_name: model,
  credits_used: credits,
  seconds,
  reused,
  status,
}: Result): readonly string[] {
  const price = credits === 0 ? '' : pluralize(credits, 'credit')
  return [
    ...(model === '' ? [] : [`<span class="model">${escaped(model)}</span>`]),
    ...(reused
      ? [`reused${price === '' ? '' : `, ${price} paid earlier`}`]
      : price !== ''
        ? [status === 'done' ? `bought for ${price}` : `${price} spent`]
        : []),
    ...(seconds === null ? [] : [formatDuration(seconds * 1000)]),
  ]
}

function paramsOf({ name, input_params: params }: Result): string {
  if (Object.keys(params).length === 0) return ''
  return `
<details><summary>Params<span class="hidden"> of ${escaped(name)}</span></summary><pre dir="auto" tabindex="0">${escaped(JSON.stringify(params, null, 2))}</pre></details>`
}

/** The prompt says best what there is to see. */
function altOf({ name, assets, input_params: { prompt } }: Result, i: number): string {
  const which = assets.length > 1 ? `${name} ${i + 1}` : name
  return typeof prompt === 'string' ? `${which}: ${prompt.slice(0, 300)}` : which
}

function figure(asset: Asset, result: Result, i: number, preload: string): readonly string[] {
  const { path, bytes, media_type: mediaType } = asset
  if (path === null) return []
  const file = posix.basename(path)
  const url = `./${encodeURIComponent(file)}`
  const size = bytes === null ? '' : ` (${sizeOf(bytes)})`
  // Opened as a page of its own, an SVG may run scripts: it is saved instead.
  const svg = mediaType === 'image/svg+xml'
  const number = result.assets.length > 1 ? `${i + 1}: ` : ''
  const caption = `<figcaption>${number}<a href="${url}"${svg ? ' download' : ''}>${escaped(file)}</a>${size}</figcaption>`
  return [
    `<figure>${mediaOf(asset, url, file, escaped(altOf(result, i)), preload)}${caption}</figure>`,
  ]
}

function mediaOf(asset: Asset, url: string, file: string, label: string, preload: string): string {
  switch (kindOf(asset)) {
    case 'video':
      return `<video src="${url}" controls loop playsinline preload="${preload}" aria-label="${label}"></video>`
    case 'audio':
      return `<audio src="${url}" controls preload="none" aria-label="${label}"></audio>`
    case 'image':
      return `<a class="large" href="${url}" data-file="${escaped(file)}"${asset.media_type === 'image/svg+xml' ? ' download' : ''}><img src="${url}" alt="${label}" loading="lazy" decoding="async"></a>`
    default:
      return ''
  }
}

/** `image`, `video` or `audio`; anything else is a file to be saved. */
function kindOf({ media_type: mediaType, type }: Asset): string {
  return mediaType?.split('/')[0] ?? type
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/** `file:` is for a page that is opened from a disk, where not every browser takes it for `'self'`. */
function policy(): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return [
    "default-src 'none'",
    "img-src 'self' file: data:",
    "media-src 'self' file:",
    `style-src ${hash(galleryStyle)}`,
    `script-src ${hash(galleryScript)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
