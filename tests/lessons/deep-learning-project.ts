/** The numeric answer of the project, by the count of the digit net. */
import { parametersOf } from '../../src/nets/cnn.ts'
import type { Answers } from '../support/answers.ts'

/** The most filters whose net is cheaper than the one without. */
const mostFilters = (): number => {
  let filters = 1
  while (parametersOf({ filters: filters + 1 }) < parametersOf({ filters: 0 })) filters++
  return filters
}

export const answers: Answers = { 'deep-learning/a-net-on-a-budget#save': mostFilters }
