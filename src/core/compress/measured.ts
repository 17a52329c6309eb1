/** What making a model smaller is measured by: its loss on held-out text, and its bytes. */
import { flatten, type Tensors } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import { modelLayout } from '../model/plans.ts'
import type { ParameterStore, Runtime } from '../runtime/runtime.ts'
import { lossOverText } from '../train/lossOverText.ts'
import type { QuantizedWeights } from './quantize.ts'
import { openQuantized } from './quantizedPlan.ts'

type YieldNow = () => Promise<void>

/** nats per token over the whole held-out text */
export async function heldOutLoss(
  runtime: Runtime,
  config: ModelConfig,
  weights: Tensors,
  ids: Int32Array,
  yieldNow?: YieldNow,
): Promise<number> {
  const layout = modelLayout(config)
  const store = await runtime.createStore(layout, { training: false })
  store.write('weight', flatten(layout, weights))
  return lossIn(store, config, ids, yieldNow)
}

/** As `heldOutLoss`, from packed weights. */
export const quantizedLoss = async (
  runtime: Runtime,
  config: ModelConfig,
  weights: QuantizedWeights,
  ids: Int32Array,
  yieldNow?: YieldNow,
): Promise<number> => lossIn(await openQuantized(runtime, config, weights), config, ids, yieldNow)

async function lossIn(store: ParameterStore, config: ModelConfig, ids: Int32Array, yieldNow?: YieldNow): Promise<number> {
  try {
    return (await lossOverText(store, config, ids, yieldNow)).loss
  } finally {
    store.destroy()
  }
}

/** Of floats in 32 bits. */
export const tensorBytes = (tensors: Tensors): number => [...tensors.values()].reduce((sum, { data }) => sum + 4 * data.length, 0)
