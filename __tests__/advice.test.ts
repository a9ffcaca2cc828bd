import { trials as documents } from './advice/documents.ts'
import { trials as inputs } from './advice/inputs.ts'
import { trials as models } from './advice/models.ts'
import { trials as running } from './advice/running.ts'
import { messageOf, type Trial } from './support/advice.ts'
import { messages } from './support/error-page.ts'

// The tables are tried in advice/NAME.nightly.test.ts.
const trials: readonly Trial[] = [...inputs, ...documents, ...models, ...running]

/** Messages whose advice nobody can follow here, by reason. */
const untried: Readonly<Record<string, readonly string[]>> = {
  'it asks a person for something: an account, a report, another machine': [
    "The task is done and has no assets. Give the id to Creatify's support. The API says: …",
    'The API does not know the task … any more. Check that the credentials are of the same account, then run this again.',
    '… This is a bug in the action. Open an issue with the lines of the log.',
    "The action needs Node 24, and this is Node …. Start it with Node 24, as GitHub's runner does.",
  ],
  'a scenario of its own follows it, in report/disks': [
    'GITHUB_OUTPUT is not set, so the outputs would be lost. Set it to the path of a file, as GitHub’s runner does. Nothing was created.',
  ],
  'it cannot be provoked: root reads every file, and no variable of Linux is so long': [
    'Input `…`: … cannot be read (…).',
    'This is too large: at most … characters are read. Shorten it.',
  ],
  'it asks to wait for what only the end of this step brings': [
    '`max-credits` is …, … spent, and what another one costs, which is unfinished or in doubt, is not known. Run this again when it has ended',
    '… got no answer in the time that was left',
  ],
  'it stands around a reason that has the advice': [
    ...['Input `results-from`: … ….', 'This is not YAML: …', 'not started: …'],
    ...['… failed: …', '… is unfinished: …', '… was skipped: …', '… in …. Nothing was created.'],
    ...['… of … generations did not succeed. … And … more.', '… What was paid for: ….'],
    ...['The earlier job does not say why.', 'The step ended before this task did.'],
  ],
  'a reason inside of `which the API cannot fetch`, which has the advice': [
    'GitHub does not show this repository to everyone',
    '… has other bytes: the file was changed after the checkout, or is in Git LFS',
    ...['… answers …', '… answers …: it is not in this commit, or not for everyone'],
    ...['… did not answer within …', '… could not be fetched (…)', 'the path …'],
    'has … bytes; at most … are sent',
  ],
  'a reason inside of `ambiguous create`, which has the advice': [
    ...['the answer was lost twice', 'the task list cannot be read (…)'],
    ...['the task list is empty, which proves nothing', 'the task list is not newest first'],
    ...['the task list has tasks without a time', 'the API does not tell its time'],
    'the API does not tell its time, so any of these equal tasks may be the new one: …',
    'the task list does not reach back past the request',
    "task … may be this one's or another generation's",
    'task … is of this model, and its params do not tell whose it is',
    'the task list shows no task that runs, and may leave such tasks out',
    ...['an answer for … is still on its way', 'it is too early to tell'],
    'an earlier attempt ended before it could note its task, and …',
    'an earlier attempt noted task … for it, which was made for something else',
  ],
  'a reason inside of `could not be saved`, which has the advice': [
    ...['the file is empty', 'only https URLs without credentials are fetched'],
    ...['the URL has more than … characters', 'the server redirects more than … times'],
    ...['URLs with an IP address or `localhost` are not fetched', 'the server answered …'],
    ...['the connection failed (…)', 'less than 1 KB/s came for …', 'the file is cut short'],
    ...['the server sent an encoding that nobody asked for', 'the file has more than … GB'],
    ...['the disk of the runner has no room for it', 'the file is an HTML page'],
    ...['the file is XML and no picture', 'the file is JSON', 'the file is plain text'],
  ],
}

test('the advice of every message of docs/errors.md is tried, or it is said why not', () => {
  const tried = new Set(trials.map(messageOf))
  const excused = Object.values(untried).flat()
  expect(messages.filter((each) => !tried.has(each) && !excused.includes(each))).toEqual([])
  expect(excused.filter((each) => tried.has(each) || !messages.includes(each))).toEqual([])
})
