/** The guessing game: a reader and a model guess the same letters. */
import { firstShare, guessesOf, meanBits, TENSORS } from './guesses.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'

const PASSAGE = 'the people of the united states have the right to know what the government is doing'

export default defineWidget({
  id: 'guess-game',
  title: 'Guess the next letter',
  teaches: 'You and a language model do the same task on the same text: say what comes next, before you see it.',
  params: {
    text: text(8, 240),
    start: v.optional(
      v.pipe(v.string(), v.regex(/^\d+$/, 'must be a whole number'), v.transform(Number), v.minValue(1, 'must be at least 1')),
    ),
  },
  needs: 'model',
  readings: {
    letters: 'characters that the model had to guess',
    modelBits: 'the model’s mean surprise at them, bits per character',
    modelFirst: 'share of them that were its first guess',
  },
  /** the passage, and how many characters of it are shown at the beginning */
  defaults: { text: PASSAGE, start: 12 },
  shown: ['start'],
  compute: async ({ text }, { core, handle }) => guessesOf(await core.probe(handle, text, TENSORS)),
  readingsOf: (guesses) => ({
    letters: guesses.length,
    modelBits: meanBits(guesses),
    modelFirst: firstShare(guesses.map(({ rank }) => rank)),
  }),
})
