/** The different words of a text as one row of tokens with links, so that neighbours can be merged in place. */

/** Told of every pair of neighbours that comes and goes; `weight` is how often its word occurs in the text. */
export interface PairSink {
  born(place: number, left: number, right: number, weight: number): void
  gone(left: number, right: number, weight: number): void
}

/** A place that a merge has used up. */
const MERGED = -1
/** No neighbour: the word ends there. */
const NONE = -1

export class LinkedText {
  private readonly token: Int32Array
  private readonly before: Int32Array
  private readonly after: Int32Array
  private readonly weight: Float64Array
  /** tokens of the whole text as it is now */
  tokens = 0

  constructor(
    words: ReadonlyMap<string, number>,
    idsOf: (word: string) => number[],
    private readonly sink: PairSink,
  ) {
    const rows = [...words].map(([word, count]) => ({ ids: idsOf(word), count }))
    const size = rows.reduce((sum, { ids }) => sum + ids.length, 0)
    this.token = new Int32Array(size)
    this.before = new Int32Array(size)
    this.after = new Int32Array(size)
    this.weight = new Float64Array(size)
    let place = 0
    for (const { ids, count } of rows) {
      this.tokens += ids.length * count
      for (let i = 0; i < ids.length; i++, place++) {
        this.token[place] = ids[i]!
        this.weight[place] = count
        this.before[place] = i === 0 ? NONE : place - 1
        this.after[place] = i === ids.length - 1 ? NONE : place + 1
      }
    }
  }

  /** Tells the sink of every pair that there is. */
  report(): void {
    for (let place = 0; place < this.token.length; place++) {
      const next = this.after[place]!
      if (next !== NONE) this.sink.born(place, this.token[place]!, this.token[next]!, this.weight[place]!)
    }
  }

  /** Merges the pair that starts at `place`, unless another merge has taken a part of it. */
  merge(place: number, left: number, right: number, id: number): void {
    const { token, before, after, sink } = this
    const second = after[place]!
    if (token[place] !== left || second === NONE || token[second] !== right) return
    const weight = this.weight[place]!
    const [previous, next] = [before[place]!, after[second]!]
    token[place] = id
    token[second] = MERGED
    after[place] = next
    this.tokens -= weight
    if (previous !== NONE) {
      sink.gone(token[previous]!, left, weight)
      sink.born(previous, token[previous]!, id, weight)
    }
    if (next !== NONE) {
      before[next] = place
      sink.gone(right, token[next]!, weight)
      sink.born(place, id, token[next]!, weight)
    }
  }
}
