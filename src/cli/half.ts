/** `--f16` in what commands print, and the question for commands that invent a model. */
import type { ModelConfig } from '../core/config.ts'
import { initialWeights } from '../core/model/init.ts'
import { modelLayout } from '../core/model/plans.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { planOf } from '../core/train/estimate.ts'
import { decideHalf, type HalfDecision } from '../core/train/half.ts'
import { randomBatch } from './measure.ts'

/** What JSON says of it: is it on, and how far halves are from f32 on the first batch, as shares; `f16Refused` says why not. */
export const halfFields = (half: HalfDecision | undefined) => ({
  f16: half?.on ?? false,
  ...(half?.check && { f16Check: half.check }),
  ...(half && !half.on && { f16Refused: half.sentence }),
})

/** Decides for new weights and a batch without any sense. */
export async function decideForNew(runtime: Runtime, config: ModelConfig, batch: number): Promise<HalfDecision> {
  const layout = modelLayout(config)
  const store = await runtime.createStore(layout)
  try {
    store.write('weight', initialWeights(layout, 1))
    const scalars = { step: 1, learningRate: 0, seed: 1, position: 0 }
    return await decideHalf(runtime, store, {
      planOf: (windows) => planOf(config, windows),
      batch: randomBatch(config, batch),
      windows: batch,
      scalars,
    })
  } finally {
    store.destroy()
  }
}
