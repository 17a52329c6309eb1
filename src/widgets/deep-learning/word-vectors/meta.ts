/** A neural language model with a fixed window, trained here, and what its word vectors can do. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { whole } from '../../frame/numbers.ts'

export const meta: WidgetMeta = {
  id: 'word-vectors',
  title: 'Vectors from the next word',
  teaches:
    'A net that only learns to predict the next piece of text puts words that are used alike near each other; analogies hold now and then.',
  params: v.strictObject({
    text: v.optional(
      v.pipe(v.string(), v.minLength(400, 'must have at least 400 characters'), v.maxLength(20_000, 'must have at most 20,000 characters')),
    ),
    width: whole(4, 64),
    window: whole(2, 8),
    steps: whole(1, 3000),
  }),
  needs: ['device'],
  readings: {
    bits: 'bits per character on held-out text',
    parameters: 'weights and biases',
    words: 'words of the text that are one token each, and met at least 20 times',
    namesTogether: 'share of names whose nearest word is a name as well; 0 where there are none',
    asked: 'analogies asked',
    right: 'analogies whose first answer is right',
    rightWithout: 'the same with the nearest word to the third one alone, without adding and taking away',
  },
}

export interface WordVectorsParams {
  /** to learn from; default: the small world */
  text?: string
  /** numbers in a token's vector, and in the hidden layer */
  width?: number
  /** tokens that the net reads */
  window?: number
  steps?: number
}
