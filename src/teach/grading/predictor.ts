/** A model as grading sees it: logits and losses of windows, and nothing that it says of itself. */
import type { Model } from '../../core/checkpoint/model.ts'
import { flatten } from '../../core/checkpoint/tensors.ts'
import { evaluationPlan, inspectionPlan, modelLayout } from '../../core/model/plans.ts'
import type { Program, Runtime } from '../../core/runtime/runtime.ts'

export interface Predictor {
  nVocab: number
  nCtx: number
  /** ids [nCtx] → logits [nCtx, V] */
  logits(ids: Int32Array): Promise<Float32Array>
  /** ids and targets [batch·nCtx] → losses [batch·nCtx], nats */
  losses(ids: Int32Array, targets: Int32Array, batch: number): Promise<Float32Array>
  destroy(): void
}

const SCALARS = { step: 0, learningRate: 0, seed: 0, position: 0 }

export async function openPredictor(runtime: Runtime, { config, weights }: Pick<Model, 'config' | 'weights'>): Promise<Predictor> {
  const layout = modelLayout(config)
  const store = await runtime.createStore(layout, { training: false })
  store.write('weight', flatten(layout, weights))
  const programs = new Map<string, Promise<Program>>()
  const program = (name: string, make: () => ReturnType<typeof evaluationPlan>): Promise<Program> => {
    const known = programs.get(name) ?? store.compile(make())
    programs.set(name, known)
    return known
  }
  return {
    nVocab: config.nVocab,
    nCtx: config.nCtx,
    async logits(ids) {
      const inspected = await program('logits', () => inspectionPlan(config, layout))
      inspected.write('ids', ids)
      const [logits] = await inspected.replayAndRead(SCALARS, ['logits'])
      return logits!
    },
    async losses(ids, targets, batch) {
      const evaluated = await program(`losses ${batch}`, () => evaluationPlan(config, layout, batch))
      evaluated.write('ids', ids)
      evaluated.write('targets', targets)
      const [losses] = await evaluated.replayAndRead(SCALARS, ['losses'])
      return losses!
    },
    destroy() {
      for (const each of programs.values()) void each.then((made) => made.destroy())
      store.destroy()
    },
  }
}
