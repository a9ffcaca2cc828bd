import { testAdvice } from '../support/advice.ts'
import { trials } from './documents.ts'

testAdvice(trials)
