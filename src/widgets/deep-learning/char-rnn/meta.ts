/** A recurrent network that learns characters, and its state while it reads. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { whole } from '../../frame/numbers.ts'

export const meta: WidgetMeta = {
  id: 'char-rnn',
  title: 'One state, carried along',
  teaches: 'A recurrent network keeps all that it knows of a text in one vector, which each character changes; it can be watched doing so.',
  params: v.strictObject({
    text: v.optional(
      v.pipe(v.string(), v.minLength(400, 'must have at least 400 characters'), v.maxLength(20_000, 'must have at most 20,000 characters')),
    ),
    passage: v.optional(
      v.pipe(v.string(), v.minLength(2, 'must have at least 2 characters'), v.maxLength(80, 'must have at most 80 characters')),
    ),
    width: whole(4, 128),
    steps: whole(1, 5000),
  }),
  needs: ['device'],
  readings: {
    bits: 'bits per character on held-out text',
    parameters: 'weights and biases',
    passageBits: 'mean surprise at the passage after its first character, bits',
    saturated: 'share of the state’s numbers over the passage that are beyond ±0.9',
  },
}

export interface CharRnnParams {
  /** to learn from; default: the small world */
  text?: string
  /** to read with the trained net */
  passage?: string
  width?: number
  steps?: number
}
