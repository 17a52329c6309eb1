/** Numbers for figures that stand alone: each from a formula that can be read here. No model stands behind them, and the gallery says so. */

/** Shares of e^score; with `T` scores of which the later ones are masked, a row of attention. */
export function softmax(scores: readonly number[]): number[] {
  const sum = scores.reduce((total, score) => total + Math.exp(score), 0)
  return scores.map((score) => Math.exp(score) / sum)
}

/** [T,T]: each token reads itself and those before it, the nearer the more. */
export const nearness = (T: number): Float32Array =>
  Float32Array.from(
    Array.from({ length: T }, (_, row) => [
      ...softmax(Array.from({ length: row + 1 }, (_, column) => (column - row) / 2)),
      ...Array(T - row - 1).fill(0),
    ]).flat(),
  )

/** Gradient descent on ½x² + ln 2: its loss at each step. */
export function descent(steps: number, rate: number): { x: number; y: number }[] {
  let place = 2
  return Array.from({ length: steps }, (_, i) => {
    place -= rate * place
    return { x: i + 1, y: place ** 2 / 2 + Math.LN2 }
  })
}

/** A next-token distribution over letters with logits that fall by `fall` each; below `cut` nothing is kept. */
export function letters(count: number, { fall = 0.4, temperature = 1, cut = 0 } = {}) {
  const logits = Array.from({ length: count }, (_, i) => -fall * i)
  const scaled = logits.map((logit) => logit / temperature)
  const probabilities = softmax(scaled)
  const keptSum = probabilities.filter((p) => p >= cut).reduce((a, b) => a + b, 0)
  const entries = logits.map((logit, id) => ({
    id,
    token: String.fromCharCode(97 + id),
    logit,
    scaled: scaled[id]!,
    probability: probabilities[id]!,
    kept: probabilities[id]! >= cut ? probabilities[id]! / keptSum : 0,
  }))
  return { entries, temperature, logSumExp: Math.log(scaled.reduce((sum, score) => sum + Math.exp(score), 0)) }
}

/** [rows, columns]: sines and cosines of places, as Vaswani et al. (2017) number them. */
export const waves = (rows: number, columns: number): Float32Array =>
  Float32Array.from({ length: rows * columns }, (_, i) => {
    const [place, k] = [Math.floor(i / columns), i % columns]
    const angle = place / 10_000 ** ((2 * Math.floor(k / 2)) / columns)
    return k % 2 === 0 ? Math.sin(angle) : Math.cos(angle)
  })

/** [n,n] from 0 to 1: a bowl, high at the corners. */
export const bowl = (n: number): Float32Array =>
  Float32Array.from({ length: n * n }, (_, i) => ((Math.floor(i / n) / (n - 1) - 0.5) ** 2 + ((i % n) / (n - 1) - 0.5) ** 2) * 2)

/** Parameters of each part, as a model of these sizes has them: weights, biases, and its norms' gains and biases. */
export const partsOf = ({ nEmbd: C, nCtx, nVocab }: { nEmbd: number; nCtx: number; nVocab: number }) => ({
  wte: nVocab * C,
  wpe: nCtx * C,
  attention: 4 * C * C + 4 * C + 2 * C,
  feedForward: 8 * C * C + 5 * C + 2 * C,
})

/** Each word between its first letter and its last. */
export const ends = (words: readonly string[]) => words.map((word) => ({ word, left: word[0]!, right: word.at(-1)! }))
