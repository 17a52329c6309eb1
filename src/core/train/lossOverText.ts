/** The loss of a whole text, in windows of nCtx tokens that lie end to end. */
import type { ModelConfig } from '../config.ts'
import { checkIds } from '../model/ids.ts'
import { evaluationPlan, modelLayout } from '../model/plans.ts'
import { expectLoss } from '../notANumber.ts'
import type { ParameterStore } from '../runtime/runtime.ts'

/** Windows in one pass. */
const BATCH = 8

/**
 * ids → mean loss, nats per token, over all tokens but the first; each sees what is before it in its window.
 * @param store over the model's own layout @param yieldNow awaited after every pass
 */
export async function lossOverText(
  store: ParameterStore,
  config: ModelConfig,
  ids: Int32Array,
  yieldNow?: () => Promise<void>,
): Promise<{ loss: number; tokens: number }> {
  checkIds(ids, config.nVocab, 'text')
  const tokens = ids.length - 1
  const perPass = BATCH * config.nCtx
  const program = await store.compile(evaluationPlan(config, modelLayout(config), BATCH))
  let sum = 0
  try {
    for (let start = 0; start < tokens; start += perPass) {
      // What is left of the last pass is padded with token 0: causal attention keeps it from what is counted.
      const count = Math.min(perPass, tokens - start)
      program.write('ids', padded(ids.subarray(start, start + count), perPass))
      program.write('targets', padded(ids.subarray(start + 1, start + count + 1), perPass))
      program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
      for (const loss of (await program.read('losses')).subarray(0, count)) sum += loss
      await yieldNow?.()
    }
  } finally {
    program.destroy()
  }
  return { loss: expectLoss(sum / tokens, 'over the text'), tokens }
}

function padded(ids: Int32Array, length: number): Int32Array {
  const all = new Int32Array(length)
  all.set(ids)
  return all
}
