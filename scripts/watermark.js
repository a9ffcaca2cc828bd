import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import v8 from 'node:v8'
import vm from 'node:vm'

// Loaded into a process with --import: at its end, the most memory it had goes to the file in PEAK_FILE, in bytes. With PEAK_OF=live
// it is what was in use after a garbage collection, five times a second: V8 itself collects late where there is room.

const isLive = process.env['PEAK_OF'] === 'live'
let live = 0

if (isLive) {
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc')
  setInterval(() => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    live = Math.max(live, heapUsed + external)
  }, 200).unref()
}

process.on('exit', () => {
  writeFileSync(process.env['PEAK_FILE'] ?? '', String(isLive ? live : kibibytes() * 1024))
})

/** Linux hands the peak of a parent on to its child in `maxRSS`: only the high-water mark is the process's own. */
function kibibytes() {
  const status = '/proc/self/status'
  const [, mark] = existsSync(status)
    ? (/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8')) ?? [])
    : []
  return mark === undefined ? process.resourceUsage().maxRSS : Number(mark)
}
