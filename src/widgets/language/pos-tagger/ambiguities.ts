/** Spellings of a text that have several parts of speech. */
import type { Readings } from '../../frame/define.ts'
import type { Token } from '../../../language/wink.ts'

/** A spelling with the words of each part of speech that it has in the text. */
export interface Ambiguity {
  spelling: string
  tags: { pos: Token['pos']; places: Token[] }[]
}

export function ambiguitiesOf(tokens: readonly Token[]): Ambiguity[] {
  const spellings = new Map<string, Map<Token['pos'], Token[]>>()
  for (const token of tokens.filter(({ isWord }) => isWord)) {
    const key = token.text.toLowerCase()
    const tags = spellings.get(key) ?? new Map<Token['pos'], Token[]>()
    tags.set(token.pos, [...(tags.get(token.pos) ?? []), token])
    spellings.set(key, tags)
  }
  return [...spellings]
    .filter(([, tags]) => tags.size > 1)
    .map(([spelling, tags]) => ({ spelling, tags: [...tags].map(([pos, places]) => ({ pos, places })) }))
}

export function readingsOf(tokens: readonly Token[]): Readings {
  const words = tokens.filter(({ isWord }) => isWord)
  const ambiguities = ambiguitiesOf(tokens)
  return {
    words: words.length,
    tags: new Set(words.map(({ pos }) => pos)).size,
    ambiguous: ambiguities.length,
    mostTags: Math.max(words.length > 0 ? 1 : 0, ...ambiguities.map(({ tags }) => tags.length)),
  }
}
