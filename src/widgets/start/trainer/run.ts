/** The run that the trainer's parameters stand for: the same in a lesson, in a challenge and in its measurement. */
import type { ModelSizes, TrainingSettings } from '../../../worker/protocol.ts'

/** What a lesson or a learner has set; the rest is the session's draft. */
export type Sizes = Partial<Record<'layers' | 'heads' | 'width' | 'context' | 'batch' | 'steps' | 'rate', number>>

/** Where parameters name nothing: small, and the same on every device, so that equal parameters give equal runs. */
export function runOf(params: Sizes): { sizes: ModelSizes; training: TrainingSettings } {
  const { layers = 1, heads = 2, width = 32, context = 32, batch = 8, steps = 100, rate = 3e-3 } = params
  return {
    sizes: { nLayer: layers, nHead: heads, nEmbd: width, nCtx: context, dropout: 0 },
    training: { batch, steps, learningRate: rate, warmup: 20, weightDecay: 0.01, clip: 1, evalEvery: Math.ceil(steps / 10), seed: 1 },
  }
}
