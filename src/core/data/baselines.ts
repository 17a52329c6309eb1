/** What a retelling must beat: a story's first sentence, and a dictionary that translates word by word. */
import { type SentencePair, wordsOf } from './pairs.ts'
import { textOf } from './retold.ts'

/** The lead baseline: the first sentence as it stands. */
export const leadOf = (story: string): string => /^.*?[.!?](?=\s|$)/.exec(story)?.[0] ?? story

/** The likeliest French word of an English one, or nothing where it is likeliest to have none. */
export type Dictionary = ReadonlyMap<string, string>

/** Stands in every English sentence, for French words that come from none of its words. */
const NOTHING = ''
const ROUNDS = 8

/**
 * IBM Model 1 (Brown et al. 1993) on pairs of sentences: t(f|e), the chance that e is translated as f, by expectation maximization
 * from equal chances. What is kept of it is each word's likeliest translation.
 */
export function learnDictionary(pairs: readonly SentencePair[]): Dictionary {
  const sentences = pairs.map(({ english, french }) => ({ from: [NOTHING, ...wordsOf(english)], to: wordsOf(french) }))
  let chances = new Map<string, Map<string, number>>()
  const chance = (e: string, f: string): number => (chances.size === 0 ? 1 : (chances.get(e)?.get(f) ?? 0))
  for (let round = 0; round < ROUNDS; round++) {
    const counts = new Map<string, Map<string, number>>()
    for (const { from, to } of sentences) {
      for (const f of to) {
        const all = from.reduce((sum, e) => sum + chance(e, f), 0)
        for (const e of from) {
          const row = counts.get(e) ?? new Map<string, number>()
          counts.set(e, row)
          row.set(f, (row.get(f) ?? 0) + chance(e, f) / all)
        }
      }
    }
    chances = new Map(
      [...counts].map(([e, row]) => {
        const sum = [...row.values()].reduce((a, b) => a + b)
        return [e, new Map([...row].map(([f, count]) => [f, count / sum] as const))]
      }),
    )
  }
  chances.delete(NOTHING)
  return new Map([...chances].map(([e, row]) => [e, [...row].reduce((best, one) => (one[1] > best[1] ? one : best))[0]]))
}

/** Word by word, in English order; a word that the dictionary lacks stays as it is. */
export const translateByDictionary = (dictionary: Dictionary, sentence: string): string =>
  textOf(wordsOf(sentence).map((word) => dictionary.get(word) ?? word))
