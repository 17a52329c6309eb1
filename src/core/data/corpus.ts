/** A text as token ids, split into a part to learn from and a part to be tested on. */
import { CourseError } from '../errors.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'

export interface Corpus {
  train: Int32Array
  validation: Int32Array
}

/** The first nine tenths are learned from; the last tenth the model never sees in training. */
export const TRAIN_FRACTION = 0.9

/** Encodes the whole text and cuts it once, so that no window of one part overlaps the other. */
export function prepareCorpus(text: string, tokenizer: Tokenizer): Corpus {
  const ids = tokenizer.encode(text)
  const cut = Math.floor(ids.length * TRAIN_FRACTION)
  return { train: ids.slice(0, cut), validation: ids.slice(cut) }
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
