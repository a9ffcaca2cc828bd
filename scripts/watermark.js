import { existsSync, readFileSync, writeFileSync } from 'node:fs'

// Loaded into a process with --import: at its end, the most memory it had goes to the file in PEAK_FILE, in bytes.

process.on('exit', () => {
  writeFileSync(process.env['PEAK_FILE'] ?? '', String(kibibytes() * 1024))
})

/** Linux hands the peak of a parent on to its child in `maxRSS`: only the high-water mark is the process's own. */
function kibibytes() {
  const status = '/proc/self/status'
  const [, mark] = existsSync(status)
    ? (/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8')) ?? [])
    : []
  return mark === undefined ? process.resourceUsage().maxRSS : Number(mark)
}
