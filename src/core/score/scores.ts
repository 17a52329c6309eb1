/** How well sources were retold: exactly, by ROUGE and by BLEU, over many. */
import { wordsOf } from '../data/pairs.ts'
import { corpusBleu } from './bleu.ts'
import { rouge } from './rouge.ts'

export interface Scores {
  count: number
  /** share that is right word for word */
  exact: number
  /** mean F over the items, for summaries in English */
  rouge1: number
  rouge2: number
  rougeL: number
  /** of all together, smoothing "exp", 0 to 100 */
  bleu: number
}

export function scoresOf(retold: readonly { target: string; written: string }[]): Scores {
  const each = retold.map(({ target, written }) => rouge(written, target))
  const mean = (of: (one: (typeof each)[number]) => number) => each.reduce((sum, one) => sum + of(one), 0) / each.length
  const [candidates, references] = [retold.map(({ written }) => wordsOf(written)), retold.map(({ target }) => wordsOf(target))]
  return {
    count: retold.length,
    exact: retold.filter((_, i) => candidates[i]!.join(' ') === references[i]!.join(' ')).length / retold.length,
    rouge1: mean(({ one }) => one.f),
    rouge2: mean(({ two }) => two.f),
    rougeL: mean(({ l }) => l.f),
    bleu: corpusBleu(candidates, references).score,
  }
}
