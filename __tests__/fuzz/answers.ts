import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { ApiError } from '../../src/api/error.ts'
import type { Api } from '../../src/api/creatify.ts'
import { type Task } from '../../src/api/task.ts'
import { webUrl } from '../../src/base/url.ts'
import { sanitizeLine } from '../../src/base/text.ts'
import { apiAt } from '../support/api.ts'
import { url } from './hostile.ts'
import { claim, property, type Property } from './property.ts'
import { obeys } from './texts.ts'
import { answer, header, type Answer } from './wire.ts'

/** A server that gives one answer to everything, for the time of `work`. */
async function answering(given: Answer, work: (api: Api) => Promise<void>): Promise<number> {
  let requests = 0
  const server = createServer((_, response) => {
    requests += 1
    response.writeHead(given.status, given.headers).end(given.status === 204 ? '' : given.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await work(apiAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`))
    return requests
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const short = 60

function patience() {
  return { ms: short, signal: new AbortController().signal }
}

function isTask(task: Task): void {
  claim(/^\S+$/u.test(task.id) && task.id.isWellFormed(), 'an id of several lines', task.id)
  claim(Number.isFinite(task.credits) && task.credits >= 0, 'credits', task.credits)
  claim(task.createdAt === undefined || Number.isFinite(task.createdAt), 'a time', task.createdAt)
  claim(
    task.assets.every((each) => each.url !== '' && typeof each.type === 'string'),
    'assets',
    task.assets,
  )
  claim(task.failedReason !== '', 'a reason without words', task)
}

/** Resolves with what `work` gives, or undefined where the API is to blame. */
async function orApiError<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    claim(!obeys(sanitizeLine(error.message)), 'a command', error.message)
    return undefined
  }
}

/** What the API may answer. */
export const answers: readonly Property[] = [
  property('any answer is read, or the API is to blame', {
    cases: { full: 1500, short: 60 },
    of: fc.tuple(answer, fc.constantFrom('look', 'lookMany', 'models', 'credits', 'recent')),
    async holds([given, call]) {
      await answering(given, async (api) => {
        if (call === 'look') {
          const task = await orApiError(api.getTask('0f8fad5b', patience()))
          if (task) isTask(task)
        } else if (call === 'lookMany') {
          for (const task of (await orApiError(api.getTasks(['a', 'b'], patience()))) ?? [])
            isTask(task)
        } else if (call === 'models') {
          for (const each of (await orApiError(api.models(undefined, patience()))) ?? []) {
            claim(typeof each.generation_type === 'string', 'no type', each)
          }
        } else if (call === 'credits') {
          const credits = await orApiError(api.remainingCredits(patience()))
          claim(credits === undefined || Number.isFinite(credits), 'no number', credits)
        } else {
          for (const task of (await orApiError(api.listTasksSince(0, patience()))) ?? [])
            isTask(task)
        }
        const now = api.now()
        claim(now === undefined || Number.isFinite(now), 'no time', now)
      })
    },
  }),

  property('every create has an end that is told', {
    cases: { full: 700, short: 40 },
    of: answer,
    async holds(given) {
      const requests = await answering(given, async (api) => {
        const signal = new AbortController().signal
        const until = {
          signal,
          waits: AbortSignal.timeout(short),
          deadline: performance.now() + short,
        }
        const created = await api.create({ model: 'm', params: {} }, until)
        if (created.as === 'task') isTask(created.task)
        else claim(!obeys(sanitizeLine(created.reason)), 'a command', created.reason)
        const accepted = given.status < 300
        claim(
          !accepted || created.as === 'task' || created.as === 'ambiguous',
          'a lost task',
          created,
        )
      })
      claim(given.status === 429 || requests === 1, 'created again', requests)
    },
  }),

  property('an API that is busy is not asked all the time', {
    cases: { full: 60, short: 5 },
    of: fc.tuple(fc.constantFrom(429, 503, 500, 408), header),
    async holds([status, after]) {
      const given = { status, headers: { 'Retry-After': after }, body: '{}' }
      const requests = await answering(given, async (api) => {
        await orApiError(api.getTask('a', { ms: 300, signal: new AbortController().signal }))
      })
      claim(requests <= 10, 'requests in 0.3 s', requests)
    },
  }),

  property('a URL is fetched only over https, or on loopback', {
    cases: { full: 1500, short: 100 },
    of: url,
    holds(each) {
      const taken = webUrl(each)
      if (!taken) return
      const loopback = /^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?\//.test(taken.href)
      claim(taken.href.startsWith('https://') || loopback, 'another scheme', taken.href)
      claim(taken.username === '' && taken.password === '', 'credentials', taken.href)
    },
  }),
]
