/** Where every token looks: the attention weights of all layers and heads, read off an inspecting pass. */
import { familyOf, type ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { inspectionPlan } from '../model/plans.ts'
import type { ParameterStore } from '../runtime/runtime.ts'
import { checkIds } from '../model/ids.ts'

/**
 * ids [T] → softmax weights [L][H][T][T], row-major; row i is where token i reads from.
 * @throws CourseError 'bad-argument' for a model without attention, 'bad-ids' for ids that the vocabulary does not have, none, or more than nCtx
 */
export async function attentionOf(store: ParameterStore, config: ModelConfig, ids: Int32Array): Promise<Float32Array> {
  const { nLayer, nHead, nCtx, nVocab } = config
  if (familyOf(config) !== 'gpt') {
    throw new CourseError('bad-argument', `This model is of the family ${familyOf(config)}, which has no attention.`, 'Open a GPT.')
  }
  if (ids.length < 1 || ids.length > nCtx) {
    throw new CourseError('bad-ids', `There are ${ids.length} tokens, but this model looks at 1 to ${nCtx}.`, `Use the last ${nCtx}.`)
  }
  checkIds(ids, nVocab)
  const program = await store.compile(inspectionPlan(config, store.layout, ids.length))
  try {
    program.write('ids', ids)
    program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
    const size = nHead * ids.length ** 2
    const probabilities = new Float32Array(nLayer * size)
    for (let layer = 0; layer < nLayer; layer++) probabilities.set(await program.read(`h.${layer}.attn.probs`), layer * size)
    return probabilities
  } finally {
    program.destroy()
  }
}
