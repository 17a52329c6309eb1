/** How one hidden unit comes by its number at one token: the token's vector times the unit's column, plus its bias. */
import { variantOf } from '../../../core/config/variant.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'
import { productsOf, type Term, totalOf } from '../../../instruments/explain/terms.ts'
import type { Units } from './units.ts'

/** The terms of the pre-activation; null where the layer was cut and reads something else. */
export async function termsOf(
  core: CoreApi,
  handle: ModelHandle,
  { config }: ModelSummary,
  text: string,
  { layer, width, before }: Units,
  unit: number,
  token: number,
): Promise<Term[] | null> {
  const { norm, shared, biases } = variantOf(config)
  const input = `h.${layer}.${norm === 'post' ? 'ln_1' : 'ln_2'}`
  const weights = `h.${shared ? 0 : layer}.mlp.c_fc`
  const { tensors } = await core.probe(handle, text, [input, `${weights}.weight`, ...(biases ? [`${weights}.bias`] : [])])
  const [x, w, b] = tensors.map(({ data }) => data)
  const C = config.nEmbd
  const column = Float32Array.from({ length: C }, (_, i) => w![i * width + unit]!)
  const terms = productsOf(x!.subarray(token * C, (token + 1) * C), column, (i) => `i = ${i}`)
  if (b) terms.push({ name: `b[${unit}]`, value: b[unit]! })
  return Math.abs(totalOf(terms) - before[token * width + unit]!) < 1e-3 ? terms : null
}
