/** Texts, pairs of texts and questions with labels: what a task learns from, and what it is measured on. */
import { CourseError } from '../../errors.ts'
import { streamKey, uniform } from '../../random.ts'

export interface LabelledText {
  text: string
  /** the number of its label */
  label: number
}

export interface LabelledExample {
  /** one text; a pair, premise or either one first; or what comes before, and each answer */
  texts: readonly string[]
  /** the number of its label, or of the right answer */
  label: number
}

export interface LabelledSet {
  id: string
  /** how its texts become sequences */
  form: 'classification' | 'entailment' | 'similarity' | 'choice'
  title: string
  /** who made it, and under which licence */
  credit: string
  /** of answers their places */
  labels: readonly string[]
  /** which end of a text says more where it must be cut */
  keep: 'start' | 'end'
  /** so many neighbours in `train` are about the same text, and say the most when they are compared in one step; default 1 */
  together?: number
  train: readonly LabelledExample[]
  /** never learned from */
  heldOut: readonly LabelledExample[]
}

export const single = ({ text, label }: LabelledText): LabelledExample => ({ texts: [text], label })

const SPLIT_STREAM = 0x73706c74

/**
 * Cuts a set at random, by the seed: `heldOut` texts to be measured on, and `train` of the others to learn from.
 * A text that is there twice is kept once, so that none is on both sides.
 * @throws CourseError 'bad-argument' where there are not as many
 */
export function splitAtRandom(
  texts: readonly LabelledText[],
  counts: { train: number; heldOut: number },
  seed: number,
): Record<'train' | 'heldOut', LabelledText[]> {
  const unique = [...new Map(texts.map((one) => [one.text.toLowerCase(), one])).values()]
  if (counts.train + counts.heldOut > unique.length) {
    throw new CourseError(
      'bad-argument',
      `${counts.train} texts to learn from and ${counts.heldOut} held out are asked for, but there are ${unique.length}.`,
      'Ask for fewer.',
    )
  }
  const key = streamKey(seed, 0, SPLIT_STREAM)
  const places = unique.map((_, i) => [uniform(key, i), i] as const).sort(([a, i], [b, j]) => a - b || i - j)
  const shuffled = places.map(([, i]) => unique[i]!)
  return { heldOut: shuffled.slice(0, counts.heldOut), train: shuffled.slice(counts.heldOut, counts.heldOut + counts.train) }
}
