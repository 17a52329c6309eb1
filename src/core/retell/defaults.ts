/** How the model is trained that the course ships for summaries and translations. */
import { TASKS } from '../data/retold.ts'
import type { Seq2SeqSpec } from './train.ts'

export const SHIPPED_RETELLER: Seq2SeqSpec = {
  kind: 'seq2seq',
  tasks: TASKS,
  layers: 2,
  heads: 4,
  width: 64,
  steps: 2400,
  learningRate: 3e-3,
  seed: 1,
  loss: 'target',
  stories: 6000,
  heldOut: 100,
}
