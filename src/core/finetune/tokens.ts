/** The learned tokens of fine-tuning: start ⟨s⟩, delimiter $ and extract ⟨e⟩ (Radford et al. 2018, section 3.3). */
import { CourseError } from '../errors.ts'
import { refuseId } from '../tokenizer/refuseId.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'

/** Their names in files, in the order of their ids: the first three after the vocabulary of pre-training. */
export const SPECIAL_NAMES = ['<|start|>', '<|delimiter|>', '<|extract|>'] as const

export interface SpecialIds {
  start: number
  delimiter: number
  extract: number
}

/**
 * A tokenizer with three ids more. Only `special` gives them: a text that spells out `<|start|>` is encoded as the characters
 * that it has, so nobody can write an instruction to the model into a text.
 */
export class TaskTokenizer implements Tokenizer {
  readonly kind: Tokenizer['kind']
  readonly vocabulary: readonly string[]
  readonly size: number
  readonly unkId: number | null
  readonly special: SpecialIds

  /** @throws CourseError 'bad-tokenizer' where `base` has such tokens already */
  constructor(readonly base: Tokenizer) {
    const taken = SPECIAL_NAMES.find((name) => base.vocabulary.includes(name))
    if (taken || base instanceof TaskTokenizer) {
      throw new CourseError(
        'bad-tokenizer',
        `The vocabulary has the token ${taken} already.`,
        'Fine-tune the model that was pre-trained, not one that was fine-tuned before.',
      )
    }
    const { kind, size, unkId } = base
    this.kind = kind
    this.unkId = unkId
    this.size = size + SPECIAL_NAMES.length
    this.vocabulary = [...base.vocabulary, ...SPECIAL_NAMES]
    this.special = { start: size, delimiter: size + 1, extract: size + 2 }
  }

  encode(text: string): Int32Array {
    return this.base.encode(text)
  }

  decode(ids: ArrayLike<number>): string {
    return Array.from(ids, this.decoder()).join('')
  }

  piece(id: number, previous?: number): string {
    if (id < this.base.size) return this.base.piece(id, previous !== undefined && previous < this.base.size ? previous : undefined)
    return this.vocabulary[id] ?? refuseId(id, this.size)
  }

  /** A special token ends a text: what comes after it begins anew. */
  decoder(before: ArrayLike<number> = []): (id: number) => string {
    const ids = Array.from(before)
    let decode = this.base.decoder(ids.slice(1 + ids.findLastIndex((id) => id >= this.base.size)))
    return (id) => {
      if (id < this.base.size) return decode(id)
      decode = this.base.decoder()
      return this.piece(id)
    }
  }

  countUnknown(text: string): Map<string, number> {
    return this.base.countUnknown(text)
  }

  unknown(text: string): string[] {
    return this.base.unknown(text)
  }
}
