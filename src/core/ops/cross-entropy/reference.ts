/** Cross-entropy of the next token: −log softmax(logits)[target], in nats, and its gradient. */

/**
 * logits [M,V], targets [M] → losses [M]; dlogits [M,V] = (softmax − onehot) · weights, weights [M]: the gradient of Σ weights·losses.
 * Without weights each is 1 / M, and the gradient is that of the mean loss. A row of weight 0, such as padding, has loss 0.
 */
export function crossEntropy(logits: Float64Array, targets: ArrayLike<number>, M: number, V: number, weights?: ArrayLike<number>) {
  const losses = new Float64Array(M)
  const dlogits = new Float64Array(M * V)
  for (let m = 0; m < M; m++) {
    const weight = weights ? weights[m] : 1 / M
    if (weight === 0) continue
    const row = logits.subarray(m * V, (m + 1) * V)
    const max = row.reduce((a, b) => Math.max(a, b), -Infinity)
    const sum = row.reduce((a, z) => a + Math.exp(z - max), 0)
    losses[m] = max + Math.log(sum) - row[targets[m]]
    row.forEach((z, v) => {
      dlogits[m * V + v] = (Math.exp(z - max) / sum - (v === targets[m] ? 1 : 0)) * weight
    })
  }
  return { losses, dlogits }
}
