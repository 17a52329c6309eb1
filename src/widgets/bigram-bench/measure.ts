/** Counts and trains on one text, and measures both on its held-out part. */
import type { Measure } from '../contract.ts'
import { countBigrams, marksOf } from './counts.ts'
import { type BigramBenchParams, STEPS } from './meta.ts'
import { trainTable } from './trained.ts'

export const measure: Measure<BigramBenchParams> = async ({ text, steps = STEPS }, { core, model, ...world }) => {
  const own = text ?? world.text
  const { evaluations } = await trainTable(core, { own }, { steps, reopen: model.id })
  return { ...marksOf(countBigrams(own)), trainedBits: evaluations.at(-1)!.bitsPerCharacter }
}
