/** Softmax regression: one linear layer from vectors to labels, fitted by descent on the mean cross-entropy. What probes are made of. */
import { streamKey, uniform } from '../core/random.ts'

/** Rows of D numbers, and a label, 0 to K − 1, for each. */
export interface Labelled {
  /** [N,D] row-major */
  rows: Float32Array
  labels: Int32Array
}

export interface SoftmaxRegression {
  /** the label with the largest score for each row of [N,D] */
  predict(rows: Float32Array): Int32Array
}

const [EPOCHS, BATCH, RATE, PENALTY] = [20, 16, 0.02, 0.01]

/**
 * From zero, in batches of 16 drawn anew in each of 20 epochs, with a rate that falls from 0.02 to 0 and a penalty of 0.01/2 · Σ w².
 * Each of the D numbers is brought to mean 0 and deviation 1 first, as it is over the rows given. Equal rows give equal weights.
 */
export function fitSoftmax({ rows, labels }: Labelled, D: number, K: number): SoftmaxRegression {
  const N = labels.length
  const scale = scaleOf(rows, N, D)
  const x = scale(rows)
  const weights = new Float64Array((D + 1) * K)
  const p = new Float64Array(K)
  const gradient = new Float64Array(weights.length)
  const steps = EPOCHS * Math.ceil(N / BATCH)
  for (let step = 0; step < steps; step++) {
    const key = streamKey(1, step, 0x70726f62)
    gradient.fill(0)
    for (let b = 0; b < BATCH; b++) {
      const row = Math.floor(uniform(key, b) * N)
      scores(weights, x, row, D, K, p)
      softmax(p)
      p[labels[row]!]! -= 1
      for (let k = 0; k < K; k++) {
        const error = p[k]! / BATCH
        const at = k * (D + 1)
        for (let d = 0; d < D; d++) gradient[at + d]! += error * x[row * D + d]!
        gradient[at + D]! += error
      }
    }
    const rate = RATE * (1 - step / steps)
    for (let i = 0; i < weights.length; i++) weights[i]! -= rate * (gradient[i]! + (i % (D + 1) === D ? 0 : PENALTY * weights[i]!))
  }
  return {
    predict(others) {
      const y = scale(others)
      return Int32Array.from({ length: others.length / D }, (_, row) => {
        scores(weights, y, row, D, K, p)
        return p.indexOf(p.reduce((a, b) => Math.max(a, b)))
      })
    },
  }
}

/** Each row's numbers less their mean, over their deviation, both of the first N rows given here. */
function scaleOf(rows: Float32Array, N: number, D: number): (others: Float32Array) => Float64Array {
  const [mean, square] = [new Float64Array(D), new Float64Array(D)]
  for (let i = 0; i < N * D; i++) {
    mean[i % D]! += rows[i]! / N
    square[i % D]! += rows[i]! ** 2 / N
  }
  const deviation = square.map((value, d) => Math.sqrt(Math.max(1e-12, value - mean[d]! ** 2)))
  return (others) => Float64Array.from(others, (value, i) => (value - mean[i % D]!) / deviation[i % D]!)
}

/** Scores of one row, into `out` [K]; each label's weights end with its bias. */
function scores(weights: Float64Array, x: Float64Array, row: number, D: number, K: number, out: Float64Array): void {
  for (let k = 0; k < K; k++) {
    const at = k * (D + 1)
    let z = weights[at + D]!
    for (let d = 0; d < D; d++) z += weights[at + d]! * x[row * D + d]!
    out[k] = z
  }
}

function softmax(z: Float64Array): void {
  const top = z.reduce((a, b) => Math.max(a, b))
  let sum = 0
  for (let k = 0; k < z.length; k++) sum += z[k] = Math.exp(z[k]! - top)
  for (let k = 0; k < z.length; k++) z[k]! /= sum
}
