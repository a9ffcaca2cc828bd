import { testAdvice } from '../support/advice.ts'
import { trials } from './models.ts'

testAdvice(trials)
