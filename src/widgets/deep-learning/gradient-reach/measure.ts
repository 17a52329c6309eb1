/** Trains both nets and measures their reach. */
import type { Measure } from '../../contract.ts'
import type { GradientReachParams } from './meta.ts'
import { race, readingsOf } from './race.ts'

export const measure: Measure<GradientReachParams> = async ({ text, ...params }, { core, ...world }) =>
  readingsOf(await race(core, { text: text ?? world.text, ...params }))
