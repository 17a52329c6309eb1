/** Trains the net on a text and reads the passage with it. */
import type { Measure } from '../../contract.ts'
import { trainRnn } from '../../../experiments/rnn.ts'
import type { CharRnnParams } from './meta.ts'
import { BATCH, DEFAULTS, readPassage, TIME } from './reading.ts'

export const measure: Measure<CharRnnParams> = async ({ text, ...params }, { core, ...world }) => {
  const { width, steps, passage } = { ...DEFAULTS, ...params }
  const { run, rnn } = await trainRnn(core, { own: text ?? world.text }, { width, steps, time: TIME, batch: BATCH, seed: 1 })
  const { passageBits, saturated } = readPassage(rnn, passage)
  return { bits: run.evaluations.at(-1)!.bitsPerCharacter, parameters: run.parameters, passageBits, saturated }
}
