import { trials as documents } from './advice/documents.ts'
import { trials as inputs } from './advice/inputs.ts'
import { trials as models } from './advice/models.ts'
import { messageWith, tryAdvice, type Trial } from './support/advice.ts'

const trials: readonly Trial[] = [...inputs, ...documents, ...models]

test.concurrent.each(
  trials.map((trial, i) => [`${i + 1}: ${messageWith(trial.message)}`, trial] as const),
)('advice %s', async (_, trial) => tryAdvice(trial))
