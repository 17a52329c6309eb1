/** The numeric answers of the lessons on writing with a model. */
import { type FilterSettings, filter } from '../../src/core/filters.ts'
import { cacheBytes, SHOWN } from '../../src/widgets/using/cache-bytes/bytes.ts'
import { rowsOf } from '../../src/widgets/using/cache-triangle/rows.ts'
import { calibrationError } from '../../src/widgets/using/calibration/askAll.ts'
import type { Answers } from '../support/answers.ts'

const PLAIN: FilterSettings = { temperature: 1, topK: 0, topP: 1 }
const four = [0.4, 0.3, 0.2, 0.1].map((p, id) => ({ id, logit: Math.log(p), seen: false }))
const kept = (settings: Partial<FilterSettings>) => filter(four, { ...PLAIN, ...settings }).stages.at(-1)!

const gpt3 = SHOWN.find(({ id }) => id === 'gpt3')!.config

/** So many answers of one share, of which the first so many are right. */
const sure = (share: number, count: number, right: number) => Array.from({ length: count }, (_, i) => ({ share, right: i < right }))

export const answers: Answers = {
  'using/text-generation#chain': () => kept({ topK: 3, topP: 0.75 }).filter((p) => p > 0).length,
  'using/text-generation#stretch': () => kept({ topP: 0.6 })[0]!,
  'using/text-generation#negative': () => filter([{ id: 0, logit: -1.5, seen: true }], { ...PLAIN, repetitionPenalty: 1.2 }).scaled[0]!,
  'using/search#product': () => (0.4 * 0.9) / (0.6 * 0.3),
  // all beginnings of two tokens
  'using/search#widest': () => 4 ** 2,
  'using/zero-shot#words': () => (0.02 + 0.01) / (0.02 + 0.01 + 0.01),
  'using/zero-shot#ece': () => calibrationError([...sure(0.9, 60, 48), ...sure(0.6, 40, 24)]),
  'using/the-cache#rows': () => rowsOf(40).without,
  'using/the-cache#gpt3': () => cacheBytes(gpt3, gpt3.nHead, 2) / 1e9,
  'using/the-cache#mqa': () => cacheBytes(gpt3, 1, 2) / 1e6,
}
