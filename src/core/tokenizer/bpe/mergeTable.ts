/** The learned merges put to use: a word's symbols become tokens, the earliest-learned pair first. */
import { Heap } from './heap.ts'
import { PAIR } from './pairCounts.ts'

/** A place in a word is below 2²⁷ and a rank below 2¹⁷, so both fit one exact number that sorts by rank, then by place. */
const PLACES = 2 ** 27
const MERGED = -1

export class MergeTable {
  private readonly rankOf = new Map<number, number>()
  private readonly result: number[] = []

  /** The next rule. Returns false where the pair has one already. */
  add(left: number, right: number, id: number): boolean {
    const pair = left * PAIR + right
    if (this.rankOf.has(pair)) return false
    this.rankOf.set(pair, this.result.length)
    this.result.push(id)
    return true
  }

  /**
   * Merges until no rule fits. Time is O(n log n) in the word's length, so a word of a million symbols is no danger.
   * @param ids the word's symbols; left as they are
   */
  apply(ids: readonly number[]): number[] {
    if (ids.length < 2) return [...ids]
    const token = [...ids]
    const before = token.map((_, i) => i - 1)
    const after = token.map((_, i) => i + 1)
    const queue = new Heap<number>((a, b) => a < b)
    const consider = (place: number): void => {
      const rank = this.rankOf.get(token[place]! * PAIR + token[after[place]!]!)
      if (rank !== undefined) queue.push(rank * PLACES + place)
    }
    for (let place = 0; place + 1 < token.length; place++) consider(place)

    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const place = next % PLACES
      const id = this.result[Math.floor(next / PLACES)]!
      const second = after[place]!
      if (token[place] === MERGED || second >= token.length) continue
      // What was queued may be gone; another pair that makes the same token is merged in its place, as in Hugging Face's.
      const rank = this.rankOf.get(token[place]! * PAIR + token[second]!)
      if (rank === undefined || this.result[rank] !== id) continue
      token[place] = id
      token[second] = MERGED
      after[place] = after[second]!
      if (after[place]! < token.length) {
        before[after[place]!] = place
        consider(place)
      }
      if (before[place]! >= 0) consider(before[place]!)
    }
    return token.filter((id) => id !== MERGED)
  }
}
