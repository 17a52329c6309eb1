/** Kinds of characters by where they stand: what has to be known to foretell each is different. */

export const KINDS = ['space', 'later letters', 'second letter', 'first letter', 'name'] as const

export type Kind = (typeof KINDS)[number]

/** What each is, for a line below the figure. */
export const SAID: Readonly<Record<Kind, string>> = {
  space: 'a space or the end of a line: where does the word end?',
  'first letter': 'the first letter of a word: which word comes?',
  'second letter': 'the second letter of a word',
  'later letters': 'the third letter of a word and those after it: how does the word go on?',
  name: 'the capital of a name inside a sentence: who is it?',
}

const LETTER = /\p{L}/u

/** Letters that stand right before a place. */
function lettersBefore(characters: readonly string[], place: number): number {
  let from = place
  while (from > 0 && LETTER.test(characters[from - 1]!)) from--
  return place - from
}

/**
 * Of the character at `place`, from 0; null of a mark and of a capital that begins a sentence, which are few and tell little.
 * A word that was begun before the text began counts from there.
 */
export function kindOf(characters: readonly string[], place: number): Kind | null {
  const character = characters[place]!
  if (/\s/.test(character)) return 'space'
  if (!LETTER.test(character)) return null
  const before = lettersBefore(characters, place)
  if (before > 0) return before === 1 ? 'second letter' : 'later letters'
  if (!/\p{Lu}/u.test(character)) return 'first letter'
  return /[\p{L},] $/u.test(characters.slice(0, place).join('')) ? 'name' : null
}
