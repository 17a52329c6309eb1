/** The sizes that peers are compared at, and the file that tells a peer's process what to train. */
import { writeFileSync } from 'node:fs'
import { randomBatch } from '../../../src/cli/measure.ts'
import { unflatten } from '../../../src/core/checkpoint/tensors.ts'
import { type ModelConfig, parameterCount } from '../../../src/core/config.ts'
import { initialWeights } from '../../../src/core/model/init.ts'
import { evaluationPlan, modelLayout } from '../../../src/core/model/plans.ts'
import { createReferenceRuntime } from '../../../src/core/runtime/reference/reference.ts'
import { mean } from '../../../src/core/train/evaluator.ts'

export interface Size {
  config: ModelConfig
  batch: number
  /** untimed steps that show that the model learns, and warm it up; then timed ones */
  verifySteps: number
  steps: number
}

const config = (nLayer: number, nEmbd: number, nCtx: number): ModelConfig => ({ nLayer, nHead: 4, nEmbd, nCtx, nVocab: 65, dropout: 0 })

export const SIZES: Record<'small' | 'large', Size> = {
  small: { config: config(2, 64, 64), batch: 4, verifySteps: 3, steps: 5 },
  large: { config: config(4, 128, 128), batch: 8, verifySteps: 2, steps: 2 },
}

export const sizeName = ({ config: { nLayer, nHead, nEmbd, nCtx }, batch }: Size): string =>
  `L${nLayer} H${nHead} d${nEmbd} ctx${nCtx} B${batch}`

/** Multiplications and additions of a step's matrix products, in the model that all peers share: backward is twice forward, attention is counted in full. */
export function matrixFlops({ config: { nLayer, nEmbd: C, nCtx: T, nVocab }, batch }: Size): number {
  const tokens = batch * T
  const forward = tokens * (nLayer * (2 * 12 * C * C + 4 * T * C) + 2 * C * nVocab)
  return 3 * forward
}

export const gpt1Parameters = (size: Size): number => parameterCount(size.config)

/** GPT-1's first weights, one batch, and the loss that the float64 reference gives them. */
export async function writeCase(file: string, size: Size, learningRate = 1e-3): Promise<void> {
  const layout = modelLayout(size.config)
  const flat = initialWeights(layout, 1)
  const { ids, targets } = randomBatch(size.config, size.batch)
  const store = await createReferenceRuntime().createStore(layout, { training: false })
  store.write('weight', flat)
  const program = await store.compile(evaluationPlan(size.config, layout, size.batch))
  program.write('ids', ids)
  program.write('targets', targets)
  program.replay({ step: 1, learningRate: 0, seed: 1, position: 0 })
  const referenceLoss = mean(await program.read('losses'))
  const weights = [...unflatten(layout, flat)].map(([name, { shape, data }]) => ({ name, shape, data: [...data] }))
  const { config: sizes, batch, verifySteps, steps } = size
  writeFileSync(
    file,
    JSON.stringify({
      config: sizes,
      batch,
      ids: [...ids],
      targets: [...targets],
      weights,
      referenceLoss,
      learningRate,
      verifySteps,
      steps,
    }),
  )
}
