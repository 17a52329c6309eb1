/** Training adapters on a text. */
import { flatten, type Tensors, unflatten } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import { Batcher } from '../data/batches.ts'
import { checkIds } from '../model/ids.ts'
import { initialWeights } from '../model/init.ts'
import type { ParameterLayout } from '../plan/plan.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { optimizerOf, type TrainingSettings, validateSettings } from '../train/settings.ts'
import { adapterParameters, loraLayout, loraTrainingPlan, type LoraSettings } from './lora.ts'
import { type StepsOptions, takeSteps } from './steps.ts'

export interface TrainedAdapters {
  /** A and B by name */
  adapters: Tensors
  /** of what is kept from step to step (frozen weights; adapters, their gradients and moments), and of activations */
  bytes: { state: number; activations: number }
}

/** @param base the frozen model; @param tokens to learn from */
export async function trainLora(
  runtime: Runtime, config: ModelConfig, base: Tensors, lora: LoraSettings, settings: TrainingSettings, tokens: Int32Array, hooks: Pick<StepsOptions, 'onStep' | 'yieldNow'> = {},
): Promise<TrainedAdapters> {
  validateSettings(settings)
  checkIds(tokens, config.nVocab, 'text')
  const layout = loraLayout(config, lora)
  const batcher = new Batcher(tokens, { batch: settings.batch, time: config.nCtx, seed: settings.seed })
  const store = await runtime.createStore(layout)
  try {
    store.write('weight', startOf(layout, base, settings.seed))
    const program = await store.compile(loraTrainingPlan(config, base, lora, settings.batch, optimizerOf(settings)))
    await takeSteps({ program, batcher, settings, ...hooks })
    const all = unflatten(layout, await store.read('weight'))
    const adapters = new Map(adapterParameters(config, lora).map(({ name }) => [name, all.get(name)!]))
    const frozen = [...program.plan.tensors.values()].reduce((sum, { data }) => sum + (data?.byteLength ?? 0), 0)
    const bytes = { state: 16 * layout.size + frozen, activations: program.bytes - frozen }
    program.destroy()
    return { adapters, bytes }
  } finally {
    store.destroy()
  }
}

/** New adapters, and the base's norms. */
function startOf(layout: ParameterLayout, base: Tensors, seed: number): Float32Array {
  const fresh = unflatten(layout, initialWeights(layout, seed))
  return flatten(layout, new Map(layout.parameters.map(({ name }) => [name, base.get(name) ?? fresh.get(name)!])))
}
