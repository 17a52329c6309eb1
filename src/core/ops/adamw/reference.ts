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
  const factors = adamWFactors(s, norm)
  for (let i = 0; i < weights.length; i++) {
    const next = adamWOfOne({ weight: weights[i], gradient: grads[i], m: m[i], v: v[i] }, factors, s, i < s.decayUntil)
    weights[i] = next.weight
    m[i] = next.m
    v[i] = next.v
  }
}

/** What becomes of one weight, and all that it is made of. */
export interface AdamWTerms {
  /** the gradient after clipping */
  clipped: number
  m: number
  v: number
  /** the moments divided by 1 − βᵗ: m̂ and v̂ */
  mHat: number
  vHat: number
  /** how much of the weight is taken away before the step, η·λ·w; 0 where it does not decay */
  decay: number
  /** what Adam takes away, η·m̂ / (√v̂ + ε) */
  step: number
  weight: number
}

export function adamWOfOne(
  { weight, gradient, m: m0, v: v0 }: { weight: number; gradient: number; m: number; v: number },
  { scale, meanCorrection, stepSize, rootCorrection }: AdamWFactors,
  { beta1, beta2, eps, learningRate, weightDecay }: AdamWSettings,
  decays: boolean,
): AdamWTerms {
  const clipped = gradient * scale
  const m = beta1 * m0 + (1 - beta1) * clipped
  const v = beta2 * v0 + (1 - beta2) * clipped * clipped
  const decay = decays ? learningRate * weightDecay * weight : 0
  const step = (stepSize * m) / (Math.sqrt(v) * rootCorrection + eps)
  return {
    clipped,
    m,
    v,
    mHat: m * meanCorrection,
    vHat: v * rootCorrection ** 2,
    decay,
    step,
    weight: weight - decay - step,
  }
}

export interface AdamWFactors {
  scale: number
  meanCorrection: number
  stepSize: number
  rootCorrection: number
}

/** What is the same for every weight: the clip scale, 1 / (1 − β₁ᵗ), lr / (1 − β₁ᵗ), and 1 / √(1 − β₂ᵗ). */
export function adamWFactors(s: AdamWSettings, norm: number): AdamWFactors {
  return {
    scale: s.clip > 0 ? Math.min(1, s.clip / (norm + 1e-6)) : 1,
    meanCorrection: 1 / (1 - s.beta1 ** s.step),
    stepSize: s.learningRate / (1 - s.beta1 ** s.step),
    rootCorrection: 1 / Math.sqrt(1 - s.beta2 ** s.step),
  }
}
