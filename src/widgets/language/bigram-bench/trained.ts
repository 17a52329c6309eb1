/** The same table, learned by gradient descent in the core. */
import type { CoreApi, RunSpec, TextRef } from '../../../worker/protocol.ts'
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import { type TextChoice, withText } from '../../../experiments/withText.ts'
import { BATCH, TIME } from './counts.ts'

export const specOf = (text: TextRef, steps: number): RunSpec => ({
  text,
  sizes: { family: 'bigram', nLayer: 1, nHead: 1, nEmbd: 4, nCtx: TIME, dropout: 0 },
  training: {
    batch: BATCH,
    steps,
    learningRate: 0.1,
    warmup: Math.ceil(steps / 10),
    weightDecay: 0,
    clip: 0,
    evalEvery: Math.ceil(steps / 10),
    seed: 1,
  },
  samplePrompt: 'T',
})

/** Trains on a bundled text, or on one's own, which is kept for as long as it takes. */
export async function trainTable(
  core: CoreApi,
  text: TextChoice,
  options: { steps: number; onProgress?: (so: Experiment) => void },
): Promise<Experiment> {
  const { steps, onProgress } = options
  return withText(core, text, ({ ref }) => experiment(core, specOf(ref, steps), onProgress))
}
