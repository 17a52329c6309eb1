/** The baseline to beat: a table that predicts each token from the one before it. */

/**
 * Mean cross-entropy of a bigram model on `validation`, in nats per token, over all its tokens but the first.
 * Counts come from `train` only. A pair is smoothed as Witten and Bell (1991) do: a token `a` that was seen n times before d different
 * followers keeps d/(n+d) of its probability for the unigram model, p(b|a) = (count(a,b) + d·p(b)) / (n + d); the unigrams have one added to each count.
 * @returns NaN where `validation` has fewer than two tokens
 */
export function bigramLoss(train: Int32Array, validation: Int32Array, vocabSize: number): number {
  const pairs = countPairs(train, vocabSize)
  const unigram = new Float64Array(vocabSize).fill(1)
  const seenBefore = new Float64Array(vocabSize)
  for (let i = 0; i < train.length; i++) unigram[train[i]!]!++
  for (let i = 0; i + 1 < train.length; i++) seenBefore[train[i]!]!++
  const total = train.length + vocabSize

  let loss = 0
  for (let i = 0; i + 1 < validation.length; i++) {
    const [a, b] = [validation[i]!, validation[i + 1]!]
    const single = unigram[b]! / total
    const [n, d] = [seenBefore[a]!, pairs.followers[a]!]
    loss -= Math.log(n === 0 ? single : (pairs.count(a, b) + d * single) / (n + d))
  }
  return loss / (validation.length - 1)
}

/** Above so many tokens a full table would take more memory than the pairs that occur. */
const TABLE_LIMIT = 1024

interface Pairs {
  count(a: number, b: number): number
  /** how many different tokens followed each token */
  followers: Int32Array
}

/** A table for a small vocabulary, a map of the pairs that occur for a large one. */
function countPairs(train: Int32Array, vocabSize: number): Pairs {
  const followers = new Int32Array(vocabSize)
  if (vocabSize <= TABLE_LIMIT) {
    const table = new Int32Array(vocabSize * vocabSize)
    for (let i = 0; i + 1 < train.length; i++) {
      if (table[train[i]! * vocabSize + train[i + 1]!]!++ === 0) followers[train[i]!]!++
    }
    return { followers, count: (a, b) => table[a * vocabSize + b]! }
  }
  const map = new Map<number, number>()
  for (let i = 0; i + 1 < train.length; i++) {
    const pair = train[i]! * vocabSize + train[i + 1]!
    const count = map.get(pair) ?? 0
    if (count === 0) followers[train[i]!]!++
    map.set(pair, count + 1)
  }
  return { followers, count: (a, b) => map.get(a * vocabSize + b) ?? 0 }
}
