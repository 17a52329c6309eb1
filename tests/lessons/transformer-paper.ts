/** Answers of the lesson on “Attention Is All You Need”. */
import { ratesOf } from '../../src/widgets/transformer/paper-schedule/rates.ts'
import type { Answers } from '../support/answers.ts'

const [D_MODEL, D_FF, BLOCKS] = [512, 2048, 6]
const ATTENTION = 4 * D_MODEL ** 2
const FEED_FORWARD = 2 * D_MODEL * D_FF

/** Share of the translation's rows of n words that the reference has too, each at most as often. */
function precision(translation: string, reference: string, n: number): number {
  const rows = (text: string) => text.split(' ').flatMap((_, i, words) => (i + n <= words.length ? [words.slice(i, i + n).join(' ')] : []))
  const left = rows(reference)
  const mine = rows(translation)
  const matched = mine.filter((row) => {
    const at = left.indexOf(row)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
  return matched.length / mine.length
}

export const answers: Answers = {
  'transformer/attention-is-all-you-need#count': () => BLOCKS * (ATTENTION + FEED_FORWARD) + BLOCKS * (2 * ATTENTION + FEED_FORWARD),
  'transformer/attention-is-all-you-need#top': () => ratesOf({ width: D_MODEL, warmup: 4000 }).top * 1e4,
  'transformer/attention-is-all-you-need#smooth': () => Math.exp(-Math.log(0.9)),
  'transformer/attention-is-all-you-need#bleu': () => {
    const [translation, reference] = ['on the mat sat the cat', 'the cat sat on the mat']
    return Math.sqrt(precision(translation, reference, 1) * precision(translation, reference, 2))
  },
}
