/** Trains the net and asks its vectors. */
import type { Measure } from '../../contract.ts'
import { readingsOf } from './analogies.ts'
import type { WordVectorsParams } from './meta.ts'
import { DEFAULTS, trainWords } from './trained.ts'

export const measure: Measure<WordVectorsParams> = async ({ text, ...params }, { core, ...world }) => {
  const own = text ?? world.text
  const { run, words } = await trainWords(core, { own }, own, { ...DEFAULTS, ...params })
  return readingsOf(words, run.evaluations.at(-1)!.bitsPerCharacter, run.parameters)
}
