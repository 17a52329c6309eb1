/** A tokenizer from the files of a folder: tokenizer.json, or the vocab.json and merges.txt that GPT-1 and GPT-2 came with. */
import { CourseError } from '../errors.ts'
import { fromVocabAndMerges } from './bpe/vocabAndMerges.ts'
import { fromTokenizerJson } from './files.ts'
import type { Tokenizer } from './tokenizer.ts'

/** @throws CourseError 'bad-tokenizer' that says which file is missing or wrong */
export function fromTokenizerFiles(files: ReadonlyMap<string, Uint8Array>): Tokenizer {
  const [json, vocab, merges] = ['tokenizer.json', 'vocab.json', 'merges.txt'].map((name) => files.get(name))
  if (json) return fromTokenizerJson(text(json, 'tokenizer.json'))
  if (vocab && merges) return fromVocabAndMerges(text(vocab, 'vocab.json'), text(merges, 'merges.txt'))
  const there =
    [...files.keys()]
      .slice(0, 8)
      .map((name) => name.slice(0, 40))
      .join(', ') || 'nothing'
  throw new CourseError(
    'bad-tokenizer',
    `The folder has no tokenizer.json, and not both vocab.json and merges.txt; it has ${there}.`,
    'Choose the whole folder or zip that was exported.',
  )
}

function text(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CourseError('bad-tokenizer', `${name} is not UTF-8 text.`, 'The file is damaged; use another copy.')
  }
}
