/** What counting makes of a text, order by order: surprise at its held-out end, contexts that were never seen, and what the counts write. */
import { CourseError } from '../errors.ts'
import { streamKey, uniform } from '../random.ts'
import { CharacterTokenizer } from '../tokenizer/characters.ts'
import { evaluationBatches } from './batches.ts'
import { prepareCorpus } from './corpus.ts'
import { Ngrams, ngramLosses } from './ngrams.ts'

/** Orders 1 to this. */
export const ORDERS = 8

/** An evaluation of the core reads about so many tokens; windows as the board's longest. */
const EVALUATED = 8192
const TIME = 64
const BATCH = 4

const WRITING_STREAM = 0x6e677261

export interface OrderScore {
  /** tokens in a row that are counted: 1 knows single characters, 2 pairs */
  order: number
  /** mean surprise at held-out characters, bits */
  bits: number
  /** share of held-out characters whose context, of order − 1 characters, was never seen */
  unseen: number
  /** different rows of so many characters in the training part: numbers that the table keeps */
  entries: number
}

/** What is known of the end of a prompt, read so far back. */
export interface ContextCount {
  context: string
  /** how often it was seen with something after it, and how many different characters followed */
  times: number
  different: number
  /** the most likely next characters by all tables up to this one, likeliest first */
  next: { character: string; share: number }[]
}

export class NgramStudy {
  readonly orders: readonly OrderScore[]
  /** of the table with the fewest bits */
  readonly best: OrderScore
  private readonly ngrams: Ngrams
  private readonly tokenizer: CharacterTokenizer

  /**
   * Counts the first nine tenths of the text, by its characters, and measures on windows of the last.
   * @throws CourseError 'bad-text' where the held-out tenth is shorter than three characters
   */
  constructor(text: string) {
    this.tokenizer = CharacterTokenizer.fromText(text)
    const { train, validation } = prepareCorpus(text, this.tokenizer)
    if (validation.length < 3)
      throw new CourseError('bad-text', `The held-out tenth of the text has ${validation.length} characters.`, 'Use a longer text.')
    this.ngrams = new Ngrams(train, this.tokenizer.size, ORDERS - 1)
    const time = Math.min(TIME, validation.length - 1)
    const count = Math.max(1, Math.ceil(Math.min(EVALUATED, validation.length) / (BATCH * time)))
    const windows = evaluationBatches(validation, { batch: BATCH, time, count })
    const losses = ngramLosses(this.ngrams, windows, time)
    const unseen = this.unseenShares(windows, time)
    const entries = this.ngrams.entries()
    this.orders = losses.map((nats, k) => ({ order: k + 1, bits: nats / Math.LN2, unseen: unseen[k]!, entries: entries[k]! }))
    this.best = this.orders.reduce((best, each) => (each.bits < best.bits ? each : best))
  }

  /** So many characters after the prompt, each rolled from the table of that order; the same seed gives the same ones. */
  write(prompt: string, order: number, length: number, seed: number): string {
    const key = streamKey(seed, order, WRITING_STREAM)
    const ids = [...this.tokenizer.encode(prompt)]
    let written = ''
    for (let i = 0; i < length; i++) {
      const shares = this.ngrams.distribution(Int32Array.from(ids.slice(-ORDERS)), order - 1)
      // <unk> is no character: the dice are thrown for the others.
      let left = uniform(key, i) * (1 - shares[0]!)
      let id = 1
      while (id < shares.length - 1 && left >= shares[id]!) left -= shares[id++]!
      ids.push(id)
      written += this.tokenizer.vocabulary[id]!
    }
    return written
  }

  /** The end of the prompt, read back 0, 1, … order − 1 characters. */
  contexts(prompt: string, order: number, shown: number): ContextCount[] {
    const ids = this.tokenizer.encode(prompt)
    return Array.from({ length: Math.min(order, ids.length + 1) }, (_, k) => {
      const shares = this.ngrams.distribution(ids, k)
      const next = Array.from(shares, (share, id) => ({ character: this.tokenizer.vocabulary[id]!, share }))
        .sort((a, b) => b.share - a.share)
        .slice(0, shown)
      return { context: k === 0 ? '' : [...prompt].slice(-k).join(''), ...this.ngrams.seen(ids, k), next }
    })
  }

  private unseenShares(windows: readonly { ids: Int32Array; targets: Int32Array }[], time: number): number[] {
    const unseen = new Array<number>(ORDERS).fill(0)
    let read = 0
    for (const { ids } of windows) {
      for (let start = 0; start < ids.length; start += time) {
        const window = ids.subarray(start, start + time)
        // Only places with a whole longest context are asked: nobody can have seen what lies before a window.
        for (let at = ORDERS - 1; at <= time; at++, read++) {
          const known = this.ngrams.known(window, at)
          for (let k = known + 1; k < ORDERS; k++) unseen[k]!++
        }
      }
    }
    return unseen.map((times) => (read === 0 ? 0 : times / read))
  }
}
