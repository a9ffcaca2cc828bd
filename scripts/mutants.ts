import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mutants, type Mutant } from './mutants/list.ts'
import { root } from './project.ts'

// `npm run mutants` puts faults into a copy of the project, one at a time, and tells which tests find each: the quick ones, or those
// that take real time. A fault that no test finds, or whose code is gone, ends the script with code 1. Words given to it choose
// the faults by what they say.

const words = process.argv.slice(2)
const chosen = mutants.filter(({ fault }) => words.every((word) => fault.includes(word)))
const folder = await mkdtemp(join(tmpdir(), 'mutants-'))
try {
  await copyProject(folder)
  console.log('| Fault | Found by | Tests |\n| --- | --- | --- |')
  for (const mutant of chosen) {
    const { by, tests } = await tried(mutant)
    if (by === 'nothing') process.exitCode = 1
    console.log(`| ${mutant.fault} | ${by} | ${tests.join('; ')} |`)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

interface Found {
  readonly by: 'quick' | 'slow' | 'nothing'
  /** Names of some tests that fail. */
  readonly tests: readonly string[]
}

/** Runs the tests that concern a fault: the slow ones only where no quick one finds it. */
async function tried({ file, code, becomes, quick = [], slow = [] }: Mutant): Promise<Found> {
  const path = join(folder, file)
  const text = existsSync(path) ? await readFile(path, 'utf8') : ''
  const [before, after, more] = text.split(code)
  if (before === undefined || after === undefined || more !== undefined) {
    return { by: 'nothing', tests: [`${file} has not exactly one ${JSON.stringify(code)}`] }
  }
  await writeFile(path, before + becomes + after)
  try {
    await run(['scripts/build.ts'])
    for (const [by, files] of [
      ['quick', quick],
      ['slow', slow],
    ] as const) {
      const tests = files.length > 0 ? await failing(files) : []
      if (tests.length > 0) return { by, tests }
    }
    return { by: 'nothing', tests: [] }
  } finally {
    await writeFile(path, text)
  }
}

/** What is read of Jest's report. */
interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly { readonly status: string; readonly title: string }[]
  }[]
}

/** How many tests fail, and the first of them. */
async function failing(files: readonly string[]): Promise<readonly string[]> {
  const report = join(folder, 'report.json')
  await rm(report, { force: true })
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js']
  const paths = files.map((file) => join('__tests__', file))
  const options = ['--silent', '--json', `--outputFile=${report}`]
  await run([...jest, ...options, '--runTestsByPath', ...paths])
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report
  const names = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ title }) => title),
  )
  const broken = testResults.filter(({ assertionResults }) => assertionResults.length === 0)
  if (broken.length > 0) throw new Error(broken.map(({ message }) => message).join('\n'))
  const [first] = names
  return first === undefined ? [] : [`${names.length}, like “${first}”`]
}

/** Runs this Node in the copy. Resolves when it has ended, however it did. */
async function run(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' })
  await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
}

/** Everything but `dist/`, which each fault builds. */
async function copyProject(to: string): Promise<void> {
  const listed = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const names = execFileSync('git', listed, { cwd: root, encoding: 'utf8' }).split('\0')
  for (const name of names) {
    if (name === '' || /^(dist|node_modules)(\/|$)/.test(name) || !existsSync(join(root, name)))
      continue
    await cp(join(root, name), join(to, name), { recursive: true })
  }
  await symlink(join(root, 'node_modules'), join(to, 'node_modules'), 'junction')
}
