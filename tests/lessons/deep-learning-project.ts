/** The numeric answer of the project, by the count of the digit net. */
import { parametersOf } from '../../src/nets/cnn.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = { 'deep-learning/a-net-on-a-budget#save': () => parametersOf({ filters: 3 }) }
