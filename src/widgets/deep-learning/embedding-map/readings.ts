/** Which tokens of a model are shown, and what is measured of them. */
import type { Readings } from '../../frame/define.ts'
import { planeOf } from '../../../instruments/pca.ts'
import { type Term, totalOf } from '../../../instruments/explain/terms.ts'
import { only } from '../../../instruments/tokenVectors.ts'
import { cosine, nearest, type Vectors, vectorOf } from '../../../instruments/vectors.ts'

/** More would lie on top of each other. */
const SHOWN = 90

/** Of a model of characters all; of one with pieces of words those that are letters, the first that were merged. */
export function shownOf(vectors: Vectors): Vectors {
  const ids = vectors.names.map((_, id) => id)
  const chosen =
    vectors.names.length <= SHOWN + 30
      ? ids.filter((id) => vectors.names[id] !== '<unk>')
      : ids.filter((id) => /^ ?\p{L}{2,}$/u.test(vectors.names[id]!)).slice(0, SHOWN)
  return only(vectors, chosen.length > 2 ? chosen : ids.slice(0, SHOWN))
}

export const indexOf = (vectors: Vectors, token = 'e'): number => Math.max(0, vectors.names.indexOf(token))

/** Vowels and consonants among the tokens, as pairs with their cosines: each vowel with each other one, and each with each consonant. */
export function pairsOf(vectors: Vectors): { vowels: Term[]; vowelsToOthers: Term[] } {
  const some = (letters: string) => Array.from(letters, (letter) => vectors.names.indexOf(letter)).filter((i) => i >= 0)
  const [vowels, others] = [some('aeiou'), some('bcdfghjklmnpqrstvwxz')]
  const pair = (a: number, b: number): Term => ({
    name: `${vectors.names[a]} and ${vectors.names[b]}`,
    value: cosine(vectorOf(vectors, a), vectorOf(vectors, b)),
  })
  return {
    vowels: vowels.flatMap((a, i) => vowels.slice(i + 1).map((b) => pair(a, b))),
    vowelsToOthers: vowels.flatMap((a) => others.map((b) => pair(a, b))),
  }
}

/** 0 where there are none */
const meanOf = (pairs: readonly Term[]): number => (pairs.length > 0 ? totalOf(pairs) / pairs.length : 0)

export function readingsOf(vectors: Vectors, chosen: number): Readings {
  const { shares } = planeOf(vectors)
  const { vowels, vowelsToOthers } = pairsOf(vectors)
  return {
    width: vectors.width,
    cosine: nearest(vectors, vectorOf(vectors, chosen), [chosen])[0]!.cosine,
    plane: shares.reduce((a, b) => a + b, 0),
    vowels: meanOf(vowels),
    vowelsToOthers: meanOf(vowelsToOthers),
  }
}
