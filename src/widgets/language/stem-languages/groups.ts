/** Words of a text by the stem that a language’s rules give them. */
import { type Language, loadSnowball } from '../../../language/stemmers.ts'

export interface StemGroup {
  stem: string
  words: string[]
}

/** Different words, in lower case, in groups of one stem; both in the order in which they come. */
export async function groupsOf(text: string, language: Language): Promise<StemGroup[]> {
  const stem = await loadSnowball(language)
  const groups = new Map<string, Set<string>>()
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
    const key = stem(word)
    groups.set(key, (groups.get(key) ?? new Set()).add(word))
  }
  return [...groups].map(([key, words]) => ({ stem: key, words: [...words] }))
}

export function readingsOf(groups: readonly StemGroup[]): Record<string, number> {
  return {
    words: groups.reduce((sum, { words }) => sum + words.length, 0),
    stems: groups.length,
    shared: groups.filter(({ words }) => words.length > 1).length,
  }
}
