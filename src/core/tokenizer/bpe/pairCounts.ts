/** How often each pair of tokens are neighbours, and which pair is the most frequent. */
import { Heap } from './heap.ts'
import type { PairSink } from './linkedText.ts'

/** Ids are below 2¹⁷ (LIMITS.nVocab), so a pair is one exact number: left · 2¹⁷ + right. */
export const PAIR = 2 ** 17

/** A pair that waits for its turn. Its count may have fallen since it was queued; then it is queued again. */
interface Candidate {
  pair: number
  count: number
  places: number[]
}

export class PairCounts implements PairSink {
  private readonly counts = new Map<number, number>()
  private readonly queue = new Heap<Candidate>((a, b) => (a.count === b.count ? a.pair < b.pair : a.count > b.count))
  /** where each pair came up since the last `next` */
  private fresh = new Map<number, number[]>()

  born(place: number, left: number, right: number, weight: number): void {
    const pair = left * PAIR + right
    this.counts.set(pair, (this.counts.get(pair) ?? 0) + weight)
    const places = this.fresh.get(pair)
    if (places) places.push(place)
    else this.fresh.set(pair, [place])
  }

  gone(left: number, right: number, weight: number): void {
    const pair = left * PAIR + right
    this.counts.set(pair, (this.counts.get(pair) ?? 0) - weight)
  }

  /** Takes out the most frequent pair; of equals, the one with the smaller ids. */
  next(): Candidate | undefined {
    for (const [pair, places] of this.fresh) this.queue.push({ pair, count: this.counts.get(pair)!, places })
    this.fresh.clear()
    for (;;) {
      const top = this.queue.pop()
      if (!top) return undefined
      const count = this.counts.get(top.pair) ?? 0
      if (count === top.count) return top
      if (count > 0) this.queue.push({ ...top, count })
    }
  }

  /** The pair was merged everywhere. */
  forget(pair: number): void {
    this.counts.delete(pair)
  }
}
