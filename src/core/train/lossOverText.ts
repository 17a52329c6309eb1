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
    for (const { ids: some, targets, count } of passesOver(ids, perPass)) {
      program.write('ids', some)
      program.write('targets', targets)
      program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
      for (const loss of (await program.read('losses')).subarray(0, count)) sum += loss
      await yieldNow?.()
    }
  } finally {
    program.destroy()
  }
  return { loss: expectLoss(sum / tokens, 'over the text'), tokens }
}

/** What is read at once: ids and the next ones, [perPass] each, of which `count` are the text's. */
export interface Pass {
  ids: Int32Array
  targets: Int32Array
  count: number
}

/** What is left of the last pass is padded with token 0: causal attention keeps it from what is counted. */
export function* passesOver(ids: Int32Array, perPass: number): Generator<Pass> {
  for (let start = 0; start < ids.length - 1; start += perPass) {
    const count = Math.min(perPass, ids.length - 1 - start)
    yield {
      ids: padded(ids.subarray(start, start + count), perPass),
      targets: padded(ids.subarray(start + 1, start + count + 1), perPass),
      count,
    }
  }
}

function padded(ids: Int32Array, length: number): Int32Array {
  const all = new Int32Array(length)
  all.set(ids)
  return all
}
