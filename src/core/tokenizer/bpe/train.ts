/** A byte-pair tokenizer learned from a text. */
import { LIMITS } from '../../config.ts'
import { CourseError } from '../../errors.ts'
import { BpeTokenizer } from './bpe.ts'
import { learnMerges, type LearnOptions } from './learnMerges.ts'
import { countWords } from './style.ts'

/**
 * Learns until the vocabulary has `vocabSize` tokens, or no pair occurs `minCount` times any more (then it has fewer).
 * The same text and options give the same tokenizer. A million characters take about a second.
 * @throws CourseError 'bad-argument' for a size that leaves no room for a merge, or is over the limit
 */
export function trainBpe(text: string, options: LearnOptions): BpeTokenizer {
  const { style, vocabSize } = options
  if (!Number.isInteger(vocabSize) || vocabSize > LIMITS.nVocab[1] || (style === 'bytes' && vocabSize <= 256)) {
    throw new CourseError(
      'bad-argument',
      `The vocabulary is to have ${vocabSize} tokens, but it must be a whole number from ${style === 'bytes' ? 257 : 3} to ${LIMITS.nVocab[1]}.`,
      'The 256 bytes are tokens already; 512 to 4096 is a good size for a book.',
    )
  }
  const learning = learnMerges(countWords(text, style), options)
  let step = learning.next()
  while (!step.done) step = learning.next()
  return new BpeTokenizer(style, step.value.vocabulary, step.value.merges)
}
