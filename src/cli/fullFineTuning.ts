/** Training every weight of a model further: what adapters and pruned models are compared with, or healed by. */
import { type Tensors, flatten, unflatten } from '../core/checkpoint/tensors.ts'
import type { ModelConfig } from '../core/config.ts'
import type { Corpus } from '../core/data/corpus.ts'
import { modelLayout } from '../core/model/plans.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import type { TrainingSettings } from '../core/train/settings.ts'
import { Trainer } from '../core/train/trainer.ts'
import { heldOutLoss } from './measured.ts'
import { turn } from './output.ts'
import type { Watch } from './stopping.ts'

/** Until the run's end, or until it is told to stop; then the weights and their loss on the held-out text, in nats per token. */
export async function fullFineTuning(
  runtime: Runtime,
  config: ModelConfig,
  start: Tensors,
  settings: TrainingSettings,
  corpus: Corpus,
  hooks: Partial<Pick<Watch, 'shouldStop' | 'yieldNow' | 'onStep'>> = {},
): Promise<{ loss: number; weights: Tensors }> {
  const layout = modelLayout(config)
  const trainer = await Trainer.create(runtime, { config, settings, corpus, weights: flatten(layout, start) })
  let weights: Tensors
  try {
    // The last step would be followed by an evaluation that nobody reads.
    await trainer.run({ yieldNow: turn, ...hooks, giveUpEvaluation: async () => true })
    weights = unflatten(layout, (await trainer.snapshot()).weights)
  } finally {
    trainer.destroy()
  }
  return { loss: await heldOutLoss(runtime, config, weights, corpus.validation), weights }
}
