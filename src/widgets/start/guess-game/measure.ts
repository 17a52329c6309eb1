/** The model's side of the game, over a whole passage. */
import type { Measure } from '../../contract.ts'
import { firstShare, guessesOf, meanBits, TENSORS } from './guesses.ts'
import type { GuessGameParams } from './meta.ts'

export const measure: Measure<GuessGameParams> = async ({ text }, world) => {
  const guesses = guessesOf(await world.core.probe(world.handle, text ?? world.text, TENSORS))
  return { letters: guesses.length, modelBits: meanBits(guesses), modelFirst: firstShare(guesses.map(({ rank }) => rank)) }
}
