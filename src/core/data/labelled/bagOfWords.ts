/** Two models of texts as bags of words, each word once and without its place: naive Bayes, which counts, and logistic regression, which learns. */

/** The words of a text, small letters, each once. */
export const wordsOf = (text: string): string[] => [...new Set(text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [])]

export interface Bag {
  seen: readonly string[]
  /** the number of its label */
  label: number
}

export interface NaiveBayes {
  /** log P(label) + Σ log P(word | label) of each label; words that were never counted say nothing */
  scores(seen: readonly string[]): number[]
  /** texts of each label that the word stood in; undefined where it was never counted */
  counts: ReadonlyMap<string, readonly number[]>
  /** texts of each label */
  totals: readonly number[]
}

/** Laplace's smoothing: P(word | label) = (texts of the label with the word + 1) / (texts of the label + 2). */
export function naiveBayes(examples: readonly Bag[], labels: number): NaiveBayes {
  const counts = new Map<string, number[]>()
  const totals = new Array<number>(labels).fill(0)
  for (const { seen, label } of examples) {
    totals[label]!++
    for (const word of seen) {
      const count = counts.get(word) ?? new Array<number>(labels).fill(0)
      count[label]!++
      counts.set(word, count)
    }
  }
  const scores = (seen: readonly string[]) =>
    totals.map((total, label) =>
      seen.reduce(
        (sum, word) => {
          const count = counts.get(word)
          return count ? sum + Math.log((count[label]! + 1) / (total + 2)) : sum
        },
        Math.log((total + 1) / (examples.length + labels)),
      ),
    )
  return { scores, counts, totals }
}

/** log (P(word | label 1) / P(word | label 0)): what the word adds to the log-odds of label 1. */
export function logOddsOf({ counts, totals }: NaiveBayes, word: string): number {
  const [zero, one] = counts.get(word) ?? [0, 0]
  return counts.has(word) ? Math.log((one! + 1) / (totals[1]! + 2)) - Math.log((zero! + 1) / (totals[0]! + 2)) : 0
}

export interface Logistic {
  weights: ReadonlyMap<string, number>
  bias: number
  /** mean loss over the training examples before each step, and after the last, nats */
  losses: readonly number[]
}

export interface LogisticSettings {
  steps: number
  learningRate: number
  /** λ of the penalty λ/2 · Σ w² */
  penalty: number
}

/** Labels 0 and 1: p = σ(b + Σ w of the words seen), by plain descent on the mean cross-entropy of all examples, from zero. */
export function logisticRegression(examples: readonly Bag[], { steps, learningRate, penalty }: LogisticSettings): Logistic {
  const ids = new Map<string, number>()
  for (const { seen } of examples) for (const word of seen) if (!ids.has(word)) ids.set(word, ids.size)
  const rows = examples.map(({ seen }) => Int32Array.from(seen, (word) => ids.get(word)!))
  const weights = new Float64Array(ids.size)
  const gradient = new Float64Array(ids.size)
  let bias = 0
  const losses: number[] = []
  for (let step = 0; step <= steps; step++) {
    gradient.fill(0)
    let biasGradient = 0
    let loss = 0
    rows.forEach((row, i) => {
      let z = bias
      for (const id of row) z += weights[id]!
      const { label } = examples[i]!
      // log (1 + e^−z) of the right side, without an overflow
      const margin = label === 1 ? z : -z
      loss += Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)))
      const error = sigmoid(z) - label
      biasGradient += error
      for (const id of row) gradient[id]! += error
    })
    losses.push(loss / rows.length)
    if (step === steps) break
    bias -= (learningRate * biasGradient) / rows.length
    for (let id = 0; id < weights.length; id++) {
      weights[id]! -= learningRate * (gradient[id]! / rows.length + penalty * weights[id]!)
    }
  }
  return { weights: new Map([...ids].map(([word, id]) => [word, weights[id]!])), bias, losses }
}

export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z))
