/** A text as token ids, split into a part to learn from and a part to be tested on. */
import { CourseError } from '../errors.ts'
import { countCharacters } from '../tokenizer/countCharacters.ts'
import { checkKnown, type UnknownCharacters } from '../tokenizer/unknown.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'

export { countCharacters }

export interface Corpus {
  train: Int32Array
  validation: Int32Array
  /** characters of the validation text by its tokens; 1 where absent */
  charactersPerToken?: number
  /** characters of the whole text that the vocabulary does not have; null or absent where it has all */
  unknown?: UnknownCharacters | null
}

/** The first nine tenths are learned from; the last tenth the model never sees in training. */
const TRAIN_FRACTION = 0.9

/** Cuts the text once, by its characters: whatever the tokenizer, the model is tested on the same words, and no window overlaps the cut. */
export function splitText(text: string): { train: string; validation: string } {
  const cut = Math.floor(countCharacters(text) * TRAIN_FRACTION)
  let end = 0
  for (let n = 0; n < cut; n++) end += text.codePointAt(end)! > 0xffff ? 2 : 1
  return { train: text.slice(0, end), validation: text.slice(end) }
}

/**
 * Encodes the two parts of the text.
 * @param before text to learn from besides, read before the training part; the validation part stays as it is
 * @throws CourseError 'bad-text' where the vocabulary has too little of it
 */
export function prepareCorpus(text: string, tokenizer: Tokenizer, before = ''): Corpus {
  const unknown = checkKnown(tokenizer, text)
  const parts = splitText(text)
  const [train, validation] = [tokenizer.encode(before + parts.train), tokenizer.encode(parts.validation)]
  return {
    train,
    validation,
    unknown,
    charactersPerToken: validation.length > 0 ? countCharacters(parts.validation) / validation.length : 1,
  }
}

/** @throws CourseError 'bad-text' unless both parts hold a window of `nCtx` tokens and the one after it */
export function checkCorpus(corpus: Corpus, nCtx: number): void {
  checkWindow(corpus.train, nCtx, 'training')
  checkWindow(corpus.validation, nCtx, 'validation')
}

/** @throws CourseError 'bad-text' unless the tokens hold a window of `time` tokens and the one after it */
export function checkWindow(tokens: Int32Array, time: number, part: string): void {
  if (tokens.length > time) return
  throw new CourseError(
    'bad-text',
    `The ${part} part of the text has ${tokens.length} tokens, but a context of ${time} needs at least ${time + 1}.`,
    tokens.length > 2 ? `Use a longer text, or a context of at most ${tokens.length - 1}.` : 'Use a longer text.',
  )
}
