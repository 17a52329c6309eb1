/** Post-norm: y = LayerNorm(a + dropout(b)) (GPT-1 puts it after each residual sum). The norm itself: norm/reference.ts. */
import { add } from '../add/reference.ts'
import { dropout } from '../dropout/reference.ts'
import { LAYER_NORM, norm, normBackward } from '../norm/reference.ts'

export interface NormSizes {
  rows: number
  width: number
  eps: number
  dropout: number
  key: number
}

/** a, b [M,C], gain, bias [C] → y, sum [M,C], mean, rstd (1/√(variance + ε)) [M] */
export function addLayerNorm(a: Float64Array, b: Float64Array, gain: Float64Array, bias: Float64Array, s: NormSizes) {
  const sum = add(a, dropout(b, s.dropout, s.key))
  return { sum, ...norm(sum, gain, bias, { ...s, kind: LAYER_NORM }) }
}

/** dy [M,C] → dsum [M,C], dgain, dbias [C] */
export function addLayerNormBackward(
  dy: Float64Array,
  sum: Float64Array,
  mean: Float64Array,
  rstd: Float64Array,
  gain: Float64Array,
  s: NormSizes,
) {
  const { dx: dsum, dgain, dbias } = normBackward(dy, sum, mean, rstd, gain, { ...s, kind: LAYER_NORM })
  return { dsum, dgain, dbias }
}
