/** The numeric answers of the lessons on writing with a model. */
import { type FilterSettings, filter } from '../../src/core/filters.ts'
import type { Answers } from '../support/answers.ts'

const PLAIN: FilterSettings = { temperature: 1, topK: 0, topP: 1 }
const four = [0.4, 0.3, 0.2, 0.1].map((p, id) => ({ id, logit: Math.log(p), seen: false }))
const kept = (settings: Partial<FilterSettings>) => filter(four, { ...PLAIN, ...settings }).stages.at(-1)!

export const answers: Answers = {
  'using/text-generation#chain': () => kept({ topK: 3, topP: 0.75 }).filter((p) => p > 0).length,
  'using/text-generation#stretch': () => kept({ topP: 0.6 })[0]!,
  'using/text-generation#negative': () => filter([{ id: 0, logit: -1.5, seen: true }], { ...PLAIN, repetitionPenalty: 1.2 }).scaled[0]!,
}
