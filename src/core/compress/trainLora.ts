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
import { type Hooks, takeSteps } from './steps.ts'

/** @param base the frozen model; @param tokens to learn from; @param start adapters to go on from; default new ones */
export async function trainLora(
  runtime: Runtime,
  config: ModelConfig,
  base: Tensors,
  lora: LoraSettings,
  settings: TrainingSettings,
  tokens: Int32Array,
  hooks: Hooks = {},
  start?: Tensors,
): Promise<Tensors> {
  validateSettings(settings)
  checkIds(tokens, config.nVocab, 'text')
  const layout = loraLayout(config, lora)
  const batcher = new Batcher(tokens, { batch: settings.batch, time: config.nCtx, seed: settings.seed })
  const store = await runtime.createStore(layout)
  try {
    store.write('weight', startOf(layout, new Map([...base, ...(start ?? [])]), settings.seed))
    const program = await store.compile(loraTrainingPlan(config, base, lora, settings.batch, optimizerOf(settings)))
    await takeSteps({ program, batcher, settings, ...hooks })
    const all = unflatten(layout, await store.read('weight'))
    const adapters = new Map(adapterParameters(config, lora).map(({ name }) => [name, all.get(name)!]))
    program.destroy()
    return adapters
  } finally {
    store.destroy()
  }
}

/** The base's norms, and new adapters where there are none. */
function startOf(layout: ParameterLayout, known: Tensors, seed: number): Float32Array {
  const fresh = unflatten(layout, initialWeights(layout, seed))
  return flatten(layout, new Map(layout.parameters.map(({ name }) => [name, known.get(name) ?? fresh.get(name)!])))
}
