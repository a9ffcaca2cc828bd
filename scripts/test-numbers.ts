import { readFile } from 'node:fs/promises'

// Reads reports of Jest, for `.ci/run`. With `--failing` it prints the files that failed, one a line. Else it prints each test that
// failed, report by report, and on the last line how many passed, failed and were skipped: a file counts by its last report.

/** What is read of a file of tests. One that could not run has no assertions. */
interface FileReport {
  readonly name: string
  readonly status: string
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
}

const args = process.argv.slice(2)
const reports = await Promise.all(
  args
    .filter((arg) => arg !== '--failing')
    .map(async (path) => {
      const report = JSON.parse(await readFile(path, 'utf8')) as {
        readonly testResults: readonly FileReport[]
      }
      return report.testResults
    }),
)

if (args.includes('--failing')) {
  const failing = reports.flat().filter(({ status }) => status === 'failed')
  console.log(failing.map(({ name }) => name).join('\n'))
} else {
  for (const [i, files] of reports.entries())
    for (const name of files.flatMap(failedIn))
      console.log(`        failed${i === 0 ? '' : ' again, alone'}: ${name}`)
  const last = new Map(reports.flat().map((file) => [file.name, file]))
  const tests = [...last.values()].flatMap(({ assertionResults }) => assertionResults)
  const count = (status: string) => tests.filter((test) => test.status === status).length
  const broken = [...last.values()].filter((file) => isBroken(file)).length
  console.log(`${count('passed')} ${count('failed') + broken} ${count('pending')}`)
}

function isBroken({ status, assertionResults }: FileReport): boolean {
  return status === 'failed' && assertionResults.every((test) => test.status !== 'failed')
}

function failedIn(file: FileReport): readonly string[] {
  const names = file.assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => fullName)
  return isBroken(file) ? [`${file.name} could not run`] : names
}
