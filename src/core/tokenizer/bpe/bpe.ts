/** Byte-pair encoding put to use: a vocabulary and its merges, in GPT-1's style or over bytes as in GPT-2. */
import { LIMITS } from '../../config.ts'
import { CourseError } from '../../errors.ts'
import { refuseId } from '../refuseId.ts'
import { type Tokenizer, UNK } from '../tokenizer.ts'
import { BYTE_ALPHABET, bytesOfToken } from './bytes.ts'
import { type AddedToken, asMark, MAX_MARKS, type Pattern, splitAtMarks } from './marks.ts'
import { MergeTable } from './mergeTable.ts'
import { standardize } from './standardize.ts'
import { type BpeStyle, END_OF_WORD, standardWordsOf, symbolsOf } from './style.ts'

/** Words that are remembered with their ids; longer ones come too rarely to be worth it. */
const CACHED_WORDS = 20_000
const CACHED_LENGTH = 48

export class BpeTokenizer implements Tokenizer {
  readonly kind = 'bpe'
  readonly size: number
  readonly unkId: number | null
  private readonly idOf: Map<string, number>
  /** of the tokens that words are made of: all but what was added on top of them */
  private readonly symbolOf: Map<string, number>
  private readonly table = new MergeTable()
  private readonly cache = new Map<string, readonly number[]>()
  /** the bytes of every token, in the style that has bytes */
  private readonly bytes: Uint8Array[] = []
  /** tokens that are found in a text before it is cut into words */
  readonly added: readonly AddedToken[]
  /** those that are looked for in the text as it came, and those in its standard form */
  private readonly asIs: readonly Pattern[]
  private readonly normalized: readonly Pattern[]

  /**
   * @param vocabulary the tokens in id order. Style `gpt1` has `<unk>` among them, style `bytes` all 256 bytes
   * @param merges pairs of tokens that become one, first learned first
   * @param added tokens that are found in a text as they are, as in every Hugging Face tokenizer that has them; a text alone is a mark
   * @throws CourseError 'bad-tokenizer'
   */
  constructor(
    readonly style: BpeStyle,
    readonly vocabulary: readonly string[],
    readonly merges: readonly (readonly [string, string])[],
    added: readonly (AddedToken | string)[] = style === 'gpt1' ? [UNK] : [],
  ) {
    if (vocabulary.length < 2 || vocabulary.length > LIMITS.nVocab[1]) {
      refuse(`the vocabulary has ${vocabulary.length} tokens, but it must have from 2 to ${LIMITS.nVocab[1]}`)
    }
    this.size = vocabulary.length
    this.idOf = new Map()
    for (const [id, token] of vocabulary.entries()) {
      if (token === '') refuse(`token ${id} is empty`)
      if (this.idOf.has(token)) refuse(`tokens ${this.idOf.get(token)} and ${id} are both ${quote(token)}`)
      this.idOf.set(token, id)
    }
    this.unkId = style === 'gpt1' ? this.unknownToken() : null
    this.added = added.map((token) => (typeof token === 'string' ? asMark(token) : token))
    const onTop = new Set(this.added.flatMap(({ content, onTop }) => (onTop ? [content] : [])))
    this.symbolOf = onTop.size === 0 ? this.idOf : new Map([...this.idOf].filter(([token]) => !onTop.has(token)))
    const unknownMark = this.marks.find((mark) => !this.idOf.has(mark))
    if (unknownMark !== undefined) refuse(`the added token ${quote(unknownMark)} is not in the vocabulary`)
    if (added.length > MAX_MARKS) refuse(`there are ${added.length} added tokens, but at most ${MAX_MARKS} are read`)
    // Of two that look alike in standard form the first is found; the Rust library leaves that to chance.
    this.asIs = this.added.filter(({ normalized }) => !normalized).map((token) => ({ pattern: token.content, token }))
    this.normalized = this.added.filter(({ normalized }) => normalized).map((token) => ({ pattern: this.standard(token.content), token }))
    const nothing = this.normalized.find(({ pattern }) => pattern === '')
    if (nothing) refuse(`nothing is left of the added token ${quote(nothing.token.content)} in standard form`)
    if (style === 'bytes') this.readBytes()
    for (const [rank, pair] of merges.entries()) this.addMerge(rank, pair)
  }

  encode(text: string): Int32Array {
    const ids = new Ids()
    for (const { word, mark } of this.pieces(text)) ids.add(mark === null ? this.encodeWord(word) : [this.idOf.get(mark)!])
    return ids.done()
  }

  decode(ids: ArrayLike<number>): string {
    if (this.style === 'gpt1') {
      const add = this.decoder()
      return Array.from(ids, (id, position) => add(this.check(id, position))).join('')
    }
    const parts = Array.from(ids, (id, i) => this.bytes[this.check(id, i)]!)
    const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
    let end = 0
    for (const part of parts) {
      all.set(part, end)
      end += part.length
    }
    return utf8().decode(all)
  }

