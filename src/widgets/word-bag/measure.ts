/** How far the last token's output moves. */
import type { Measure } from '../contract.ts'
import { bagOf, DEFAULT_TEXT, readingsOf } from './bag.ts'
import type { WordBagParams } from './meta.ts'

export const measure: Measure<WordBagParams> = async ({ text = DEFAULT_TEXT, seed = 1, positions = 'with' }, { core, model }) =>
  readingsOf(await bagOf(core, model, text, seed), positions)
