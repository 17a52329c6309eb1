/** Counts and trains on one text, and measures both on its held-out part. */
import { MIN_CHARACTERS } from '../../../core/data/cleanText.ts'
import type { Measure } from '../../contract.ts'
import { countBigrams, marksOf } from './counts.ts'
import { type BigramBenchParams, STEPS } from './meta.ts'
import { trainTable } from './trained.ts'

export const measure: Measure<BigramBenchParams> = async ({ text, steps = STEPS }, { core, ...world }) => {
  const own = text ?? world.text
  const marks = marksOf(countBigrams(own))
  // The core learns from no shorter text; counting is possible all the same.
  if (own.length < MIN_CHARACTERS) return { ...marks }
  const { evaluations } = await trainTable(core, { own }, { steps })
  return { ...marks, trainedBits: evaluations.at(-1)!.bitsPerCharacter }
}