  piece(id: number, previous?: number): string {
    if (this.style === 'bytes') return utf8().decode(this.bytes[this.check(id)]!)
    const space = previous !== undefined && this.vocabulary[this.check(previous)]!.endsWith(END_OF_WORD) ? ' ' : ''
    return space + this.vocabulary[this.check(id)]!.replaceAll(END_OF_WORD, '')
  }

  decoder(before: ArrayLike<number> = []): (id: number) => string {
    if (this.style === 'gpt1') {
      let previous: number | undefined = before[before.length - 1]
      return (id) => {
        const text = this.piece(id, previous)
        previous = id
        return text
      }
    }
    const stream = utf8()
    const add = (id: number): string => stream.decode(this.bytes[this.check(id)]!, { stream: true })
    // The text before is not given out again; a character of it that is not complete yet is.
    for (let i = 0; i < before.length; i++) add(before[i]!)
    return add
  }

  countUnknown(text: string): Map<string, number> {
    const missing = new Map<string, number>()
    if (this.style === 'bytes') return missing
    for (const { word, mark } of this.pieces(text)) {
      if (mark !== null) continue
      for (const symbol of symbolsOf(word, this.style)) {
        if (this.symbolOf.has(symbol)) continue
        const character = symbol.replace(END_OF_WORD, '')
        missing.set(character, (missing.get(character) ?? 0) + 1)
      }
    }
    return missing
  }

  unknown(text: string): string[] {
    return [...this.countUnknown(text).keys()]
  }

  /** Added tokens and words, in order: first what is looked for in the text as it came, then, in the standard form of the rest, the others. */
  private *pieces(text: string): Generator<{ word: string; mark: string | null }> {
    for (const { text: part, mark } of splitAtMarks(text, this.asIs)) {
      if (mark !== null) yield { word: part, mark }
      else {
        for (const { text: rest, mark } of splitAtMarks(this.standard(part), this.normalized)) {
          if (mark !== null) yield { word: rest, mark }
          else for (const word of standardWordsOf(rest, this.style)) yield { word, mark: null }
        }
      }
    }
  }

  private standard(text: string): string {
    return this.style === 'gpt1' ? standardize(text) : text
  }

  /** The contents of the added tokens. */
  get marks(): string[] {
    return this.added.map(({ content }) => content)
  }

  /** One word's ids, as `encode` finds them. @param word as `wordsOf` gives it */
  encodeWord(word: string): readonly number[] {
    const known = this.cache.get(word)
    if (known) return known
    const ids = this.table.apply(symbolsOf(word, this.style).map((symbol) => this.symbolOf.get(symbol) ?? this.unkId!))
    if (word.length <= CACHED_LENGTH) {
      if (this.cache.size >= CACHED_WORDS) this.cache.clear()
      this.cache.set(word, ids)
    }
    return ids
  }

  private check(id: number, position?: number): number {
    if (this.vocabulary[id] === undefined) refuseId(id, this.size, position)
    return id
  }

  private unknownToken(): number {
    return this.idOf.get(UNK) ?? refuse(`no token is "${UNK}", which stands for unknown characters`)
  }

  private readBytes(): void {
    const missing = BYTE_ALPHABET.filter((character) => !this.idOf.has(character))
    if (missing.length > 0) refuse(`${missing.length} of the 256 bytes have no token, ${quote(missing[0])} the first of them`)
    const marks = new Set(this.marks)
    for (const [id, token] of this.vocabulary.entries()) {
      const bytes = bytesOfToken(token) ?? (marks.has(token) ? new TextEncoder().encode(token) : null)
      this.bytes.push(bytes ?? refuse(`token ${id}, ${quote(token)}, is not written in the alphabet of bytes`))
    }
  }

  private addMerge(rank: number, [left, right]: readonly [string, string]): void {
    const id = (token: string) =>
      this.symbolOf.get(token) ??
      refuse(`merge ${rank} (${quote(left)} ${quote(right)}) needs ${quote(token)}, which is not in the vocabulary`)
    if (!this.table.add(id(left), id(right), id(left + right))) refuse(`merge ${rank} (${quote(left)} ${quote(right)}) appears twice`)
  }
}

/** Ids that are added word by word. */
class Ids {
  private ids = new Int32Array(1024)
  private length = 0

  add(more: readonly number[]): void {
    if (this.length + more.length > this.ids.length) {
      const larger = new Int32Array(2 * (this.length + more.length))
      larger.set(this.ids)
      this.ids = larger
    }
    this.ids.set(more, this.length)
    this.length += more.length
  }

  done(): Int32Array {
    return this.ids.slice(0, this.length)
  }
}

/** A byte order mark is text like any other: it was encoded, so it comes back. */
const utf8 = () => new TextDecoder('utf-8', { ignoreBOM: true })

const quote = (token: string | undefined): string => JSON.stringify(token?.slice(0, 20)) ?? 'nothing'

function refuse(what: string): never {
  throw new CourseError('bad-tokenizer', `In this byte-pair tokenizer ${what}.`, 'Load the tokenizer files that were saved with the model.')
}
