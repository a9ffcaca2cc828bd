import { testAdvice } from '../support/advice.ts'
import { trials } from './inputs.ts'

testAdvice(trials)
