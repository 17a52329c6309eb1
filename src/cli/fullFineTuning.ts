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

export async function fullFineTuning(runtime: Runtime, config: ModelConfig, start: Tensors, settings: TrainingSettings, corpus: Corpus): Promise<{ loss: number; bytes: { state: number; activations: number }; weights: Tensors }> {
  const layout = modelLayout(config)
  const trainer = await Trainer.create(runtime, { config, settings, corpus, weights: flatten(layout, start) })
  try {
    await trainer.run({ yieldNow: turn })
    const weights = unflatten(layout, (await trainer.snapshot()).weights)
    const bytes = { state: 16 * layout.size, activations: trainer.program.bytes }
    return { loss: await heldOutLoss(runtime, config, weights, corpus.validation), bytes, weights }
  } finally {
    trainer.destroy()
  }
}
