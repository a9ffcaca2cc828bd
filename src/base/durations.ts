/**
 * Every length of time that the product decides, in milliseconds, with its reason. The entry hands the table down; a part
 * takes the group it uses. Tests hand down a faster table. What the workflow's author decides (`timeout`,
 * `poll-interval`) is an input and not listed.
 */
export interface Durations {
  readonly api: {
    /** One GET: answers come within a second; longer is a connection that hangs. */
    readonly get: number
    /** One POST: the API may work on a create for long, and giving up early leaves a doubt that costs. */
    readonly post: number
    /** A POST under way when the step is cancelled: of the 7.5 s before the runner's SIGTERM, most. */
    readonly postGrace: number
    /** An outage is survived so long since the last good answer: deployments of an API take less. */
    readonly maxOutage: number
    /** The longest `Retry-After` that is obeyed: more would be an outage of its own. */
    readonly longestRetryAfter: number
    /** Back-off between tries: first and longest, with full jitter. */
    readonly firstBackoff: number
    readonly longestBackoff: number
    /** For the catalog of models, before anything is created. */
    readonly models: number
    /** For the whole catalog, only to name a similar model in an error. */
    readonly suggestions: number
    /** For the balance: the step goes on without it. */
    readonly balance: number
  }
  readonly checks: {
    /**
     * Compiling a model's schema, and one check of params. Both take milliseconds, and a schema may be hostile; on a machine
     * under load they take seconds, and what is not checked may be bought.
     */
    readonly schema: number
    /** One pattern of a schema on one text: some patterns take for ever. */
    readonly pattern: number
    /** Fetching an input file from its public URL. The toolkit tries three times, 10 to 20 s apart. */
    readonly file: number
  }
  readonly polling: {
    /** Images: done after about 6 s, so look early and often, then less often. */
    readonly imageFirst: number
    readonly imageInterval: number
    readonly imageEarly: number
    readonly imageLater: number
    /** Video, audio and anything else: one to five minutes. */
    readonly otherFirst: number
    readonly otherInterval: number
    /** While the API fails, looks become rarer up to this. */
    readonly longestInterval: number
    /** A task that the API does not know has to be missing for so long: a replica may lag behind. */
    readonly missing: number
    /** A done task without (all) assets is looked at again after this: they come late. */
    readonly lateAssets: number
    /** A line of progress in the log. */
    readonly heartbeat: number
  }
  readonly settle: {
    /** From a reset to the first reading of the list that proves absence: a task appears within seconds. */
    readonly holdAfterReset: number
    /** The same after a timeout or a 5xx: the API may still work on it. */
    readonly holdAfterTimeout: number
    /** Between two readings of the list. */
    readonly pause: number
    /** One reading, tries included. */
    readonly list: number
    /** How far the clocks of API and runner may differ unnoticed. */
    readonly tolerance: number
    /** The same for the note of an earlier attempt, whose time is by the clock of another machine. */
    readonly earlierTolerance: number
    /** A task has ended after this, whatever it makes: then a list without running tasks has it too. */
    readonly ended: number
  }
  readonly prices: {
    /** A finished task that told no credits yet is asked again after this: charging is deferred. */
    readonly pause: number
    /** One such question. */
    readonly look: number
    /** A balance that was read is good for so long: other jobs spend too. */
    readonly balance: number
  }
  readonly assets: {
    /** A file that brings less than 1 KB/s for so long is given up. */
    readonly slowest: number
    /** Before a download is tried again: so long to twice as long, at random. */
    readonly retryPause: number
    /** Whether a file is still there: one request. */
    readonly probe: number
    /** Until a file that seems gone is asked for again. */
    readonly gonePause: number
    /** For fresh URLs of a task whose files cannot be fetched. */
    readonly fresh: number
  }
  readonly ledger: {
    /** One request of a look-up in GitHub's cache service. */
    readonly read: number
    /** All look-ups of a first attempt, tries included: it can do without them. */
    readonly readFirst: number
    /** The same in a re-run: what is not found is paid for again. */
    readonly readAgain: number
    /** One request of a save. */
    readonly save: number
    /** Between the starts of two saves: 200 uploads a minute are a repository's limit. */
    readonly interval: number
    /** At the end of a step, for what is not saved yet. */
    readonly close: number
    /** The same while the service fails: waiting longer seldom helps. */
    readonly closeFailing: number
    /** The same when the step was cancelled: the runner kills soon. */
    readonly closeCancelled: number
    /** Before the first create, for the note that this attempt may create. */
    readonly open: number
    /** What an attempt with another plan left is looked for so long: each such search may take a minute. */
    readonly otherPlans: number
  }
  readonly github: {
    /** One request for a comment or a release. */
    readonly request: number
    /** One upload of a release asset. */
    readonly upload: number
    /** The longest wait that a rate limit may ask for. */
    readonly longestWait: number
    /** Back-off between tries: first and longest, with full jitter. */
    readonly firstBackoff: number
    readonly longestBackoff: number
  }
  readonly outputs: {
    /** Between two writes of the results file and the task outputs while tasks run. */
    readonly interval: number
  }
}

const second = 1000
const minute = 60 * second

/** The lengths of time of the product as it is shipped. */
export const durations: Durations = {
  api: {
    get: 15 * second,
    post: 2 * minute,
    postGrace: 5 * second,
    maxOutage: 5 * minute,
    longestRetryAfter: minute,
    firstBackoff: second / 2,
    longestBackoff: 5 * second,
    models: minute,
    suggestions: 10 * second,
    balance: 10 * second,
  },
  checks: {
    schema: 10 * second,
    pattern: second,
    file: minute,
  },
  polling: {
    imageFirst: 2 * second,
    imageInterval: second,
    imageEarly: 10 * second,
    imageLater: 2 * second,
    otherFirst: 10 * second,
    otherInterval: 5 * second,
    longestInterval: 30 * second,
    missing: minute,
    lateAssets: 5 * second,
    heartbeat: 30 * second,
  },
  settle: {
    holdAfterReset: 10 * second,
    holdAfterTimeout: minute,
    pause: 2.5 * second,
    list: minute,
    tolerance: 30 * second,
    earlierTolerance: 5 * minute,
    ended: 60 * minute,
  },
  prices: {
    pause: 5 * second,
    look: 10 * second,
    balance: 10 * second,
  },
  assets: {
    slowest: minute,
    retryPause: 10 * second,
    probe: 10 * second,
    gonePause: 10 * second,
    fresh: 30 * second,
  },
  ledger: {
    read: 5 * second,
    readFirst: 5 * second,
    readAgain: minute,
    save: 15 * second,
    interval: second / 2,
    close: 30 * second,
    closeFailing: 5 * second,
    closeCancelled: second,
    open: 4 * second,
    otherPlans: 60 * minute,
  },
  github: {
    request: 30 * second,
    upload: 10 * minute,
    longestWait: minute,
    firstBackoff: second,
    longestBackoff: 8 * second,
  },
  outputs: {
    interval: second,
  },
}
