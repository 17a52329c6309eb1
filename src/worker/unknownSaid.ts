/** What of a text that was read a model does not know, for whatever shows what it made of the text. */
import type { Tokenizer } from '../core/tokenizer/tokenizer.ts'
import { unknownCharacters, unknownSentence } from '../core/tokenizer/unknown.ts'
import type { UnknownSaid } from './protocol.ts'

export function saidOf({ tokenizer }: { tokenizer: Tokenizer }, text: string): UnknownSaid {
  const unknown = unknownCharacters(tokenizer, text)
  return unknown ? { unknown: unknownSentence(unknown) } : {}
}
