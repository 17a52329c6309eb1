/** N-gram models of every order at once: what followed each context of up to `longest` tokens, interpolated as Witten and Bell do. */
import { CourseError } from '../errors.ts'

/** How many tokens of context the longest table may have: 9 makes 10-grams. */
const MOST_CONTEXT = 15

/** Contexts that occur more often keep their counts once they have been added up; rarer ones are counted again where they are asked for. */
const REMEMBERED_FROM = 256

/** What followed one context: `counts` by token id, how often it was seen, and how many different tokens followed it. */
interface Followers {
  counts: ReadonlyMap<number, number>
  total: number
}

/**
 * Counts of a text for all orders. The places of the text lie sorted by what stands before them, read backwards, so the places after one
 * context are neighbours, and those after a longer context lie inside: 4 bytes a token, whatever the order.
 *
 * With h the last k tokens, h' the last k − 1, n = Σ_c count(h c), and d the number of different c that followed h (Witten and Bell 1991, method C):
 *
 *     p(b | h) = (count(h b) + d · p(b | h')) / (n + d)
 *
 * A context that was never seen leaves p(b | h') as it is. Below stand unigrams with one added to each count. Order 2 is `bigramLoss`.
 */
export class Ngrams {
  /** places of the text, sorted by the tokens before them, the nearest first */
  private readonly places: Int32Array
  private readonly unigram: Float64Array
  /** how many different tokens the text has */
  private readonly different: number
  private readonly remembered = new Map<number, Followers>()

  /**
   * @param text token ids to count
   * @param longest tokens of context in the longest table; an n-gram has n − 1
   * @throws CourseError 'bad-argument' for a context that is none, 'bad-text' for a text without a pair
   */
  constructor(
    private readonly text: Int32Array,
    readonly vocabSize: number,
    readonly longest: number,
  ) {
    if (!Number.isInteger(longest) || longest < 0 || longest > MOST_CONTEXT) {
      throw new CourseError(
        'bad-argument',
        `A context of ${longest} tokens was asked for.`,
        `Give a whole number from 0 to ${MOST_CONTEXT}: an n-gram has n − 1.`,
      )
    }
    if (text.length < 2) throw new CourseError('bad-text', `The text has ${text.length} tokens.`, 'Counting pairs needs two at least.')
    this.unigram = new Float64Array(vocabSize).fill(1)
    for (const id of text) this.unigram[id]!++
    this.different = this.unigram.reduce((sum, count) => sum + (count > 1 ? 1 : 0), 0)
    for (let id = 0; id < vocabSize; id++) this.unigram[id]! /= text.length + vocabSize
    this.places = sortedByContext(text, vocabSize, longest)
  }

  /**
   * p(next | the last k tokens before) for k = 0 … longest, or fewer where less stands before it.
   * @param at place of `next` in `tokens`; nothing before `from` is read
   */
  probabilities(tokens: Int32Array, at: number, from = 0): number[] {
    const next = tokens[at]!
    const shares = [this.unigram[next]!]
    this.walk(tokens, at, from, (low, high, k) => {
      const { counts, total } = this.followers(low, high, k)
      const lower = shares.at(-1)!
      shares.push(((counts.get(next) ?? 0) + counts.size * lower) / (total + counts.size))
    })
    // What no context says, the shorter one does.
    const reach = Math.min(this.longest, at - from)
    while (shares.length <= reach) shares.push(shares.at(-1)!)
    return shares
  }

  /** [V] p(· | the last tokens), with the longest context that was seen, of at most `context` tokens. */
  distribution(tokens: Int32Array, context = this.longest): Float64Array {
    const shares = this.unigram.slice()
    this.walk(tokens, tokens.length, Math.max(0, tokens.length - context), (low, high, k) => {
      const { counts, total } = this.followers(low, high, k)
      const distinct = counts.size
      for (let id = 0; id < shares.length; id++) shares[id] = (distinct * shares[id]!) / (total + distinct)
      for (const [id, count] of counts) shares[id]! += count / (total + distinct)
    })
    return shares
  }

  /** How often the last `context` tokens were seen with something after them, and how many different tokens followed. */
  seen(tokens: Int32Array, context: number): { times: number; different: number } {
    if (context === 0) return { times: this.text.length, different: this.different }
    let found = { times: 0, different: 0 }
    this.walk(tokens, tokens.length, Math.max(0, tokens.length - context), (low, high, k) => {
      if (k === context) found = { times: high - low, different: this.followers(low, high, k).counts.size }
    })
    return found
  }

  /** How many of the tokens before `at` were seen in this order, as far back as the longest table reads. */
  known(tokens: Int32Array, at: number, from = 0): number {
    let known = 0
    this.walk(tokens, at, from, () => void known++)
    return known
  }

  /** How many different rows of n tokens the text has, for n = 1 … longest + 1: the counts that the tables keep. */
  entries(): number[] {
    const shared = this.sharedContexts()
    // The text in the sorted order, once: reading it place by place for every order would be slow.
    const next = this.places.map((place) => this.text[place]!)
    return Array.from({ length: this.longest + 1 }, (_, k) => {
      // Places of one context are neighbours, so a token is new to it unless it came since the context began.
      const lastIn = new Int32Array(this.vocabSize).fill(-1)
      let [context, entries] = [0, 0]
      for (let i = 0; i < next.length; i++) {
        if (shared[i]! < k) context = i
        const id = next[i]!
        if (lastIn[id]! < context) entries++
        lastIn[id] = i
      }
      // The first k places have no whole context, and each counted as one of its own.
      return entries - Math.min(k, next.length)
    })
  }

