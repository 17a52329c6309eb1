/** A saved model brought to a runtime. */
import type { Model } from '../core/checkpoint/hfFolder.ts'
import { flatten } from '../core/checkpoint/tensors.ts'
import { type ModelLayout, modelLayout } from '../core/model/plans.ts'
import type { ParameterStore } from '../core/runtime/runtime.ts'
import { readModel } from './folder.ts'
import { type RuntimeChoice, withRuntime } from './runtime.ts'

export interface LoadedModel extends Model {
  layout: ModelLayout
  store: ParameterStore
}

/** Reads a model folder, puts its weights on the runtime (moments zero), lends both, and cleans up. */
export async function withModel<T>(path: string, runtime: RuntimeChoice, options: { training: boolean }, work: (model: LoadedModel) => Promise<T>): Promise<T> {
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
