import type { Route } from './messages.ts'

/**
 * What nobody has seen the API do, or has seen only once. A client has to survive every value; README.md has the table that
 * says which of them is documented, observed, observed on a sibling endpoint, or assumed.
 */
export interface Assumptions {
  // How a task is written.
  /** `assets` is documented as a string and was observed as an array. */
  assetsAs: 'array' | 'json-string' | 'url-string' | 'object'
  /** `credits_used` is documented as a string and was observed as a number. */
  creditsAs: 'number' | 'string'
  /** `failed_reason` of a task that has not failed. */
  failedReasonNone: '' | null
  /** `created_at` and `updated_at` end in `Z`, in an offset, or in neither. */
  timesAs: 'utc' | 'offset' | 'no-zone'
  /** `updated_at` is when the task ended, or stays some ms after the create. */
  updatedAt: 'end' | 'create'
  /** URLs in the echoed `input_params`: as sent, on another host, or there with another path too. */
  inputUrls: 'kept' | 'other-host' | 'other-path'
  /** Echo `input_params` with the defaults of the schema filled in. */
  echoDefaults: boolean
  /** Letters of the id in the answer to a create; elsewhere they are lower case, and any case is found. */
  createdIdCase: 'lower' | 'upper'
  runningStatuses: 'documented' | 'sibling'
  /** The status of a failed task. */
  failedStatus: 'failed' | 'rejected'
  /** `credits_used` and the balance tell a finished task so much later. */
  chargeDelayMs: number

  // The catalog.
  /** Names in `?model_name=` that the catalog does not have are left out, or answered with 400. */
  unknownModel: 'empty' | 'refused'
  dialect: 'draft-07' | '2020-12' | 'none'
  /** Put into each served schema when defined. */
  additionalProperties: boolean | undefined
  /** A property of each served schema that is a `$ref`: into its own `$defs`, or to nothing. */
  schemaRefs: 'none' | 'defs' | 'dangling'

  // The create.
  insufficient: 'refuse-create' | 'fail-task' | 'accept'
  /** Status of a create refused for want of credits. */
  insufficientStatus: number
  /** A create that equals one of the last ten minutes makes a task, or is answered with the old one. */
  identicalCreate: 'new-task' | 'old-task'
  /** Params that the schema does not name. */
  unknownParams: 'kept' | 'dropped' | 'refused'

  // Reading tasks.
  /** An id that is no task's: 404 with `detail`, JSON without it, or a page. */
  unknownTask: 'detail' | 'no-detail' | 'page'
  /** `?ids=` is documented; `refused` answers 400. */
  batch: 'array' | 'refused'
  batchUnknownIds: 'left-out' | 'refused'
  /** More than the documented 100 ids: 400, the first 100, or all. */
  batchOver100: 'refused' | 'cut' | 'served'
  /** The list without `ids` is documented as a place, not in its shape. */
  list: 'array' | 'paginated' | 'refused' | 'empty'
  /** `none`: by id, which says nothing of the time. */
  listOrder: 'newest' | 'oldest' | 'none'
  listRunning: 'shown' | 'hidden'
  /** So long after its create a task is not in the list yet. */
  listDelayMs: number
  /** Tasks on a page, and in all where the list has no pages; Infinity: all of them are. */
  listSize: number

  // HTTP.
  wrongKeys: 401 | 403
  /** A path without its last slash. */
  missingSlash: 'not-found' | 'redirect'
  dateHeader: boolean
  /** Answers are compressed for a client that accepts it. */
  compression: 'none' | 'gzip'
  /** The same for files. */
  assetEncoding: 'none' | 'gzip'
  /** The server closes a connection that nobody used for so long, and does not announce it; default never. */
  idleConnectionMs: number | undefined
  /** Requests of a route in any 60 s before the next is answered with 429; default no limit. */
  perMinute: Readonly<Partial<Record<Route, number>>>
  /** How a 429 tells when to come back. */
  retryAfterAs: 'seconds' | 'date' | 'none'
}

/** The best guess on every point. */
export const bestGuess: Assumptions = {
  assetsAs: 'array',
  creditsAs: 'number',
  failedReasonNone: '',
  timesAs: 'utc',
  updatedAt: 'end',
  inputUrls: 'kept',
  echoDefaults: false,
  createdIdCase: 'lower',
  runningStatuses: 'documented',
  failedStatus: 'failed',
  chargeDelayMs: 0,

  unknownModel: 'empty',
  dialect: 'draft-07',
  additionalProperties: undefined,
  schemaRefs: 'none',

  insufficient: 'refuse-create',
  insufficientStatus: 400,
  identicalCreate: 'new-task',
  unknownParams: 'kept',

  unknownTask: 'detail',
  batch: 'array',
  batchUnknownIds: 'left-out',
  batchOver100: 'refused',
  list: 'array',
  listOrder: 'newest',
  listRunning: 'shown',
  listDelayMs: 0,
  listSize: Infinity,

  wrongKeys: 401,
  missingSlash: 'not-found',
  dateHeader: true,
  compression: 'none',
  assetEncoding: 'none',
  idleConnectionMs: undefined,
  perMinute: {},
  retryAfterAs: 'seconds',
}

/** The values of every switch, to try them all; of numbers, two that differ in kind. */
export const everyValue: { readonly [K in keyof Assumptions]: readonly Assumptions[K][] } = {
  assetsAs: ['array', 'json-string', 'url-string', 'object'],
  creditsAs: ['number', 'string'],
  failedReasonNone: ['', null],
  timesAs: ['utc', 'offset', 'no-zone'],
  updatedAt: ['end', 'create'],
  inputUrls: ['kept', 'other-host', 'other-path'],
  echoDefaults: [false, true],
  createdIdCase: ['lower', 'upper'],
  runningStatuses: ['documented', 'sibling'],
  failedStatus: ['failed', 'rejected'],
  chargeDelayMs: [0, 1500],

  unknownModel: ['empty', 'refused'],
  dialect: ['draft-07', '2020-12', 'none'],
  additionalProperties: [undefined, false, true],
  schemaRefs: ['none', 'defs', 'dangling'],

  insufficient: ['refuse-create', 'fail-task', 'accept'],
  insufficientStatus: [400, 402],
  identicalCreate: ['new-task', 'old-task'],
  unknownParams: ['kept', 'dropped', 'refused'],

  unknownTask: ['detail', 'no-detail', 'page'],
  batch: ['array', 'refused'],
  batchUnknownIds: ['left-out', 'refused'],
  batchOver100: ['refused', 'cut', 'served'],
  list: ['array', 'paginated', 'refused', 'empty'],
  listOrder: ['newest', 'oldest', 'none'],
  listRunning: ['shown', 'hidden'],
  listDelayMs: [0, 1500],
  listSize: [Infinity, 20],

  wrongKeys: [401, 403],
  missingSlash: ['not-found', 'redirect'],
  dateHeader: [true, false],
  compression: ['none', 'gzip'],
  assetEncoding: ['none', 'gzip'],
  idleConnectionMs: [undefined, 1000],
  perMinute: [{}, { list: 12 }],
  retryAfterAs: ['seconds', 'date', 'none'],
}