  /** How many tokens before a place are those before its neighbour in the sorted order. */
  private sharedContexts(): Uint8Array {
    const { places, longest } = this
    const text = this.vocabSize <= 256 ? Uint8Array.from(this.text) : this.text
    const shared = new Uint8Array(places.length)
    for (let i = 1; i < places.length; i++) {
      const [a, b] = [places[i - 1]!, places[i]!]
      const most = Math.min(longest, a, b)
      let k = 0
      while (k < most && text[a - 1 - k] === text[b - 1 - k]) k++
      shared[i] = k
    }
    return shared
  }

  /** Calls `each` with the range of places that the last k = 1, 2, … tokens before `at` stand before, as long as there are any. */
  private walk(tokens: Int32Array, at: number, from: number, each: (low: number, high: number, k: number) => void): void {
    let [low, high] = [0, this.places.length]
    const reach = Math.min(this.longest, at - from)
    for (let k = 1; k <= reach; k++) {
      const token = tokens[at - k]!
      low = this.bound(low, high, k, token)
      high = this.bound(low, high, k, token + 1)
      if (low === high) return
      each(low, high, k)
    }
  }

  /** The first place in [low, high) whose token k places back is at least `token`: there, places are sorted by it. */
  private bound(low: number, high: number, k: number, token: number): number {
    while (low < high) {
      const middle = (low + high) >>> 1
      const place = this.places[middle]! - k
      if ((place < 0 ? -1 : this.text[place]!) < token) low = middle + 1
      else high = middle
    }
    return low
  }

  private followers(low: number, high: number, k: number): Followers {
    const key = low * (MOST_CONTEXT + 1) + k
    const known = this.remembered.get(key)
    if (known) return known
    const counts = new Map<number, number>()
    for (let i = low; i < high; i++) {
      const id = this.text[this.places[i]!]!
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    const followers = { counts, total: high - low }
    if (high - low >= REMEMBERED_FROM) this.remembered.set(key, followers)
    return followers
  }
}

/** Keys of more kinds than this would need more room than they save time. */
const MOST_KEYS = 1 << 16

/**
 * Sorts the places of a text by the token before, then by the one before that …: a stable counting sort for each, the furthest first.
 * Two tokens are one key where the vocabulary is small: half the passes, which a million characters notice.
 */
function sortedByContext(text: Int32Array, vocabSize: number, longest: number): Int32Array {
  // Id −1 stands for nothing, before the beginning of the text.
  const kinds = vocabSize + 1
  const Keys = kinds <= MOST_KEYS ? Uint16Array : Int32Array
  const one = new Keys(text.length)
  for (let place = 1; place < text.length; place++) one[place] = text[place - 1]! + 1
  const two = kinds * kinds <= MOST_KEYS ? new Keys(text.length) : null
  if (two) for (let place = 1; place < text.length; place++) two[place] = one[place]! * kinds + one[place - 1]!
  let from = Int32Array.from(text, (_, place) => place)
  let to = new Int32Array(text.length)
  for (let k = longest; k >= 1; ) {
    const pair = two !== null && k >= 2
    k -= pair ? 2 : 1
    const keys = pair ? two : one
    const ends = new Int32Array((pair ? kinds * kinds : kinds) + 1)
    // `one` and `two` read what stands before a place: k further back, that is the place k before.
    for (let place = 0; place < text.length; place++) ends[(place < k ? 0 : keys[place - k]!) + 1]!++
    for (let id = 1; id < ends.length; id++) ends[id]! += ends[id - 1]!
    for (let i = 0; i < from.length; i++) {
      const place = from[i]!
      const key = place < k ? 0 : keys[place - k]!
      to[ends[key]!] = place
      ends[key]!++
    }
    ;[from, to] = [to, from]
  }
  return from
}

/**
 * Mean cross-entropy of every order on windows of text, nats per token: entry k for contexts of k tokens, (k + 1)-grams.
 * As for a model with a context, nothing before its window is known to a token, so these are the numbers to put beside a model's.
 * @param windows `ids` and `targets` of [B·T], as `evaluationBatches` gives them
 */
export function ngramLosses(ngrams: Ngrams, windows: readonly { ids: Int32Array; targets: Int32Array }[], time: number): number[] {
  const sums = new Float64Array(ngrams.longest + 1)
  let tokens = 0
  for (const { ids, targets } of windows) {
    for (let start = 0; start < ids.length; start += time) {
      const window = new Int32Array(time + 1)
      window.set(ids.subarray(start, start + time))
      window[time] = targets[start + time - 1]!
      for (let at = 1; at <= time; at++) addLosses(sums, ngrams.probabilities(window, at))
      tokens += time
    }
  }
  return Array.from(sums, (sum) => sum / tokens)
}

/** The same over a whole text but its first token, each token with all that stands before it. */
export function ngramLossesOver(ngrams: Ngrams, tokens: Int32Array): number[] {
  const sums = new Float64Array(ngrams.longest + 1)
  for (let at = 1; at < tokens.length; at++) addLosses(sums, ngrams.probabilities(tokens, at))
  return Array.from(sums, (sum) => sum / (tokens.length - 1))
}

/** Where less stands before a token than an order reads, that order does with what there is. */
function addLosses(sums: Float64Array, shares: readonly number[]): void {
  for (let k = 0; k < sums.length; k++) sums[k]! -= Math.log(shares[Math.min(k, shares.length - 1)]!)
}
