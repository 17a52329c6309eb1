/** LayerNorm (Ba et al. 2016) and RMSNorm (Zhang and Sennrich 2019), which leaves the mean out: y = x̂·gain + bias. */

export const LAYER_NORM = 0
export const RMS_NORM = 1

export interface NormSizes {
  rows: number
  width: number
  eps: number
  /** LAYER_NORM or RMS_NORM */
  kind: number
}

/**
 * x [M,C], gain [C], bias [C] or none → y [M,C], mean, rstd [M]; x̂ = (x − mean)·rstd.
 * LayerNorm: rstd = 1/√(variance + ε). RMSNorm: mean = 0, so rstd = 1/√(mean of x² + ε).
 */
export function norm(x: Float64Array, gain: Float64Array, bias: Float64Array | undefined, s: NormSizes) {
  const { rows: M, width: C } = s
  const y = new Float64Array(M * C)
  const mean = new Float64Array(M)
  const rstd = new Float64Array(M)
  for (let m = 0; m < M; m++) {
    const row = x.subarray(m * C, (m + 1) * C)
    if (s.kind === LAYER_NORM) mean[m] = row.reduce((t, v) => t + v, 0) / C
    const variance = row.reduce((t, v) => t + (v - mean[m]) ** 2, 0) / C
    rstd[m] = 1 / Math.sqrt(variance + s.eps)
    row.forEach((v, c) => {
      y[m * C + c] = (v - mean[m]) * rstd[m] * gain[c] + (bias ? bias[c] : 0)
    })
  }
  return { y, mean, rstd }
}

/**
 * dy [M,C] → dx [M,C], dgain, dbias [C]. With g = gain∘dy: dx = rstd·(g − mean(g) − x̂·mean(g∘x̂));
 * the mean(g) comes from subtracting x's mean, so RMSNorm has none.
 */
export function normBackward(dy: Float64Array, x: Float64Array, mean: Float64Array, rstd: Float64Array, gain: Float64Array, s: NormSizes) {
  const { rows: M, width: C } = s
  const dx = new Float64Array(M * C)
  const dgain = new Float64Array(C)
  const dbias = new Float64Array(C)
  for (let m = 0; m < M; m++) {
    const xhat = (c: number) => (x[m * C + c] - mean[m]) * rstd[m]
    let meanG = 0
    let meanGx = 0
    for (let c = 0; c < C; c++) {
      const d = dy[m * C + c]
      dgain[c] += d * xhat(c)
      dbias[c] += d
      if (s.kind === LAYER_NORM) meanG += (d * gain[c]) / C
      meanGx += (d * gain[c] * xhat(c)) / C
    }
    for (let c = 0; c < C; c++) dx[m * C + c] = rstd[m] * (dy[m * C + c] * gain[c] - meanG - xhat(c) * meanGx)
  }
  return { dx, dgain, dbias }
}
