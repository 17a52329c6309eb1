/** How far back the gradient of one character's loss reaches, in a plain recurrent net and in an LSTM. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { number, whole } from '../../frame/numbers.ts'

export const meta: WidgetMeta = {
  id: 'gradient-reach',
  title: 'How far back it learns',
  teaches: 'On its way back through time the gradient is multiplied again at each step, and fades; the gates of an LSTM decide how fast.',
  params: v.strictObject({
    text: v.optional(
      v.pipe(v.string(), v.minLength(400, 'must have at least 400 characters'), v.maxLength(20_000, 'must have at most 20,000 characters')),
    ),
    steps: whole(1, 1000),
    forget: number(-4, 8),
  }),
  needs: ['device'],
  readings: {
    rnnKept: 'of the gradient’s norm at the last state, the share that is left 15 characters back, plain recurrent net',
    lstmKept: 'the same in the LSTM, at its state and its cell together',
    rnnBits: 'bits per character on held-out text, plain recurrent net',
    lstmBits: 'the same, LSTM',
  },
}

export interface GradientReachParams {
  /** to learn from; default: the beginning of the small world */
  text?: string
  /** of both */
  steps?: number
  /** bias of the LSTM's forget gate at the start */
  forget?: number
}
