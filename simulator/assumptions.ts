/**
 * What nobody has seen the API do, or has seen only once. The defaults are the best guess; a client
 * has to survive every other value. README.md has the table that says which is which.
 */
export interface Assumptions {
  /** `assets` is documented as a string and was observed as an array. */
  assetsAs: 'array' | 'json-string' | 'url-string' | 'object'
  /** `credits_used` is documented as a string and was observed as a number. */
  creditsAs: 'number' | 'string'
  /** `failed_reason` of a task that has not failed; a sibling endpoint has null. */
  failedReasonNone: '' | null
  /** Names the catalog does not have are left out of the filtered answer. */
  unknownModel: 'empty'
  wrongKeys: 401 | 403
  /** `?ids=` is documented; `refused` answers 400. */
  batch: 'array' | 'refused'
  /** The list without `ids` is documented as a place, not in its shape. */
  list: 'array' | 'paginated' | 'refused' | 'empty'
  listOrder: 'newest' | 'oldest'
  /** Echo `input_params` with every URL moved to another host. */
  rehostUrls: boolean
  /** Echo `input_params` with the defaults of the schema filled in. */
  echoDefaults: boolean
  insufficient: 'refuse-create' | 'fail-task' | 'accept'
  /** Status of a create refused for want of credits. */
  insufficientStatus: number
  dialect: 'draft-07' | '2020-12' | 'none'
  /** Put into each served schema when defined. */
  additionalProperties: boolean | undefined
}

/** The best guess on every point. */
export const bestGuess: Assumptions = {
  assetsAs: 'array',
  creditsAs: 'number',
  failedReasonNone: '',
  unknownModel: 'empty',
  wrongKeys: 401,
  batch: 'array',
  list: 'array',
  listOrder: 'newest',
  rehostUrls: false,
  echoDefaults: false,
  insufficient: 'refuse-create',
  insufficientStatus: 400,
  dialect: 'draft-07',
  additionalProperties: undefined,
}
