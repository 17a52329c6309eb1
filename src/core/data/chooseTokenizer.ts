/** Which tokenizer a run uses: one token a character, or byte-pair encoding with a vocabulary of so many tokens. */
import { LIMITS } from '../config.ts'
import { CourseError } from '../errors.ts'
import { trainBpe } from '../tokenizer/bpe/train.ts'
import { CharacterTokenizer } from '../tokenizer/characters.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import { splitText } from './corpus.ts'

/** As the command line writes it: `char`, or `bpe:1024`. */
export type TokenizerChoice = 'char' | `bpe:${number}`

/** @throws CourseError 'bad-argument' for anything that is no choice */
export function parseTokenizerChoice(text: string): TokenizerChoice {
  if (text === 'char') return text
  const size = Number(/^bpe:(\d{1,9})$/.exec(text)?.[1] ?? Number.NaN)
  if (size > 256 && size <= LIMITS.nVocab[1]) return `bpe:${size}`
  throw new CourseError(
    'bad-argument',
    `The tokenizer is "${text.slice(0, 40)}", but it must be char, or bpe:VOCAB with VOCAB from 257 to ${LIMITS.nVocab[1]}.`,
    'The 256 bytes are tokens already; bpe:1024 is a good start.',
  )
}

/**
 * Makes the tokenizer. Characters are those of the whole text; merges are learned from the part that is trained on, over bytes, so that
 * nothing of any text is lost. A text that has too few pairs gives a smaller vocabulary.
 * @throws CourseError 'bad-argument'
 */
export function makeTokenizer(choice: TokenizerChoice, text: string): Tokenizer {
  const checked = parseTokenizerChoice(choice)
  if (checked === 'char') return CharacterTokenizer.fromText(text)
  return trainBpe(splitText(text).train, { style: 'bytes', vocabSize: Number(checked.slice('bpe:'.length)) })
}

/** The choice that gives such a tokenizer. */
export const choiceOf = ({ kind, size }: Tokenizer): TokenizerChoice => (kind === 'bpe' && size > 256 ? `bpe:${size}` : 'char')
