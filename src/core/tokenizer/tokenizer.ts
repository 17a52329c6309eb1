/** What every tokenizer can do: text to token ids and back. */

export interface Tokenizer {
  readonly kind: 'characters' | 'bpe'
  /** the text of every token, in id order; all different */
  readonly vocabulary: readonly string[]
  /** nVocab */
  readonly size: number
  /** the id that stands for whatever the vocabulary does not have */
  readonly unkId: number
  /** Never fails: what is unknown becomes `unkId`. */
  encode(text: string): Int32Array
  /** The text of the ids, in order. @throws CourseError 'bad-ids' for an id outside [0, size). */
  decode(ids: ArrayLike<number>): string
  /** The pieces of the text that would become `unkId`, each once, in order of appearance. */
  unknown(text: string): string[]
}

/** The text of the unknown token, in every tokenizer of this course (as in GPT-1). */
export const UNK = '<unk>'
