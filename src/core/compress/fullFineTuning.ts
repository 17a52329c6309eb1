/** Training every weight of a model further: what adapters and pruned models are compared with, or healed by. */
import { flatten, type Tensors, unflatten } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import type { Corpus } from '../data/corpus.ts'
import { modelLayout } from '../model/plans.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { RunOptions } from '../train/loop.ts'
import type { TrainingSettings } from '../train/settings.ts'
import { Trainer } from '../train/trainer.ts'
import { heldOutLoss } from './measured.ts'

/** Until the run's end, or until it is told to stop; then the weights and their loss on the held-out text, in nats per token. */
export async function fullFineTuning(
  runtime: Runtime,
  config: ModelConfig,
  start: Tensors,
  settings: TrainingSettings,
  corpus: Corpus,
  options: RunOptions = {},
): Promise<{ loss: number; weights: Tensors }> {
  const layout = modelLayout(config)
  const trainer = await Trainer.create(runtime, { config, settings, corpus, weights: flatten(layout, start) })
  let weights: Tensors
  try {
    // The last step would be followed by an evaluation that nobody reads.
    await trainer.run({ ...options, giveUpEvaluation: async () => true })
    weights = unflatten(layout, (await trainer.snapshot()).weights)
  } finally {
    trainer.destroy()
  }
  return { loss: await heldOutLoss(runtime, config, weights, corpus.validation, options.yieldNow), weights }
}
