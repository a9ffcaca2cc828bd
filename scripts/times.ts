import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { format } from 'prettier'
import { keepCheck } from '../bench/checks.ts'
import { root } from './project.ts'

// Runs tests and tells what they took: seconds by the clock, seconds of CPU (of all processes), and the ten slowest files. With
// `--keep` the times of the files are written for the sequencer, which starts the longest first, and the whole for bench/README.md.
// `--quick` runs `test:quick`. All else is given on to Jest, and then nothing is kept. Needs bash, whose `time` counts the processes below.

/** What is read of Jest's report. */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly startTime: number
    readonly endTime: number
  }[]
}

const options = process.argv.slice(2)
const args = options.filter((arg) => arg !== '--keep' && arg !== '--quick')
const isQuick = options.includes('--quick')
const keep = options.includes('--keep') && args.length === 0
const folder = await mkdtemp(join(tmpdir(), 'times-'))
try {
  const report = join(folder, 'report.json')
  const clock = join(folder, 'clock')
  const jest = ['npm', 'run', isQuick ? 'test:quick' : 'test', '--', ...args]
  const timed = 'TIMEFORMAT="%R %U %S"; exec 3>"$0"; { time "$@" 2>&4; } 4>&2 2>&3'
  const command = [...jest, '--json', `--outputFile=${report}`, '--silent']
  const child = spawn('bash', ['-c', timed, clock, ...command], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  process.exitCode = await new Promise<number>((resolve) => {
    child.on('close', (code) => {
      resolve(code ?? 1)
    })
  })
  const [wall = 0, user = 0, system = 0] = (await readFile(clock, 'utf8')).split(' ').map(Number)
  const { testResults, ...counts } = JSON.parse(await readFile(report, 'utf8')) as Report
  const files = testResults
    .map(({ name, startTime, endTime }) => ({
      name: relative(join(root, '__tests__'), name).split(sep).join('/'),
      seconds: Math.round((endTime - startTime) / 100) / 10,
    }))
    .sort((a, b) => b.seconds - a.seconds)
  console.log(`${counts.numPassedTests} tests passed, ${counts.numFailedTests} failed`)
  console.log(`wall ${wall.toFixed(0)} s, CPU ${(user + system).toFixed(0)} s`)
  for (const { name, seconds } of files.slice(0, 10)) {
    console.log(`${seconds.toFixed(1).padStart(8)} s  ${name}`)
  }
  if (keep && process.exitCode === 0) {
    if (!isQuick) await keepTimes(files)
    await keepCheck(isQuick ? 'npm run test:quick' : 'npm test', Math.round(wall))
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Files below a second are left out: their order does not matter. */
async function keepTimes(
  files: readonly { readonly name: string; readonly seconds: number }[],
): Promise<void> {
  const path = join(root, '__tests__', 'support', 'times.json')
  const whole = files.map(({ name, seconds }) => [name, Math.round(seconds)] as const)
  const text = JSON.stringify(Object.fromEntries(whole))
  await writeFile(path, await format(text, { parser: 'json', objectWrap: 'preserve' }))
}
