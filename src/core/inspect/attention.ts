/** Where every token looks: the attention weights of all layers and heads, read off an inspecting pass. */
import { familyOf, type ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import type { Inspector } from './inspector.ts'

/**
 * ids [T] → softmax weights [L][H][T][T], row-major; row i is where token i reads from.
 * @throws CourseError 'bad-argument' for a model without attention, 'bad-ids' for ids that the vocabulary does not have
 */
export async function attentionOf(inspector: Inspector, config: ModelConfig, ids: Int32Array): Promise<Float32Array> {
  const { nLayer, nHead } = config
  if (familyOf(config) !== 'gpt') {
    throw new CourseError('bad-argument', `This model is of the family ${familyOf(config)}, which has no attention.`, 'Open a GPT.')
  }
  inspector.run(ids)
  const layers = await inspector.read(Array.from({ length: nLayer }, (_, layer) => `h.${layer}.attn.probs`))
  const size = nHead * ids.length ** 2
  const probabilities = new Float32Array(nLayer * size)
  for (const [layer, { data }] of layers.entries()) probabilities.set(data, layer * size)
  return probabilities
}
