/**
 * A tagger that is counted: how often each word had each tag, how often each tag followed each, and Viterbi's search for the best row of
 * tags. Both tables are smoothed as Witten and Bell do, by the formula of n-grams: with n counts and d different outcomes,
 * p = (count + d · p of what is less special) / (n + d).
 */

/** A word with its tag, as counted or as guessed. */
export interface Tagged {
  text: string
  tag: string
}

/** What stands before the first word of a sentence. */
export const START = 'start'

class Counts {
  private readonly rows = new Map<string, Map<string, number>>()

  add(given: string, outcome: string): void {
    const row = this.rows.get(given) ?? new Map<string, number>()
    row.set(outcome, (row.get(outcome) ?? 0) + 1)
    this.rows.set(given, row)
  }

  row(given: string): ReadonlyMap<string, number> {
    return this.rows.get(given) ?? new Map()
  }

  /** p(outcome | given), where `lower` is its share by something less special */
  share(given: string, outcome: string, lower: number): number {
    const row = this.row(given)
    const n = [...row.values()].reduce((a, b) => a + b, 0)
    return n === 0 ? lower : ((row.get(outcome) ?? 0) + row.size * lower) / (n + row.size)
  }
}

/** One word of a sentence, as the tagger sees it. */
export interface Step {
  text: string
  /** how often it was counted with each tag, most often first; empty for a word that was never read */
  seen: { tag: string; count: number }[]
  /** p(tag | word), in the order of `tags` */
  shares: number[]
  /** log of the best row of tags that ends here with that tag */
  scores: number[]
  /** the tag before it on that row */
  from: number[]
  /** log of the best whole row that gives the word that tag */
  whole: number[]
  /** the tag by the word alone, and the tag of the best row */
  favourite: number
  best: number
}

export class MarkovTagger {
  readonly tags: readonly string[]
  /** words that it was counted on */
  readonly words: number
  private readonly ofWord = new Counts()
  private readonly ofShape = new Counts()
  private readonly after = new Counts()
  /** share of each tag among all words */
  readonly overall: readonly number[]

  constructor(sentences: readonly (readonly Tagged[])[]) {
    const totals = new Map<string, number>()
    const words = new Map<string, number>()
    for (const { text } of sentences.flat()) words.set(text.toLowerCase(), (words.get(text.toLowerCase()) ?? 0) + 1)
    for (const sentence of sentences) {
      let before = START
      for (const { text, tag } of sentence) {
        totals.set(tag, (totals.get(tag) ?? 0) + 1)
        this.ofWord.add(text.toLowerCase(), tag)
        // Rare words say best what a word that was never read may be.
        if (words.get(text.toLowerCase())! <= 2) this.ofShape.add(shapeOf(text), tag)
        this.after.add(before, tag)
        before = tag
      }
    }
    this.tags = [...totals.keys()].sort()
    this.words = [...totals.values()].reduce((a, b) => a + b, 0)
    this.overall = this.tags.map((tag) => totals.get(tag)! / this.words)
  }

  /** p(tag | word): by its counts, then by its ending and capital, then by the tags of all words */
  ofWordAlone(text: string): number[] {
    return this.tags.map((tag, t) => this.ofWord.share(text.toLowerCase(), tag, this.ofShape.share(shapeOf(text), tag, this.overall[t]!)))
  }

  /** p(tag | the tag before) */
  following(before: string): number[] {
    return this.tags.map((tag, t) => this.after.share(before, tag, this.overall[t]!))
  }

  /** How often one tag followed another. */
  followed(before: string, tag: string): number {
    return this.after.row(before).get(tag) ?? 0
  }

  /**
   * Viterbi: the row of tags with the largest product of p(tag | tag before) · p(tag | word) / p(tag), found word by word, since the best
   * row that ends with a tag is one of the best rows that end with the tag before.
   */
  read(words: readonly string[]): Step[] {
    const transitions = new Map(this.tags.map((tag) => [tag, this.following(tag).map(Math.log)]))
    const first = this.following(START).map(Math.log)
    const steps: Step[] = []
    for (const text of words) {
      const shares = this.ofWordAlone(text)
      const before = steps.at(-1)
      const scores: number[] = []
      const from: number[] = []
      for (const [t, share] of shares.entries()) {
        const rows = before ? this.tags.map((tag, b) => before.scores[b]! + transitions.get(tag)![t]!) : [first[t]!]
        const best = largest(rows)
        from.push(best)
        scores.push(rows[best]! + Math.log(share) - Math.log(this.overall[t]!))
      }
      const seen = [...this.ofWord.row(text.toLowerCase())].map(([tag, count]) => ({ tag, count })).sort((a, b) => b.count - a.count)
      steps.push({ text, seen, shares, scores, from, whole: [...scores], favourite: largest(shares), best: 0 })
    }
    // The same backwards: what the best row adds after each tag.
    let after = this.tags.map(() => 0)
    for (const step of steps.toReversed()) {
      step.whole = step.scores.map((score, t) => score + after[t]!)
      after = this.tags.map((before) =>
        Math.max(...step.shares.map((share, t) => transitions.get(before)![t]! + Math.log(share) - Math.log(this.overall[t]!) + after[t]!)),
      )
    }
    let best = steps.length > 0 ? largest(steps.at(-1)!.scores) : 0
    for (const step of steps.toReversed()) {
      step.best = best
      best = step.from[best]!
    }
    return steps
  }
}

/** What a word looks like: a capital, a digit, and its last two letters. */
function shapeOf(text: string): string {
  const kind = /^\p{Lu}/u.test(text) ? 'A' : /\d/.test(text) ? '1' : 'a'
  return `${kind}${text.toLowerCase().slice(-2)}`
}

const largest = (values: readonly number[]): number => values.reduce((best, value, i) => (value > values[best]! ? i : best), 0)
