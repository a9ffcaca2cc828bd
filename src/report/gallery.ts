import { createHash, randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { Asset, Result } from '../assets/save.ts'
import { messageOf } from '../base/errors.ts'
import type { OutputFolder } from '../assets/output-folder.ts'
import type { RunContext } from '../inputs/inputs.ts'
import { type Log } from '../base/log.ts'
import { pluralize } from '../base/text.ts'
import { formatDuration } from '../base/text.ts'
import { escaped } from './markdown.ts'

/** What a gallery is made with. */
interface Hanging {
  readonly folder: OutputFolder
  readonly context: RunContext
  readonly log: Log
}

/** Writes `index.html` beside the files. Never rejects: what keeps it from being written is a warning, and costs no result. */
export async function saveGallery(
  results: readonly Result[],
  { folder, context, log }: Hanging,
): Promise<void> {
  if (results.length === 0) return
  const temporary = join(context.temp, `creatify-gallery-${randomUUID()}.html`)
  try {
    const { owner, repo, sha } = context.hub
    const from = owner === '' ? '' : `${owner}/${repo}${sha === '' ? '' : ` at ${sha.slice(0, 7)}`}`
    await writeFile(temporary, galleryOf(results, from))
    const { path, yielded } = await folder.place(temporary, 'index', 'html')
    if (yielded !== undefined) {
      log.warning(
        `${yielded} was written by an earlier step of this job and stays; this gallery is ${path}.`,
      )
    }
    log.info(`${path}: the gallery`)
  } catch (error) {
    log.warning(`The gallery could not be written (${messageOf(error)}). The files are safe.`)
  } finally {
    await rm(temporary, { force: true })
  }
}

/**
 * A contact sheet as one HTML page that stands beside the files in the output folder. It has no script, asks the network for
 * nothing but those files, and its Content-Security-Policy forbids all else, whatever prompts and reasons say. `from`: whose
 * assets they are, for people.
 */
export function galleryOf(results: readonly Result[], from: string): string {
  const videos = results.flatMap(({ assets }) => assets).filter((each) => kindOf(each) === 'video')
  const preload = videos.length > mostPreloads ? 'none' : 'metadata'
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${escaped(heading)}${from === '' ? '' : ` of ${escaped(from)}`}</title>
<style>${style}</style>
<header>
<h1>${escaped(heading)}</h1>
<p>${escaped([...(from === '' ? [] : [from]), ...totals(results)].join(' · '))}</p>
</header>
<main>
<ul class="sheet">
${results.map((result) => card(result, preload)).join('\n')}
</ul>
</main>
</html>
`
}

/** Above it, videos show themselves only when they are played. */
const mostPreloads = 24

const heading = 'Generated assets'

function totals(results: readonly Result[]): readonly string[] {
  const files = results.flatMap(({ assets }) => assets).filter(({ path }) => path !== null)
  const credits = results.reduce((sum, { credits_used: used }) => sum + used, 0)
  const missing = results.filter(({ status }) => status !== 'done').length
  return [
    pluralize(files.length, 'file'),
    pluralize(Number(credits.toFixed(6)), 'credit'),
    ...(missing === 0 ? [] : [`${missing} of ${pluralize(results.length, 'generation')} not done`]),
  ]
}

function card(result: Result, preload: string): string {
  const { name, model_name: model, status, credits_used: credits, seconds } = result
  const facts = [
    ...(model === '' ? [] : [`<span class="model">${escaped(model)}</span>`]),
    ...(credits === 0 ? [] : [escaped(pluralize(credits, 'credit'))]),
    ...(seconds === null ? [] : [escaped(formatDuration(seconds * 1000))]),
  ]
  const shown = result.assets.flatMap((asset, i) => view(asset, altOf(result, i), preload))
  const reason =
    status === 'done'
      ? ''
      : `<p class="reason">${status}: ${escaped(result.failed_reason ?? '')}</p>`
  return `<li class="card${status === 'done' ? '' : ' bad'}">
${shown.join('\n')}
<div class="facts">
<h2 dir="auto">${escaped(name)}</h2>
<p>${facts.join(' · ')}</p>${reason}${paramsOf(result)}
</div>
</li>`
}

function paramsOf({ name, input_params: params }: Result): string {
  if (Object.keys(params).length === 0) return ''
  return `
<details><summary>Params<span class="hidden"> of ${escaped(name)}</span></summary><pre dir="auto" tabindex="0">${escaped(JSON.stringify(params, null, 2))}</pre></details>`
}

/** The prompt says best what there is to see. */
function altOf({ name, assets, input_params: { prompt } }: Result, i: number): string {
  const which = assets.length > 1 ? `${name}, ${i + 1} of ${assets.length}` : name
  return typeof prompt === 'string' ? `${which}: ${prompt.slice(0, 300)}` : which
}

function view(asset: Asset, alt: string, preload: string): readonly string[] {
  const { path, bytes, media_type: mediaType } = asset
  if (path === null) return []
  const file = posix.basename(path)
  const url = `./${encodeURIComponent(file)}`
  const size = bytes === null ? '' : ` (${sizeOf(bytes)})`
  const kind = kindOf(asset)
  // Opened as a page of its own, an SVG may run scripts: it is saved instead.
  const download = mediaType === 'image/svg+xml' ? ' download' : ''
  const caption = `<figcaption><a href="${url}"${download}>${escaped(file)}</a>${size}</figcaption>`
  const label = escaped(alt)
  const media =
    kind === 'video'
      ? `<video src="${url}" controls loop playsinline preload="${preload}" aria-label="${label}"></video>`
      : kind === 'audio'
        ? `<audio src="${url}" controls preload="none" aria-label="${label}"></audio>`
        : `<a href="${url}"${download}><img src="${url}" alt="${label}" loading="lazy"></a>`
  return [`<figure>${media}${caption}</figure>`]
}

/** `image`, `video` or `audio`. */
function kindOf({ media_type: mediaType, type }: Asset): string {
  return mediaType?.split('/')[0] ?? type
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

const style = `
:root { color-scheme: light dark; --page: #f4f4f2; --card: #fff; --ink: #1c1d1f; --soft: #5c6066; --line: #dddcd8; --accent: #6b3fd4; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --page: #131416; --card: #1d1f22; --ink: #ececea; --soft: #a3a8af; --line: #34373c; --accent: #b79cff; --bad: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
header, main { max-width: 1600px; margin: 0 auto; padding: 0 clamp(16px, 3vw, 40px); }
header { padding-top: 36px; padding-bottom: 20px; }
h1 { margin: 0; font-size: 26px; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 0; font-size: 15px; overflow-wrap: anywhere; }
p { margin: 2px 0 0; color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr)); gap: 20px; align-items: start; margin: 0; padding: 0 0 64px; list-style: none; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.bad { border-color: var(--bad); }
figure { margin: 0; border-bottom: 1px solid var(--line); }
figcaption { padding: 6px 14px; font-size: 12px; color: var(--soft); overflow-wrap: anywhere; }
img, video { display: block; width: 100%; height: auto; max-height: 480px; object-fit: contain; background: color-mix(in srgb, var(--ink) 8%, var(--card)); }
audio { display: block; width: calc(100% - 28px); margin: 14px; }
.facts { padding: 12px 14px 14px; }
.model { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 12px; }
.reason { color: var(--bad); }
a { color: var(--accent); }
details { margin-top: 8px; font-size: 13px; }
summary { cursor: pointer; color: var(--accent); width: fit-content; }
pre { margin: 8px 0 0; padding: 10px; overflow: auto; max-height: 320px; background: var(--page); border-radius: 6px; font-size: 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
figure a:focus-visible { outline-offset: -3px; display: block; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { .card { break-inside: avoid; } details { display: none; } }
`

/** `file:` is for a page that is opened from a disk, where not every browser takes it for `'self'`. */
function policy(): string {
  return [
    "default-src 'none'",
    "img-src 'self' file: data:",
    "media-src 'self' file:",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
