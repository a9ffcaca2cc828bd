/** What the first bytes of a file were recognised as, for example by `file-type`. */
export interface Detected {
  readonly ext: string
  readonly mime: string
}

/** What becomes of a downloaded file. */
export type MediaVerdict =
  | {
      readonly kind: 'asset'
      /** Without a dot; never one that Node or a shell would run. */
      readonly ext: string
      readonly mediaType: string
      /** False: the bytes are of no kind on the list, and `ext` follows the content type or is `bin`. */
      readonly known: boolean
    }
  /** Provably no asset. The reason quotes no byte of the file. */
  | { readonly kind: 'refused'; readonly reason: string }

/** So many bytes from the start of a file are enough to judge it. */
export const headSize = 64 * 1024

/** The kinds of files that keep their extension, each with the content types it is served under. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  png: ['image/png'],
  apng: ['image/apng'],
  jpg: ['image/jpeg', 'image/jpg', 'image/pjpeg'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  avif: ['image/avif'],
  heic: ['image/heic', 'image/heif'],
  jxl: ['image/jxl'],
  jp2: ['image/jp2'],
  bmp: ['image/bmp', 'image/x-ms-bmp'],
  tif: ['image/tiff'],
  ico: ['image/x-icon', 'image/vnd.microsoft.icon'],
  psd: ['image/vnd.adobe.photoshop'],
  ktx: ['image/ktx'],
  mp4: ['video/mp4'],
  m4v: ['video/x-m4v'],
  mov: ['video/quicktime'],
  webm: ['video/webm'],
  mkv: ['video/matroska', 'video/x-matroska'],
  avi: ['video/vnd.avi', 'video/x-msvideo', 'video/avi'],
  mpg: ['video/mpeg'],
  ogv: ['video/ogg'],
  '3gp': ['video/3gpp'],
  '3g2': ['video/3gpp2'],
  flv: ['video/x-flv'],
  // Not `ts` or `mts`: Node runs files of that name.
  m2t: ['video/mp2t'],
  mp3: ['audio/mpeg', 'audio/mp3'],
  m4a: ['audio/mp4', 'audio/x-m4a'],
  aac: ['audio/aac'],
  wav: ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
  flac: ['audio/flac', 'audio/x-flac'],
  ogg: ['audio/ogg'],
  oga: [],
  opus: ['audio/opus'],
  weba: ['audio/webm'],
  aif: ['audio/aiff', 'audio/x-aiff'],
  caf: ['audio/x-caf'],
  amr: ['audio/amr'],
  mid: ['audio/midi'],
  glb: ['model/gltf-binary'],
  stl: ['model/stl'],
  '3mf': ['model/3mf'],
  fbx: ['model/fbx'],
  usdz: ['model/vnd.usdz+zip'],
}

/**
 * Decides by the first `headSize` bytes of a file that is not empty, by what they were recognised as, and by the content
 * type it was served under. Takes time in proportion to the bytes, whatever they are.
 */
export function judge(
  head: Uint8Array,
  detected: Detected | undefined,
  contentType: string | undefined,
): MediaVerdict {
  const text = textOf(head, detected !== undefined && Object.hasOwn(kinds, detected.ext))
  if (text !== undefined) return judgeText(text, detected)
  if (isPage(latin1(head))) return refused('the file is an HTML page')
  const found = detected?.ext === 'mts' ? transportStream(head) : (detected ?? tiff(head))
  if (found && Object.hasOwn(kinds, found.ext))
    return asset(found.ext, bare(found.mime) ?? '', true)
  if (startsWith(head, pngSignature) && head.length < pngHeader)
    return refused('the file is cut short')
  const mediaType = bare(contentType)
  const [ext] = Object.entries(kinds).find(([, types]) => types.includes(mediaType ?? '')) ?? []
  return ext === undefined || mediaType === undefined
    ? asset('bin', 'application/octet-stream', false)
    : asset(ext, mediaType, false)
}

function asset(ext: string, mediaType: string, known: boolean): MediaVerdict {
  return { kind: 'asset', ext, mediaType, known }
}

function refused(reason: string): MediaVerdict {
  return { kind: 'refused', reason }
}

