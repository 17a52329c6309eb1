/** AdamW (Kingma and Ba 2015, algorithm 1; decoupled decay: Loshchilov and Hutter 2019, algorithm 2), as PyTorch computes it. */

export interface AdamWSettings {
  learningRate: number
  beta1: number
  beta2: number
  eps: number
  weightDecay: number
  /** gradients are scaled by min(1, clip / (norm + 1e-6)); 0 turns clipping off */
  clip: number
  /** counted from 1 */
  step: number
  /** weights before this index decay, weights from it on do not */
  decayUntil: number
}

/** Updates weights, m and v in place from grads. */
export function adamW(weights: Float64Array, grads: Float64Array, m: Float64Array, v: Float64Array, norm: number, s: AdamWSettings): void {
  const { scale, stepSize, rootCorrection } = adamWFactors(s, norm)
  for (let i = 0; i < weights.length; i++) {
    const g = grads[i] * scale
    if (i < s.decayUntil) weights[i] *= 1 - s.learningRate * s.weightDecay
    m[i] = s.beta1 * m[i] + (1 - s.beta1) * g
    v[i] = s.beta2 * v[i] + (1 - s.beta2) * g * g
    weights[i] -= (stepSize * m[i]) / (Math.sqrt(v[i]) * rootCorrection + s.eps)
  }
}

/** What is the same for every weight: the clip scale, lr / (1 − β₁ᵗ), and 1 / √(1 − β₂ᵗ). */
export function adamWFactors(s: AdamWSettings, norm: number): { scale: number; stepSize: number; rootCorrection: number } {
  return {
    scale: s.clip > 0 ? Math.min(1, s.clip / (norm + 1e-6)) : 1,
    stepSize: s.learningRate / (1 - s.beta1 ** s.step),
    rootCorrection: 1 / Math.sqrt(1 - s.beta2 ** s.step),
  }
}
