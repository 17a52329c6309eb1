/** How a number of a query, key or value came about: the layer's input times one column of c_attn, and the bias. */
import { variantOf } from '../../../core/config/variant.ts'
import { useComputed } from '../../../instruments/computed.ts'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { productsOf, totalOf } from '../../../instruments/explain/terms.ts'
import { useModel } from '../../../instruments/model.ts'
import { core } from '../../../session/index.ts'
import { fixed } from '../../../ui/format.ts'
import type { ModelHandle } from '../../../worker/protocol.ts'
import type { Steps } from './steps.ts'

/** `column` of c_attn, counted over queries, keys and values */
export function Projection({ steps, token, column, value }: { steps: Steps; token: number; column: number; value: number }) {
  const { text, layer, source, C } = steps
  const { handle, model, version } = useModel()
  const read = async (asked: ModelHandle) => {
    const before = model && variantOf(model.config).norm === 'pre' ? `h.${layer}.ln_1` : layer === 0 ? 'embed' : `h.${layer - 1}.ln_2`
    const name = `h.${layer}.attn.c_attn`
    const { tensors } = await core.probe(asked, text, [before, `${name}.weight`])
    const [x, weight] = tensors.map(({ data }) => data) as [Float32Array, Float32Array]
    const [bias] = await core.weights(asked, [`${name}.bias`]).catch(() => [])
    const width = x.length / steps.tokens.length
    const row = x.subarray(token * width, (token + 1) * width)
    const terms = productsOf(
      row,
      Float32Array.from({ length: width }, (_, c) => weight[c * 3 * C + column]!),
      (c) => `x${c + 1} · W${c + 1}`,
    )
    return { terms, bias: bias?.data[column] ?? 0 }
  }
  const plain = source.endsWith('c_attn')
  const { value: found, busy, error } = useComputed(handle && plain ? () => read(handle) : null, [steps, token, column, version])
  if (!plain) return <>x·W + b, which this model then turns by the place, or shares between heads</>
  if (error) return null
  if (!found) return <>{busy ? 'asking the model …' : ''}</>
  return (
    <>
      <Sum caption="x·W, the heaviest products first" terms={found.terms} />
      x·W + b = {fixed(totalOf(found.terms), 3)} + {fixed(found.bias, 3)} = {fixed(value, 3)}
    </>
  )
}
