/** A saved model brought to a runtime. */
import type { Model } from '../core/checkpoint/hfFolder.ts'
import { flatten } from '../core/checkpoint/tensors.ts'
import type { ModelConfig } from '../core/config.ts'
import { type ModelLayout, modelLayout } from '../core/model/plans.ts'
import type { ParameterStore } from '../core/runtime/runtime.ts'
import { isQuantizedFolder, readQuantizedFolder } from '../core/compress/quantizedFolder.ts'
import { openQuantized } from '../core/compress/quantizedPlan.ts'
import type { Tokenizer } from '../core/tokenizer/tokenizer.ts'
import { readFolder, readModel } from './folder.ts'
import { type RuntimeChoice, withRuntime } from './runtime.ts'

export interface LoadedModel extends Model {
  layout: ModelLayout
  store: ParameterStore
}

/** Reads a model folder, puts its weights on the runtime (moments zero), lends both, and cleans up. */
export async function withModel<T>(
  path: string,
  runtime: RuntimeChoice,
  options: { training: boolean },
  work: (model: LoadedModel) => Promise<T>,
): Promise<T> {
  const model = readModel(path)
  return withRuntime(runtime, async (opened) => {
    const layout = modelLayout(model.config)
    const store = await opened.createStore(layout, options)
    try {
      store.write('weight', flatten(layout, model.weights))
      return await work({ ...model, layout, store })
    } finally {
      store.destroy()
    }
  })
}

/** A model that can write and be measured, whatever form its weights have. */
export interface ReadyModel {
  config: ModelConfig
  tokenizer: Tokenizer
  layout: ModelLayout
  store: ParameterStore
}

/** As `withModel`, for forward plans only: reads folders with quantized weights too. */
export async function withReadyModel<T>(path: string, runtime: RuntimeChoice, work: (model: ReadyModel) => Promise<T>): Promise<T> {
  const folder = readFolder(path)
  if (!isQuantizedFolder(folder)) return withModel(path, runtime, { training: false }, work)
  const { config, tokenizer, weights } = readQuantizedFolder(folder)
  return withRuntime(runtime, async (opened) => {
    const store = await openQuantized(opened, config, weights)
    try {
      return await work({ config, tokenizer, layout: modelLayout(config), store })
    } finally {
      store.destroy()
    }
  })
}
