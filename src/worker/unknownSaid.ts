/** What of a text that was read a model does not know, for whatever shows what it made of the text. */
import type { Tokenizer } from '../core/tokenizer/tokenizer.ts'
import { type UnknownCharacters, unknownCharacters, unknownSentence } from '../core/tokenizer/unknown.ts'
import type { UnknownSaid } from './protocol.ts'

export const saidOf = ({ tokenizer }: { tokenizer: Tokenizer }, text: string): UnknownSaid => sayUnknown(unknownCharacters(tokenizer, text))

/** The same of a text that was counted already. */
export const sayUnknown = (unknown: UnknownCharacters | null | undefined): UnknownSaid =>
  unknown ? { unknown: unknownSentence(unknown) } : {}
