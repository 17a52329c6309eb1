/** A text that only the instructor has, as a model's tokens: nothing of it may be lost on the way, or the rest would be too easy. */
import { deflateSync } from 'fflate'
import { CourseError } from '../../core/errors.ts'
import { countCharacters } from '../../core/tokenizer/countCharacters.ts'
import { type Tokenizer, UNK } from '../../core/tokenizer/tokenizer.ts'
import { checkKnown } from '../../core/tokenizer/unknown.ts'
import type { Failure } from './checks.ts'

/** Bits by which one of Unicode's 1,114,112 code points is named. */
export const BITS_UNKNOWN = Math.log2(0x110000)

/**
 * No model is below this on a text that it has not seen: Chinchilla, with 70 billion parameters, takes 0.66 bits a byte of Wikipedia
 * (Delétang et al. 2023, arXiv 2309.10668, table 1: 8.3 %).
 */
const LEAST_BITS = 0.5
/** A text that a general compressor takes to less than this repeats itself, and what is possible on it cannot be told. */
const REPEATS = 1

export interface Tokens {
  ids: Int32Array
  characters: number
  unknown: number
}

/** The text as tokens, or why they cannot stand for it. */
export function tokensOf(tokenizer: Tokenizer, text: string): Tokens | Failure {
  let unknown: ReturnType<typeof checkKnown>
  try {
    unknown = checkKnown(tokenizer, text, 'text', 'held-out text')
  } catch (error) {
    if (error instanceof CourseError) return { kind: 'vocabulary', said: error.message }
    throw error
  }
  const ids = tokenizer.encode(text)
  const missing = new Set(unknown?.kinds.map(({ character }) => character))
  const expected = unknown ? Array.from(text, (character) => (missing.has(character) ? UNK : character)).join('') : text
  const back = tokenizer.decode(ids)
  if (back !== expected) {
    const at = firstDifference(back, expected)
    return {
      kind: 'vocabulary',
      said: `Its tokens do not stand for the text: “${expected.slice(at, at + 20)}” comes back as “${back.slice(at, at + 20)}”. What is lost need not be predicted, so the bits of the rest say nothing.`,
    }
  }
  return { ids, characters: countCharacters(text), unknown: unknown?.count ?? 0 }
}

function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

/** Why no model can have measured so on this text; null where one can. */
export function impossible(bitsPerCharacter: number, text: string): Failure | null {
  if (!Number.isFinite(bitsPerCharacter) || bitsPerCharacter < 0)
    return { kind: 'range', said: `It measures ${bitsPerCharacter} bits per character, which is no number of bits.` }
  if (bitsPerCharacter >= LEAST_BITS || repeats(text)) return null
  return {
    kind: 'range',
    said: `It measures ${bitsPerCharacter.toFixed(3)} bits per character; no model is known to go below ${LEAST_BITS} on a text that it has not seen. It was probably trained on this one.`,
  }
}

const repeats = (text: string): boolean =>
  (8 * deflateSync(new TextEncoder().encode(text), { level: 6 }).length) / countCharacters(text) < REPEATS
