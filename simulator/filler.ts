import { crc32 } from 'node:zlib'
import type { StreamedBody } from './messages.ts'

/** A file of any size that starts as its type does; one chunk of memory serves the whole of it. */
export function filler(length: number, contentType: string): StreamedBody {
  const start = headOf(contentType).subarray(0, length)
  const chunk = Buffer.alloc(64 * 1024, 0x2e)
  return {
    length,
    *chunks() {
      yield start
      for (let left = length - start.length; left > 0; left -= chunk.length) {
        yield chunk.subarray(0, Math.min(left, chunk.length))
      }
    },
  }
}

/** A body that goes on for as long as somebody reads it. */
export function endless(start: Buffer): StreamedBody {
  const chunk = Buffer.alloc(64 * 1024, 0x20)
  return {
    length: undefined,
    *chunks() {
      yield start
      while (true) yield chunk
    },
  }
}

/** JSON text of so many bytes that says nothing: an empty array and white space. */
export function blankJson(length: number): StreamedBody {
  const chunk = Buffer.alloc(64 * 1024, 0x20)
  return {
    length,
    *chunks() {
      yield Buffer.from('[')
      for (let left = length - 2; left > 0; left -= chunk.length) {
        yield chunk.subarray(0, Math.min(left, chunk.length))
      }
      yield Buffer.from(']')
    },
  }
}

function headOf(contentType: string): Buffer {
  switch (contentType) {
    case 'image/jpeg':
      return Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex')
    case 'image/webp':
      return Buffer.from('RIFF\xff\xff\xff\x7fWEBPVP8 ', 'latin1')
    case 'video/mp4':
      return Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1')
    case 'audio/wav':
      return Buffer.from('RIFF\xff\xff\xff\x7fWAVEfmt ', 'latin1')
    default:
      return pngHead()
  }
}

/** Signature and a complete IHDR chunk: 768 x 768, 8 bits, RGBA. */
function pngHead(): Buffer {
  const header = Buffer.alloc(17)
  header.write('IHDR')
  header.writeUInt32BE(768, 4)
  header.writeUInt32BE(768, 8)
  header.set([8, 6], 12)
  const length = Buffer.from([0, 0, 0, 13])
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(header))
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), length, header, checksum])
}
