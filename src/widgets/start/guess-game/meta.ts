/** The guessing game: a reader and a model guess the same letters. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const PASSAGE = 'the people of the united states have the right to know what the government is doing'

export const meta: WidgetMeta = {
  id: 'guess-game',
  title: 'Guess the next letter',
  teaches: 'You and a language model do the same task on the same text: say what comes next, before you see it.',
  params: v.strictObject({
    text: v.optional(
      v.pipe(v.string(), v.minLength(8, 'must have at least 8 characters'), v.maxLength(240, 'must have at most 240 characters')),
    ),
    start: v.optional(
      v.pipe(v.string(), v.regex(/^\d+$/, 'must be a whole number'), v.transform(Number), v.minValue(1, 'must be at least 1')),
    ),
  }),
  needs: ['model'],
  readings: {
    letters: 'characters that the model had to guess',
    modelBits: 'the model’s mean surprise at them, bits per character',
    modelFirst: 'share of them that were its first guess',
  },
}

export interface GuessGameParams {
  /** the passage */
  text?: string
  /** how many characters are shown at the beginning */
  start?: number
}
