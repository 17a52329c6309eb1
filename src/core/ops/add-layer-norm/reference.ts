/** Post-norm: y = LayerNorm(a + dropout(b)) · gain + bias (Ba et al. 2016; GPT-1 puts it after each residual sum). */
import { dropoutScale } from '../../random.ts'

export interface NormSizes {
  rows: number
  width: number
  eps: number
  dropout: number
  key: number
}

/** a, b [M,C], gain, bias [C] → y, sum [M,C], mean, rstd (1/√(variance + ε)) [M] */
export function addLayerNorm(a: Float64Array, b: Float64Array, gain: Float64Array, bias: Float64Array, s: NormSizes) {
  const { rows: M, width: C } = s
  const sum = a.map((value, i) => value + b[i] * dropoutScale(s.key, i, s.dropout))
  const y = new Float64Array(M * C)
  const mean = new Float64Array(M)
  const rstd = new Float64Array(M)
  for (let m = 0; m < M; m++) {
    const row = sum.subarray(m * C, (m + 1) * C)
    mean[m] = row.reduce((t, v) => t + v, 0) / C
    const variance = row.reduce((t, v) => t + (v - mean[m]) ** 2, 0) / C
    rstd[m] = 1 / Math.sqrt(variance + s.eps)
    row.forEach((v, c) => {
      y[m * C + c] = (v - mean[m]) * rstd[m] * gain[c] + bias[c]
    })
  }
  return { y, sum, mean, rstd }
}

/** dy [M,C] → dsum [M,C], dgain, dbias [C]; with x̂ = (sum − mean)·rstd: dsum = rstd·(g∘dy − mean(g∘dy) − x̂·mean(g∘dy∘x̂)). */
export function addLayerNormBackward(
  dy: Float64Array,
  sum: Float64Array,
  mean: Float64Array,
  rstd: Float64Array,
  gain: Float64Array,
  s: NormSizes,
) {
  const { rows: M, width: C } = s
  const dsum = new Float64Array(M * C)
  const dgain = new Float64Array(C)
  const dbias = new Float64Array(C)
  for (let m = 0; m < M; m++) {
    const xhat = (c: number) => (sum[m * C + c] - mean[m]) * rstd[m]
    let meanG = 0
    let meanGx = 0
    for (let c = 0; c < C; c++) {
      const d = dy[m * C + c]
      dgain[c] += d * xhat(c)
      dbias[c] += d
      meanG += (d * gain[c]) / C
      meanGx += (d * gain[c] * xhat(c)) / C
    }
    for (let c = 0; c < C; c++) dsum[m * C + c] = rstd[m] * (dy[m * C + c] * gain[c] - meanG - xhat(c) * meanGx)
  }
  return { dsum, dgain, dbias }
}
