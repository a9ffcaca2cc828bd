import { fileTypeFromBuffer } from 'file-type'
import { headSize, judge } from '../../src/assets/media.ts'

/** What is decided about bytes that are served under a content type. */
async function verdictOn(bytes: Buffer | string, contentType?: string) {
  const head = Buffer.from(bytes).subarray(0, headSize)
  return judge(head, await fileTypeFromBuffer(head), contentType)
}

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
/** Bytes of no format at all. */
const strange = hex('00 01 02 03 f0 f1 f2 f3 00 9c 11 e4')

/** So many packets of an MPEG transport stream, as cameras and broadcasters write them. */
function transportStream(packets: number): Buffer {
  const packet = Buffer.alloc(188, 0xff)
  packet.set([0x47, 0x40, 0x00, 0x10, 0x00])
  return Buffer.concat(Array.from({ length: packets }, () => packet))
}

test.each([
  [
    'PNG',
    hex(
      '89504e470d0a1a0a 0000000d 49484452 00000001 00000001 08060000001f15c489 00000000 49454e44',
    ),
    'png',
    'image/png',
  ],
  ['JPEG', hex('ffd8ffe000104a46494600010100'), 'jpg', 'image/jpeg'],
  ['GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0'), 'gif', 'image/gif'],
  ['WebP', Buffer.from('RIFF\x20\0\0\0WEBPVP8 \0\0\0\0', 'latin1'), 'webp', 'image/webp'],
  ['MP4', Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1'), 'mp4', 'video/mp4'],
  ['WAV', Buffer.from('RIFF\x20\0\0\0WAVEfmt \x10\0\0\0', 'latin1'), 'wav', 'audio/wav'],
  [
    'MP3 with a cover larger than what is read',
    Buffer.concat([Buffer.from('ID3\x03\0\0\0\x7f\x7f\x7f', 'latin1'), Buffer.alloc(headSize)]),
    'mp3',
    'audio/mpeg',
  ],
  [
    'TIFF with its directory behind the picture',
    Buffer.concat([hex('49492a00 00000f00'), Buffer.alloc(headSize)]),
    'tif',
    'image/tiff',
  ],
  ['glTF', Buffer.from('glTF\x02\0\0\0\x20\0\0\0', 'latin1'), 'glb', 'model/gltf-binary'],
  ['an MPEG transport stream', transportStream(20), 'm2t', 'video/mp2t'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'svg', 'image/svg+xml'],
  ['SVG with a prefix', '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', 'svg', 'image/svg+xml'],
  [
    'SVG behind all that may come first',
    '\ufeff<?xml version="1.0"?>\n<!-- a > b --><!DOCTYPE svg [ <!ENTITY a "b"> ]>\n<svg/>',
    'svg',
    'image/svg+xml',
  ],
  [
    'SVG in UTF-16',
    Buffer.from('\ufeff<?xml version="1.0"?><svg/>', 'utf16le'),
    'svg',
    'image/svg+xml',
  ],
  ['STL in words', 'solid cube\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0', 'stl', 'model/stl'],
])('%s is known by its bytes, whatever it is served as', async (_, bytes, ext, mediaType) => {
  const known = { kind: 'asset', ext, mediaType, known: true }
  expect(await verdictOn(bytes)).toEqual(known)
  expect(await verdictOn(bytes, 'text/html; charset=utf-8')).toEqual(known)
})

test.each([
  ['an HTML page', '<!doctype html><title>Sign in</title>', 'the file is an HTML page'],
  ['an HTML page behind a comment', '<!-- cached --><html><body>', 'the file is an HTML page'],
  ['an HTML page with a control character', '<html>\x01<body>', 'the file is an HTML page'],
  ['an HTML page in Latin 1', Buffer.from('<html>caf\xe9', 'latin1'), 'the file is an HTML page'],
  [
    'XHTML',
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
    'the file is an HTML page',
  ],
  ['an HTML page with a picture in it', '<body><svg/></body>', 'the file is an HTML page'],
  [
    'XML of an error',
    '<?xml version="1.0"?><Error>Expired</Error>',
    'the file is XML and no picture',
  ],
  ['a JSON object', ' {"detail": "Not found."}', 'the file is JSON'],
  ['a JSON array', '["AI model not found"]', 'the file is JSON'],
  ['text', 'not a picture', 'the file is plain text'],
  ['text in Latin 1', Buffer.from('pas d\xe9image', 'latin1'), 'the file is plain text'],
  ['text in brackets', '[warning] no picture', 'the file is plain text'],
  ['text in UTF-16', Buffer.from('\ufeffno picture', 'utf16le'), 'the file is plain text'],
  ['text that the library takes for a model', 'solid gold ring', 'the file is plain text'],
  [
    'text that the library takes for a picture',
    'BM and MZ begin formats',
    'the file is plain text',
  ],
  [
    'text with a G at bytes 0 and 188',
    `G${'/'.repeat(187)}G`.padEnd(400, ' '),
    'the file is plain text',
  ],
  ['a script', '#!/bin/sh\necho hello', 'the file is plain text'],
  ['a PNG that ends in its signature', hex('89504e470d0a1a0a'), 'the file is cut short'],
])('%s is refused, whatever it is served as', async (_, bytes, reason) => {
  expect(await verdictOn(bytes)).toEqual({ kind: 'refused', reason })
  expect(await verdictOn(bytes, 'image/png')).toEqual({ kind: 'refused', reason })
})

test.each([
  ['no content type', undefined, 'bin', 'application/octet-stream'],
  ['image/heif', 'image/heif', 'heic', 'image/heif'],
  ['Video/WebM; codecs="vp9"', 'Video/WebM; codecs="vp9"', 'webm', 'video/webm'],
  ['audio/mpeg', 'audio/mpeg', 'mp3', 'audio/mpeg'],
  ['model/vnd.usdz+zip', 'model/vnd.usdz+zip', 'usdz', 'model/vnd.usdz+zip'],
  ['text/html', 'text/html', 'bin', 'application/octet-stream'],
  ['text/javascript', 'text/javascript', 'bin', 'application/octet-stream'],
  ['application/x-sh', 'application/x-sh', 'bin', 'application/octet-stream'],
  ['video/mp2t, which others call .ts', 'video/mp2t', 'm2t', 'video/mp2t'],
  ['image/svg+xml, which is text', 'image/svg+xml', 'bin', 'application/octet-stream'],
  ['image/../../x', 'image/../../x', 'bin', 'application/octet-stream'],
])('bytes of no known kind are kept; served as %s', async (_, contentType, ext, mediaType) => {
  expect(await verdictOn(strange, contentType)).toEqual({
    kind: 'asset',
    ext,
    mediaType,
    known: false,
  })
})

test.each([
  ['a ZIP', hex('504b030414000000000000000000')],
  ['a program for Windows', hex('4d5a90000300000004000000')],
  ['a program for Linux', hex('7f454c46020101000000000000000000')],
  ['WebAssembly', hex('0061736d01000000')],
  [
    'bytes with a G at 0 and 188 only',
    Buffer.concat([transportStream(2), strange, Buffer.alloc(400)]),
  ],
])('%s is kept under a name that nothing runs', async (_, bytes) => {
  expect(await verdictOn(bytes)).toMatchObject({ kind: 'asset', ext: 'bin', known: false })
})
