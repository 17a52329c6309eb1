/** What every tokenizer can do: text to token ids and back. */

export interface Tokenizer {
  readonly kind: 'characters' | 'bpe'
  /** the name of every token, in id order; all different. A byte-pair token's name is not its text: see `piece` */
  readonly vocabulary: readonly string[]
  /** nVocab */
  readonly size: number
  /** the id that stands for whatever the vocabulary does not have; null where it has everything */
  readonly unkId: number | null
  /** Never fails: what is unknown becomes `unkId`. */
  encode(text: string): Int32Array
  /** The text of the ids, in order. @throws CourseError 'bad-ids' for an id outside [0, size). */
  decode(ids: ArrayLike<number>): string
  /**
   * What one id adds to a text whose last token is `previous`; a piece of a character that is no text by itself reads "\ufffd".
   * @throws CourseError 'bad-ids'
   */
  piece(id: number, previous?: number): string
  /**
   * Decodes as ids come, after those in `before`: each call gives what its id adds to the text. An id that ends inside a
   * character adds nothing, and the one that completes it adds the whole. @throws CourseError 'bad-ids'
   */
  decoder(before?: ArrayLike<number>): (id: number) => string
  /** The pieces of the text that would become `unkId`, in order of appearance, each with how often it comes. */
  countUnknown(text: string): Map<string, number>
  /** The same pieces, each once. */
  unknown(text: string): string[]
}

/** The text of the unknown token, in every tokenizer of this course (as in GPT-1). */
export const UNK = '<unk>'

/** What `ids` add to the text of `before`. */
export function continuation(tokenizer: Tokenizer, before: ArrayLike<number>, ids: ArrayLike<number>): string {
  return Array.from(ids, tokenizer.decoder(before)).join('')
}
