import { answers } from './answers.ts'
import { documents } from './documents.ts'
import { estimates } from './estimates.ts'
import { manifests } from './manifests.ts'
import { markup } from './markup.ts'
import type { Property } from './property.ts'
import { schemas } from './schemas.ts'
import { secretly } from './secrets.ts'
import { steps } from './steps.ts'
import { texts } from './texts.ts'

/** Every property, by what it is about. */
export const properties: Readonly<Record<string, readonly Property[]>> = {
  texts,
  markup,
  documents,
  manifests,
  schemas,
  answers,
  estimates,
  secrets: secretly,
  steps,
}
