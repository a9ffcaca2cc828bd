import { createHash } from 'node:crypto'

const rate = 16_000
const seconds = 1.6
const pentatonic = [0, 2, 4, 7, 9, 12]

/** Four struck notes, chosen by the prompt: 16-bit mono WAV of about 50 KB. */
export function chime(prompt: string): Buffer {
  const seed = createHash('md5').update(prompt).digest()
  const notes = Array.from({ length: 4 }, (_, beat) => ({
    start: beat * 0.22,
    hertz: 261.63 * 2 ** ((pentatonic[(seed[beat] ?? 0) % pentatonic.length] ?? 0) / 12),
  }))
  const samples = Math.round(rate * seconds)
  const wav = Buffer.alloc(44 + samples * 2)
  writeHeader(wav, samples * 2)
  for (let index = 0; index < samples; index += 1) {
    const at = index / rate
    const fadeOut = Math.min(1, (seconds - at) * 8)
    const level = notes.reduce((sum, note) => sum + struck(at - note.start, note.hertz), 0)
    wav.writeInt16LE(Math.round(level * fadeOut * 7000), 44 + index * 2)
  }
  return wav
}

/** A decaying tone with a soft overtone. */
function struck(age: number, hertz: number): number {
  if (age < 0) return 0
  const angle = 2 * Math.PI * hertz * age
  return Math.min(1, age * 200) * Math.exp(-4 * age) * (Math.sin(angle) + 0.3 * Math.sin(2 * angle))
}

function writeHeader(wav: Buffer, bytes: number): void {
  wav.write('RIFF')
  wav.writeUInt32LE(36 + bytes, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(rate * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(bytes, 40)
}
