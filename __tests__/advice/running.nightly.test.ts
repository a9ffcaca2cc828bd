import { testAdvice } from '../support/advice.ts'
import { trials } from './running.ts'

testAdvice(trials)
