/** How far the last token's output moves. */
import type { Measure } from '../../contract.ts'
import { bagOf, readingsOf } from './bag.ts'
import type { WordBagParams } from './meta.ts'

/** Characters that fit the figure. */
const MOST = 60

export const measure: Measure<WordBagParams> = async ({ text, seed = 1, positions = 'with' }, world) =>
  readingsOf(await bagOf(world.core, world.handle, world.model, text ?? world.text.slice(0, MOST), seed), positions)
