import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { endless, filler } from './filler.ts'
import { withDefaults } from './params.ts'
import type { PosterSpec } from './poster.ts'
import { json, type Answer, type RecordedRequest, type StreamedBody } from './messages.ts'
import { kindOf, type AssetScript, type Kind, type Task } from './tasks.ts'
import { chime } from './wav.ts'

/** An asset as a task shows it. */
export interface ShownAsset {
  readonly id: string
  readonly type: Kind
  readonly url: string
  readonly thumbnail_url: string | null
  readonly name: string
}

interface Shelved {
  readonly task: Task
  readonly kind: Kind
  readonly index: number
  readonly script: AssetScript
  /** Answers an error status whatever else is scripted. */
  readonly dead: boolean
  readonly thumbnail: boolean
}

const mediaTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  mp4: 'video/mp4',
  wav: 'audio/wav',
  txt: 'text/plain; charset=utf-8',
}

/** The files of all tasks: URLs when a task is shown, bytes when one is fetched. */
export class Shelf {
  readonly #origin: () => string
  readonly #files = new Map<string, Shelved>()
  readonly #made = new Map<string, Promise<Buffer>>()

  constructor(origin: () => string) {
    this.#origin = origin
  }

  assetsOf(task: Task): ShownAsset[] {
    const { num_images: count = 1 } = withDefaults(task.catalogModel, task.params)
    const outputs = kindOf(task.catalogModel) === 'image' && typeof count === 'number' ? count : 1
    const scripts = task.script.assets ?? Array.from({ length: outputs }, () => ({}))
    return scripts.map((script, index) => this.#shown(task, script, index))
  }

  #shown(task: Task, script: AssetScript, index: number): ShownAsset {
    const kind = script.type ?? kindOf(task.catalogModel)
    const { freshAfter = 0 } = script
    const handout = Math.min(task.handedOut, freshAfter)
    const dead = handout < freshAfter || (freshAfter === 0 && script.status !== undefined)
    const extension = extensionOf(task, kind, script)
    const id = digest(`${task.id} ${index}`)
    const file = { task, kind, index, script, dead, thumbnail: false }
    const url = script.url ?? this.#place(file, `${digest(`${id} ${handout}`)}.${extension}`)
    const hasThumbnail = kind === 'video' || kind === 'image'
    const thumbnail = { ...file, dead: false, thumbnail: true }
    return {
      id,
      type: kind,
      url,
      thumbnail_url:
        script.thumbnail ??
        (hasThumbnail ? this.#place(thumbnail, `${digest(`${id} thumb`)}.jpg`) : null),
      name: script.name ?? `${task.model.replaceAll('/', '-')}-${index + 1}.${extension}`,
    }
  }

  /** The form of the path was observed. */
  #place(file: Shelved, name: string): string {
    const created = new Date(file.task.bornAt)
    const day = created.toISOString().slice(0, 10).replaceAll('-', '')
    const path = `/ai_tools_flow/c2pa/${day}/${name}`
    this.#files.set(path, file)
    return this.#origin() + path
  }

  async answer({ path, method }: RecordedRequest): Promise<Answer> {
    const [pathname = ''] = path.split('?')
    const file = this.#files.get(pathname)
    if (file === undefined) return json(404, { detail: 'Not found.' })
    if (method !== 'GET' && method !== 'HEAD') return json(405, { detail: 'Method not allowed.' })
    const { script, dead, thumbnail } = file
    if (dead) return json(script.status ?? 404, { detail: 'The file is gone.' })
    const extension = pathname.split('.').at(-1) ?? ''
    const scripted = thumbnail ? {} : script
    const fallback = mediaTypes[extension] ?? 'application/octet-stream'
    const contentType = scripted.contentType ?? fallback
    const headers = { 'content-type': contentType, 'cache-control': 'public, max-age=604800' }
    const body = await this.#bodyOf(file, contentType)
    const { truncate, encoding, drip } = scripted
    return {
      status: 200,
      headers,
      body: scripted.endless === true ? endless(startOf(body)) : body,
      cutAfter: truncate,
      encoding,
      drip,
    }
  }

  async #bodyOf(file: Shelved, contentType: string): Promise<Buffer | StreamedBody> {
    const { task, kind, script, thumbnail } = file
    if (thumbnail) return this.#poster({ ...posterOf(file), format: 'jpeg', longSide: 384 })
    if (script.body !== undefined) return Buffer.from(script.body)
    if (script.bytes !== undefined) return filler(script.bytes, contentType)
    switch (kind) {
      case 'image':
        return this.#poster(posterOf(file))
      case 'video':
        return this.#make(mediaFor(task), (name) => readFile(new URL(name, import.meta.url)))
      case 'audio':
        return this.#make(promptOf(task), (prompt) => Promise.resolve(chime(prompt)))
      case 'text':
        return Buffer.from(`An answer to: ${promptOf(task)}\n`)
    }
  }

  /** Only a fetched poster is worth loading its libraries for. */
  #poster(spec: PosterSpec): Promise<Buffer> {
    return this.#make(JSON.stringify(spec), async () => {
      const { renderPoster } = await import('./poster.ts')
      return renderPoster(spec)
    })
  }

  #make(key: string, make: (key: string) => Promise<Buffer>): Promise<Buffer> {
    const made = this.#made.get(key) ?? make(key)
    this.#made.set(key, made)
    return made
  }
}

function digest(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

function promptOf(task: Task): string {
  const { prompt } = task.params
  return typeof prompt === 'string' ? prompt : ''
}

function extensionOf(task: Task, kind: Kind, script: AssetScript): string {
  const byType = Object.entries(mediaTypes).find(([, type]) => type === script.contentType)
  if (byType !== undefined) return byType[0]
  if (kind === 'image') return formatOf(task).replace('jpeg', 'jpg')
  return { video: 'mp4', audio: 'wav', text: 'txt' }[kind]
}

function formatOf(task: Task): PosterSpec['format'] {
  const { output_format: format } = withDefaults(task.catalogModel, task.params)
  return format === 'png' || format === 'webp' ? format : 'jpeg'
}

/** Width over height. */
function ratioOf(task: Task): number {
  const { aspect_ratio: ratio } = withDefaults(task.catalogModel, task.params)
  const [, width, height] = /^(\d+):(\d+)$/.exec(String(ratio)) ?? []
  if (width !== undefined && height !== undefined) return Number(width) / Number(height)
  return kindOf(task.catalogModel) === 'video' ? 16 / 9 : 1
}

function posterOf({ task, kind, index }: Shelved): PosterSpec {
  const { resolution } = withDefaults(task.catalogModel, task.params)
  return {
    prompt: promptOf(task),
    model: task.model,
    ratio: ratioOf(task),
    resolution: typeof resolution === 'string' ? resolution : undefined,
    format: formatOf(task),
    index,
    play: kind === 'video',
    longSide: 768,
  }
}

function mediaFor(task: Task): string {
  return ratioOf(task) < 1 ? './media/portrait.mp4' : './media/landscape.mp4'
}

function startOf(body: Buffer | StreamedBody): Buffer {
  if (Buffer.isBuffer(body)) return body
  const [first = Buffer.alloc(0)] = body.chunks()
  return first
}
