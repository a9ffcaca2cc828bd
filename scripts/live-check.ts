import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { observedFile, observedIn, observedText } from '../simulator/observed.ts'
import { liveCheck, type Report } from './live-check/check.ts'
import { redacted } from './live-check/redact.ts'
import { isWrong, reportText } from './live-check/report.ts'
import { isFoundRight, trialText, tryEverySwitch } from './live-check/trial.ts'

/**
 * Asks the live API which of the assumptions hold. Free but for `--spend`. Exit code 1 where the action would behave wrongly,
 * 2 where nothing could be asked. With `--self-test` it is the check that is checked, against the simulator.
 */
const usage = `CREATIFY_API_ID=… CREATIFY_API_KEY=… npm run live-check -- [--spend CREDITS] [--image-url URL] [--out FILE]
npm run live-check -- --self-test`
const second = 1000
const { CREATIFY_API_ID: id = '', CREATIFY_API_KEY: key = '' } = process.env

try {
  const { values } = parseArgs({
    options: {
      spend: { type: 'string' },
      'image-url': {
        type: 'string',
        default: 'https://github.githubassets.com/favicons/favicon.png',
      },
      out: { type: 'string', default: fileURLToPath(observedFile) },
      'api-url': { type: 'string', default: 'https://api.creatify.ai' },
      'idle-seconds': { type: 'string', default: '10' },
      'self-test': { type: 'boolean', default: false },
    },
  })
  process.exitCode = values['self-test'] ? await selfTest() : await check(values)
} catch (error) {
  const [said, cause] = error instanceof Error ? [error.message, error.cause] : [String(error)]
  const why = cause instanceof Error ? `${said}: ${cause.message}` : said
  console.error(redacted(why, [id, key]))
  console.error(usage)
  process.exitCode = 2
}

async function selfTest(): Promise<number> {
  const trials = await tryEverySwitch()
  console.log(trialText(trials))
  return trials.every(isFoundRight) ? 0 : 1
}

interface Options {
  readonly spend?: string | undefined
  readonly 'image-url': string
  readonly 'api-url': string
  readonly 'idle-seconds': string
  readonly out: string
}

async function check(options: Options): Promise<number> {
  const before = await readObserved(options.out)
  const report = await asked(options)
  console.log(reportText(report))
  const kept = Object.keys(before).filter((name) => !(name in report.observed))
  if (kept.length > 0) console.log(`Known from an earlier check: ${kept.join(', ')}.`)
  const today = new Date().toISOString().slice(0, 10)
  await writeFile(options.out, observedText(today, { ...before, ...report.observed }))
  console.log(`Written: ${options.out}`)
  return isWrong(report) ? 1 : 0
}

/** What an earlier check has seen; nothing where there is no such file. */
async function readObserved(path: string) {
  return existsSync(path) ? observedIn(await readFile(path, 'utf8')) : {}
}

async function asked(options: Options): Promise<Report> {
  const { spend = '0' } = options
  if (id === '' || key === '')
    throw new Error('CREATIFY_API_ID and CREATIFY_API_KEY have to be set in the environment.')
  const [credits, idle] = [Number(spend), Number(options['idle-seconds'])]
  if (spend === '' || !(credits >= 0))
    throw new Error(`--spend takes a number of credits, not ${JSON.stringify(spend)}.`)
  if (!(idle >= 0))
    throw new Error(`--idle-seconds takes a number, not ${options['idle-seconds']}.`)
  const spending = {
    credits,
    imageUrl: options['image-url'],
    pollMs: second,
    longestMs: 180 * second,
    lateMs: 60 * second,
  }
  return liveCheck({
    account: { url: options['api-url'].replace(/\/+$/, ''), id, key },
    ...(credits > 0 && { spending }),
    longestWaitMs: 65 * second,
    idleMs: idle * second,
  })
}
