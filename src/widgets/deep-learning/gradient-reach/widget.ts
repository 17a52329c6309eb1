/** How far back the gradient of one character's loss reaches, in a plain recurrent net and in an LSTM. */
import { courseText } from '../../../experiments/courseText.ts'
import { type Progress, race, readingsOf } from './race.ts'
import { defineWidget } from '../../frame/define.ts'
import { number, text, whole } from '../../frame/params.ts'

const CHARACTERS = 20_000

export default defineWidget({
  id: 'gradient-reach',
  title: 'How far back it learns',
  teaches: 'On its way back through time the gradient is multiplied again at each step, and fades; the gates of an LSTM decide how fast.',
  params: {
    text: text(400, 20_000),
    steps: whole(1, 1000),
    forget: number(-4, 8),
    seed: whole(1, 9999),
  },
  needs: 'device',
  readings: {
    rnnKept: 'of the gradient’s norm at the last state, the share that is left 15 characters back, plain recurrent net',
    lstmKept: 'the same in the LSTM, at its state and its cell together',
    rnnBits: 'bits per character on held-out text, plain recurrent net',
    lstmBits: 'the same, LSTM',
  },
  /** without a text, the beginning of the small world */
  defaults: { steps: 120, forget: 1, seed: 1 },
  run: async ({ text, ...params }, { core }, report: (progress: Progress) => void) =>
    race(core, { text: text ?? (await courseText('world', CHARACTERS)), ...params }, report),
  readingsOf,
})
