/** Questions that the words of the small world allow, and how many of them the vectors answer. */
import { PEOPLE } from '../../../core/data/world/cast.ts'
import type { Readings } from '../../frame/define.ts'
import { analogy, nearest, type Vectors, vectorOf } from '../../../instruments/vectors.ts'

/** Pairs that stand in the same relation; every two of a list make a question each way. */
export const RELATIONS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'he and she': [
    ['he', 'she'],
    ['him', 'her'],
    ['He', 'She'],
    ['brother', 'sister'],
    ['father', 'mother'],
    ['uncle', 'aunt'],
  ],
  'small and large first letter': [
    ['he', 'He'],
    ['she', 'She'],
    ['the', 'The'],
    ['a', 'A'],
    ['it', 'It'],
    ['they', 'They'],
    ['after', 'After'],
  ],
}

export interface Question {
  relation: string
  /** a is to b as c is to d */
  a: string
  b: string
  c: string
  d: string
  /** nearest to b − a + c, without the three */
  answer: string
  /** nearest to c alone, without the three */
  without: string
}

/** All questions whose four words the vectors have. */
export function ask(words: Vectors): Question[] {
  const at = (word: string): number => words.names.indexOf(` ${word}`)
  const plain = (index: number): string => words.names[index]!.trim()
  return Object.entries(RELATIONS).flatMap(([relation, pairs]) =>
    pairs.flatMap(([a, b]) =>
      pairs.flatMap(([c, d]): Question[] => {
        const ids = [a, b, c, d].map(at) as [number, number, number, number]
        if (ids.some((id) => id < 0) || new Set(ids).size < 4) return []
        const [ia, ib, ic] = ids
        return [
          {
            relation,
            a,
            b,
            c,
            d,
            answer: plain(analogy(words, ia, ib, ic)[0]!.index),
            without: plain(nearest(words, vectorOf(words, ic), [ia, ib, ic])[0]!.index),
          },
        ]
      }),
    ),
  )
}

export function readingsOf(words: Vectors, bits: number, parameters: number): Readings {
  const questions = ask(words)
  const isName = (index: number): boolean => (PEOPLE as string[]).includes(words.names[index]!.trim())
  const names = words.names.flatMap((_, index) => (isName(index) ? [index] : []))
  const together = names.filter((index) => isName(nearest(words, vectorOf(words, index), [index])[0]!.index)).length
  return {
    bits,
    parameters,
    words: words.names.length,
    namesTogether: names.length > 0 ? together / names.length : 0,
    asked: questions.length,
    right: questions.filter(({ answer, d }) => answer === d).length,
    rightWithout: questions.filter(({ without, d }) => without === d).length,
  }
}
