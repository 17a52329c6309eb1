/** A recurrent network that learns characters, and its state while it reads. */
import type { Experiment } from '../../../experiments/experiment.ts'
import { trainRnn } from '../../../experiments/rnn.ts'
import { BATCH, readPassage, TIME } from '../../../experiments/rnnReading.ts'
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'

export default defineWidget({
  id: 'char-rnn',
  title: 'One state, carried along',
  teaches: 'A recurrent network keeps all that it knows of a text in one vector, which each character changes; it can be watched doing so.',
  params: {
    text: text(400, 20_000),
    passage: text(2, 80),
    width: whole(4, 128),
    steps: whole(1, 5000),
  },
  needs: 'device',
  readings: {
    bits: 'bits per character on held-out text',
    parameters: 'weights and biases',
    passageBits: 'mean surprise at the passage after its first character, bits',
    saturated: 'share of the state’s numbers over the passage that are beyond ±0.9',
  },
  /** without a text, the small world */
  defaults: { passage: 'Anna was on the island. She had a red kite.', width: 48, steps: 600 },
  shown: ['passage'],
  run: ({ text, width, steps }, { core }, report: (so: Experiment) => void) =>
    trainRnn(
      core,
      text === undefined ? { id: 'world' } : { own: text },
      { width, steps, time: TIME, batch: BATCH, seed: 1 },
      { onProgress: report },
    ),
  readingsOf({ run, rnn }, { passage }) {
    if (passage.length < 2) return null
    const { passageBits, saturated } = readPassage(rnn, passage)
    return { bits: run.evaluations.at(-1)!.bitsPerCharacter, parameters: run.parameters, passageBits, saturated }
  },
})
