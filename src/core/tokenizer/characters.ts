/** The simplest tokenizer: one token for each character of the text that it was made from. */
import { LIMITS } from '../config.ts'
import { CourseError } from '../errors.ts'
import { refuseId } from './refuseId.ts'
import { UNK, type Tokenizer } from './tokenizer.ts'

/** A character is a Unicode code point: "é" may be one or two, "😀" is one, a family emoji is several. */
export class CharacterTokenizer implements Tokenizer {
  readonly kind = 'characters'
  readonly size: number
  readonly unkId = 0
  private readonly idOf: Map<number, number>

  /** @param vocabulary `<unk>` at 0, then single code points, all different */
  constructor(readonly vocabulary: readonly string[]) {
    if (vocabulary[0] !== UNK) refuse(`token 0 is ${quote(vocabulary[0])}, but it must be "${UNK}"`)
    if (vocabulary.length < 2 || vocabulary.length > LIMITS.nVocab[1]) {
      refuse(`the vocabulary has ${vocabulary.length} tokens, but it must have from 2 to ${LIMITS.nVocab[1]}`)
    }
    this.size = vocabulary.length
    this.idOf = new Map()
    for (let id = 1; id < vocabulary.length; id++) {
      const codePoint = singleCodePoint(vocabulary[id])
      if (codePoint === null) refuse(`token ${id} is ${quote(vocabulary[id])}, which is not one character`)
      if (this.idOf.has(codePoint)) refuse(`tokens ${this.idOf.get(codePoint)} and ${id} are both ${quote(vocabulary[id])}`)
      this.idOf.set(codePoint, id)
    }
  }

  /**
   * A vocabulary of the text's characters in code point order.
   * @param maxVocab the most tokens to have, `<unk>` included; the most frequent characters stay (of equals, the lower code point)
   */
  static fromText(text: string, { maxVocab = LIMITS.nVocab[1] as number } = {}): CharacterTokenizer {
    const counts = new Map<number, number>()
    for (const character of text) {
      const codePoint = character.codePointAt(0)!
      counts.set(codePoint, (counts.get(codePoint) ?? 0) + 1)
    }
    const kept = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, Math.max(0, maxVocab - 1))
    const codePoints = kept.map(([codePoint]) => codePoint).sort((a, b) => a - b)
    return new CharacterTokenizer([UNK, ...codePoints.map((codePoint) => String.fromCodePoint(codePoint))])
  }

  encode(text: string): Int32Array {
    const ids = new Int32Array(text.length)
    let n = 0
    for (let i = 0; i < text.length; i++) {
      const codePoint = text.codePointAt(i)!
      if (codePoint > 0xffff) i++
      ids[n++] = this.idOf.get(codePoint) ?? this.unkId
    }
    return ids.slice(0, n)
  }

  decode(ids: ArrayLike<number>): string {
    return Array.from(ids, (id, position) => this.vocabulary[id] ?? refuseId(id, this.size, position)).join('')
  }

  piece(id: number): string {
    return this.vocabulary[id] ?? refuseId(id, this.size)
  }

  decoder(): (id: number) => string {
    return (id) => this.piece(id)
  }

  countUnknown(text: string): Map<string, number> {
    const missing = new Map<string, number>()
    for (let i = 0; i < text.length; i++) {
      const codePoint = text.codePointAt(i)!
      if (codePoint > 0xffff) i++
      if (this.idOf.has(codePoint)) continue
      const character = String.fromCodePoint(codePoint)
      missing.set(character, (missing.get(character) ?? 0) + 1)
    }
    return missing
  }

  unknown(text: string): string[] {
    return [...this.countUnknown(text).keys()]
  }
}

/** The code point of a string that is one Unicode character, else null. Half of a surrogate pair is none. */
function singleCodePoint(token: string | undefined): number | null {
  const codePoint = token?.codePointAt(0)
  if (codePoint === undefined || token !== String.fromCodePoint(codePoint)) return null
  return codePoint >= 0xd800 && codePoint <= 0xdfff ? null : codePoint
}

function quote(token: string | undefined): string {
  return JSON.stringify(token?.slice(0, 20)) ?? 'missing'
}

function refuse(what: string): never {
  throw new CourseError('bad-tokenizer', `In this character tokenizer ${what}.`, 'Load the tokenizer.json that was saved with the model.')
}