function judgeText(text: string, detected: Detected | undefined): MediaVerdict {
  if (isPage(text)) return refused('the file is an HTML page')
  const root = rootOf(text)
  if (root !== undefined) {
    const name = root.split(':').at(-1)?.toLowerCase()
    if (name === 'svg') return asset('svg', 'image/svg+xml', true)
    return refused(name === 'html' ? 'the file is an HTML page' : 'the file is XML and no picture')
  }
  // The library takes any text for a model that begins with "solid".
  if (detected?.ext === 'stl' && /\bfacet\s+normal\b/.test(text))
    return asset('stl', 'model/stl', true)
  const isJson = /^\s*(\{\s*["}]|\[\s*(["{[\]\d-]|true|false|null))/.test(text)
  return refused(isJson ? 'the file is JSON' : 'the file is plain text')
}

/**
 * By the binary data bytes of the MIME Sniffing Standard, or by the mark of UTF-16. Bytes that are no UTF-8 are taken for
 * text of another encoding, unless they are of a known kind.
 */
function textOf(head: Uint8Array, isKnown: boolean): string | undefined {
  for (const [label, mark] of utf16) {
    if (!startsWith(head, mark)) continue
    const even = head.subarray(0, head.length - (head.length % 2))
    const text = new TextDecoder(label).decode(even)
    return /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]|\ufffd(?!$)/.test(text) ? undefined : text
  }
  const isBinary = head.some(
    (byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte),
  )
  if (isBinary) return undefined
  try {
    // A character may be cut in half where the head ends.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
  } catch {
    return isKnown ? undefined : new TextDecoder('latin1').decode(head)
  }
}

const utf16 = [
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
] as const

function latin1(head: Uint8Array): string {
  return new TextDecoder('latin1').decode(head.subarray(0, 1024))
}

function isPage(text: string): boolean {
  return /^\ufeff?\s*<(!doctype\s+html|html|head|body|title|script)[\s>]/i.test(text)
}

/** The name of the root element of XML, behind declaration, comments and document type; undefined for what is no XML. */
function rootOf(text: string): string | undefined {
  let at = text.startsWith('\ufeff') ? 1 : 0
  for (;;) {
    const space = /\S/g
    space.lastIndex = at
    at = space.exec(text)?.index ?? text.length
    const end = endOfMarkup(text, at)
    if (end === undefined)
      return /^<([A-Za-z_][\w:.-]{0,99})[\s/>]/.exec(text.slice(at, at + 110))?.[1]
    if (end === -1) return undefined
    at = end
  }
}

/** Where a declaration, comment or document type that begins at `at` ends; -1: nowhere; undefined: there is none. */
function endOfMarkup(text: string, at: number): number | undefined {
  const behind = (end: string, from: number) => {
    const found = text.indexOf(end, from)
    return found === -1 ? -1 : found + end.length
  }
  if (text.startsWith('<!--', at)) return behind('-->', at + 4)
  if (text.startsWith('<?', at)) return behind('?>', at + 2)
  if (!text.startsWith('<!', at)) return undefined
  const plain = behind('>', at)
  const subset = text.indexOf('[', at)
  if (subset === -1 || plain === -1 || subset > plain) return plain
  const closed = behind(']', subset)
  return closed === -1 ? -1 : behind('>', closed)
}

const packet = 188

/** Its packets of 188 bytes begin with `G`: all of them, where the library looks at two. */
function transportStream(head: Uint8Array): Detected | undefined {
  const from = head[0] === 0x47 ? { start: 0, step: packet } : { start: 4, step: packet + 4 }
  for (let at = from.start; at < head.length; at += from.step) {
    if (head[at] !== 0x47) return undefined
  }
  return { ext: 'm2t', mime: 'video/mp2t' }
}

/** The directory of a TIFF may stand behind the picture, where the library does not see it. */
function tiff(head: Uint8Array): Detected | undefined {
  const isTiff = startsWith(head, [0x49, 0x49, 42, 0]) || startsWith(head, [0x4d, 0x4d, 0, 42])
  return isTiff ? { ext: 'tif', mime: 'image/tiff' } : undefined
}

/** The signature and the first chunk, which every PNG has. */
const pngHeader = 33
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => head[i] === byte)
}

/** A media type without its parameters. */
function bare(type: string | undefined): string | undefined {
  return type?.split(';')[0]?.trim().toLowerCase()
}
