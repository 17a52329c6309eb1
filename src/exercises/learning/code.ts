/** Loss and optimizer: what the learner begins with, and the lesson's own code. */

export const start = `// Mean of −log p over all targets, in nats. logits [B,T,V], targets: B·T ids → [1]
function crossEntropy(logits: Tensor, targets: number[]): Tensor {
  const V = logits.shape.at(-1), N = targets.length
  const out = new Tensor([1], [logits], () => {
    // (p − y) / N at every logit, where y is 1 at the target and 0 elsewhere
  })
  return out
}

// windows: B pieces of text of T + 1 ids each. Every token but the last has one to predict.
function loss(windows: number[][], p: Params, config: Config): Tensor {
  return new Tensor([1])
}

// One step of AdamW over all of p, whose gradients are filled. moments keeps m and v from step to step.
function adamw(p: Params, moments: Moments, step: number, rate: number): void {
  const b1 = 0.9, b2 = 0.999, eps = 1e-8, decay = 0.01
  for (const [name, w] of Object.entries(p)) {
    const { m, v } = (moments[name] ??= { m: new Float64Array(w.data.length), v: new Float64Array(w.data.length) })
    // Matrices decay, vectors do not. step counts from 1.
  }
}
`

export const solution = `// Mean of −log p over all targets, in nats. logits [B,T,V], targets: B·T ids → [1]
function crossEntropy(logits: Tensor, targets: number[]): Tensor {
  const V = logits.shape.at(-1), N = targets.length
  const p = softmax(logits).data
  const out = new Tensor([1], [logits], () => {
    for (let i = 0; i < p.length; i++)
      logits.grad[i] += ((p[i] - (targets[Math.floor(i / V)] === i % V ? 1 : 0)) / N) * out.grad[0]
  })
  targets.forEach((target, r) => (out.data[0] -= Math.log(p[r * V + target]) / N))
  return out
}

// windows: B pieces of text of T + 1 ids each. Every token but the last has one to predict.
function loss(windows: number[][], p: Params, config: Config): Tensor {
  const inputs = windows.flatMap((w) => w.slice(0, -1)), targets = windows.flatMap((w) => w.slice(1))
  return crossEntropy(gpt(inputs, windows.length, p, config), targets)
}

// One step of AdamW over all of p, whose gradients are filled. moments keeps m and v from step to step.
function adamw(p: Params, moments: Moments, step: number, rate: number): void {
  const b1 = 0.9, b2 = 0.999, eps = 1e-8, decay = 0.01
  for (const [name, w] of Object.entries(p)) {
    const { m, v } = (moments[name] ??= { m: new Float64Array(w.data.length), v: new Float64Array(w.data.length) })
    for (let i = 0; i < m.length; i++) {
      m[i] = b1 * m[i] + (1 - b1) * w.grad[i]
      v[i] = b2 * v[i] + (1 - b2) * w.grad[i] ** 2
      if (w.shape.length > 1) w.data[i] -= rate * decay * w.data[i]
      w.data[i] -= (rate * m[i]) / (1 - b1 ** step) / (Math.sqrt(v[i] / (1 - b2 ** step)) + eps)
    }
  }
}
`
