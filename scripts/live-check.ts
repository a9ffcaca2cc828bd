import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { observedFile, observedText } from '../simulator/observed.ts'
import { liveCheck, type Report } from './live-check/check.ts'
import { isWrong, reportText } from './live-check/report.ts'

/**
 * Asks the live API which of the assumptions hold. Free but for `--spend`. Exit code 1 where the action would behave wrongly,
 * 2 where nothing could be asked.
 */
const usage = `CREATIFY_API_ID=… CREATIFY_API_KEY=… npm run live-check -- [--spend CREDITS] [--image-url URL] [--out FILE]`
const second = 1000

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
    },
  })
  const report = await checked(values)
  console.log(reportText(report))
  const today = new Date().toISOString().slice(0, 10)
  await writeFile(values.out, observedText(today, report.observed))
  console.log(`Written: ${values.out}`)
  process.exitCode = isWrong(report) ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(usage)
  process.exitCode = 2
}

async function checked(values: {
  readonly spend?: string | undefined
  readonly 'image-url': string
  readonly 'api-url': string
}): Promise<Report> {
  const { CREATIFY_API_ID: id = '', CREATIFY_API_KEY: key = '' } = process.env
  if (id === '' || key === '')
    throw new Error('CREATIFY_API_ID and CREATIFY_API_KEY have to be set in the environment.')
  const credits = Number(values.spend ?? 0)
  if (values.spend === '' || !(credits >= 0))
    throw new Error(`--spend takes a number of credits, not ${JSON.stringify(values.spend)}.`)
  const spending = {
    credits,
    imageUrl: values['image-url'],
    pollMs: second,
    longestMs: 180 * second,
    lateMs: 60 * second,
  }
  return liveCheck({
    account: { url: values['api-url'].replace(/\/+$/, ''), id, key },
    ...(credits > 0 && { spending }),
    longestWaitMs: 65 * second,
    idleMs: 10 * second,
  })
}
