/** A fault that somebody could make, and the tests that concern it. */
export interface Mutant {
  /** What the action would then do wrong. */
  readonly fault: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly code: string
  readonly becomes: string
  /** Files below `__tests__` that a quick run has; they run first. */
  readonly quick?: readonly string[]
  /** Files that take real time: they run where no quick one finds it. */
  readonly slow?: readonly string[]
}

export const mutants: readonly Mutant[] = [
  {
    fault: 'a create whose answer was lost is sent again at once',
    file: 'src/tasks/create.ts',
    code: 'const again = await this.#settle(creation, sent, created, losses)',
    becomes: `const again = 'none'`,
    quick: ['tasks/settle-lost.test.ts', 'tasks/equal.test.ts'],
    slow: ['tasks/settle.slow.test.ts'],
  },
  {
    fault: 'a create that the API answered with 502 is sent again',
    file: 'src/base/retry.ts',
    code: '!reachedServer || status === 425 || status === 429,',
    becomes: '!reachedServer || status === 425 || status === 429 || status === 502,',
    quick: ['base/retry.test.ts'],
    slow: ['tasks/settle.slow.test.ts'],
  },
  {
    fault: 'the list proves that a create made nothing without the hold after a reset',
    file: 'src/tasks/lost.ts',
    code: "now + (how === 'reset' ? holdAfterReset : holdAfterTimeout)",
    becomes: 'now',
    quick: ['tasks/settle-lost.test.ts'],
    slow: ['tasks/settle.slow.test.ts'],
  },
  {
    fault: 'the hold after a timeout is as short as after a reset',
    file: 'src/base/durations.ts',
    code: 'holdAfterTimeout: minute,',
    becomes: 'holdAfterTimeout: 10 * second,',
    quick: ['tasks/settle-lost.test.ts'],
    slow: ['tasks/settle.slow.test.ts'],
  },
  {
    fault: 'an answer 503 to a GET is not asked for again',
    file: 'src/base/retry.ts',
    code: 'status === undefined || status >= 500',
    becomes: 'status === undefined || status > 503',
    quick: ['base/retry.test.ts'],
    slow: ['api/error.slow.test.ts'],
  },
  {
    fault: 'videos are looked at every 50 s',
    file: 'src/base/durations.ts',
    code: 'otherInterval: 5 * second,',
    becomes: 'otherInterval: 50 * second,',
    quick: ['tasks/polling.test.ts', 'tasks/looks.test.ts'],
    slow: ['tasks/polling.slow.test.ts'],
  },
  {
    fault: 'a path is opened with file-type, which needs the package strtok3',
    file: 'src/assets/save.ts',
    code: 'await fileTypeFromBuffer(head)',
    becomes: `await (await import('file-type')).fileTypeFromFile(process.execPath)`,
    quick: ['shipped.test.ts', 'assets/save.test.ts'],
  },
  {
    fault: 'an error of the detection of a file is swallowed',
    file: 'src/assets/save.ts',
    code: 'return { detected: undefined, bug }',
    becomes: 'return { detected: undefined }',
    quick: ['assets/faults.test.ts', 'assets/save.test.ts', 'assets/media.test.ts'],
  },
  {
    fault: 'the output `asset-path` stays empty',
    file: 'src/report/outputs.ts',
    code: `'asset-path': paths[0] ?? '',`,
    becomes: `'asset-path': '',`,
    quick: ['report/outputs.test.ts'],
  },
  {
    fault: 'a failed look-up in the cache service is taken for a miss',
    file: 'src/reuse/cache.ts',
    code: "throw error\n    return {\n      as: 'failure',",
    becomes: "throw error\n    return {\n      as: 'miss',",
    quick: ['reuse/cache.test.ts', 'reuse/ledger-trouble.test.ts'],
  },
  {
    fault: 'the id of a task is told at the end of the step only',
    file: 'src/report/record.ts',
    code: 'this.#onChange(() => this.results)',
    becomes: 'void this.#onChange',
    quick: ['tasks/generate.test.ts'],
  },
  {
    fault: 'a reading of the list from before the hold was over proves absence',
    file: 'src/tasks/settle.ts',
    code: 'readings.filter(({ began }) => began >= visibleBy)',
    becomes: 'readings.filter(({ began }) => began >= visibleBy - 1000)',
    quick: ['tasks/lost-creates.test.ts', 'tasks/settle-verdict.test.ts'],
  },
  {
    fault: 'equal creates are told apart by the order of their keys',
    file: 'src/tasks/settle.ts',
    code: 'return canonical([model, params])',
    becomes: 'return JSON.stringify([model, params])',
    quick: ['tasks/lost-creates.test.ts'],
  },
  {
    fault: 'an entry of the cache is believed whatever its task was made of',
    file: 'src/reuse/recall.ts',
    code: "match(task, asked, noHosts) === 'contradicted'",
    becomes: "match(task, asked, noHosts) === 'contradicted' && isTaken",
    quick: ['reuse/foreign-entries.test.ts'],
  },
  {
    fault: 'an attempt that could not read what earlier ones left hides it',
    file: 'src/reuse/ledger.ts',
    code: '(this.#isClear || (await Promise.race([this.#creating.promise, ended])))',
    becomes: 'true',
    quick: ['reuse/facts.test.ts'],
  },
  {
    fault: 'of two calls in one scope, one hides what the other left',
    file: 'src/reuse/unsettled.ts',
    code: 'noteOf(facts.openOf()),',
    becomes: 'undefined,',
    slow: ['reuse/ledger-healing.slow.test.ts'],
  },
  {
    fault: 'a look-up that failed is no reason to warn before buying',
    file: 'src/reuse/ledger.ts',
    code: "if (found.as === 'failure') this.#readFailure ??= found",
    becomes: '',
    quick: ['reuse/ledger-failures.test.ts'],
  },
  {
    fault: 'a task that is unfinished leaves the budget',
    file: 'src/tasks/pay.ts',
    code: 'budget.keep(reservation)',
    becomes: 'budget.end(reservation, { credits: 0, counts: false, done: false })',
    quick: ['tasks/limits.test.ts'],
  },
]
