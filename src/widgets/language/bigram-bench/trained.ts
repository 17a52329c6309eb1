/** The same table, learned by gradient descent in the core. */
import type { CoreApi, RunSpec, TextRef } from '../../../worker/protocol.ts'
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
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
  text: { id: string } | { own: string },
  options: { steps: number; onProgress?: (so: Experiment) => void },
): Promise<Experiment> {
  const { steps, onProgress } = options
  if ('id' in text) return experiment(core, specOf({ kind: 'bundled', id: text.id }, steps), onProgress)
  const had = await core.texts()
  const { ref } = await core.addText('Text of the bigram bench', text.own)
  try {
    return await experiment(core, specOf(ref, steps), onProgress)
  } finally {
    if (!had.some((info) => info.ref.id === ref.id)) await core.removeText(ref)
  }
}
