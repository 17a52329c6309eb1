/** The loss of distillation (Hinton, Vinyals and Dean 2015): the next token as it was, and all that a teacher thought possible. */

/** e^((z − max) / τ) over their sum, and the logarithm of that share. */
function softened(logits: Float64Array, temperature: number): { p: Float64Array; logP: Float64Array } {
  const max = logits.reduce((a, b) => Math.max(a, b), -Infinity)
  const scaled = logits.map((z) => (z - max) / temperature)
  const logSum = Math.log(scaled.reduce((sum, z) => sum + Math.exp(z), 0))
  const logP = scaled.map((z) => z - logSum)
  return { p: logP.map(Math.exp), logP }
}

/**
 * logits, teacher [M,V], targets [M] → losses [M] = (1 − α)·(−log softmax(z)[target]) + α·τ²·KL(softmax(t/τ) ‖ softmax(z/τ)), nats, and
 * dlogits [M,V], the gradient of their mean. τ² keeps the two gradients of one size, whatever the temperature.
 */
export function softCrossEntropy(
  logits: Float64Array,
  teacher: Float64Array,
  targets: ArrayLike<number>,
  M: number,
  V: number,
  alpha: number,
  temperature: number,
) {
  const losses = new Float64Array(M)
  const dlogits = new Float64Array(M * V)
  for (let m = 0; m < M; m++) {
    const z = logits.subarray(m * V, (m + 1) * V)
    const hard = softened(z, 1)
    const student = softened(z, temperature)
    const goal = softened(teacher.subarray(m * V, (m + 1) * V), temperature)
    const divergence = goal.p.reduce((sum, p, v) => sum + p * (goal.logP[v] - student.logP[v]), 0)
    losses[m] = (1 - alpha) * -hard.logP[targets[m]] + alpha * temperature ** 2 * divergence
    for (let v = 0; v < V; v++) {
      const own = hard.p[v] - (v === targets[m] ? 1 : 0)
      dlogits[m * V + v] = ((1 - alpha) * own + alpha * temperature * (student.p[v] - goal.p[v])) / M
    }
  }
  return { losses, dlogits }
}
