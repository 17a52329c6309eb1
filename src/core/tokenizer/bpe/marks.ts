/** Added tokens: found in a text as they are, before it is cut into words. `<unk>`, `<|endoftext|>`, or what somebody added. As `tokenizers` finds them. */

/** More are not looked for. */
export const MAX_MARKS = 64

export interface AddedToken {
  content: string
  /** looked for in the standardized text, itself standardized: "COVID" is then found in "covid" */
  normalized: boolean
  /** only between characters that are no part of a word */
  singleWord: boolean
  /** takes the white space before it */
  lstrip: boolean
  /** takes the white space after it */
  rstrip: boolean
  /** no part of the text: left out where a text is decoded without special tokens */
  special: boolean
  /** it follows the model's own vocabulary, so that no character within a word is it, however it is written */
  onTop?: boolean
}

/** What most are: a mark of its own, found wherever it stands. */
export const asMark = (content: string): AddedToken => ({
  content,
  normalized: false,
  singleWord: false,
  lstrip: false,
  rstrip: false,
  special: true,
})

/** A token, and what is looked for. */
export interface Pattern {
  pattern: string
  token: AddedToken
}

const ENDS_IN_WORD = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u
const BEGINS_WITH_WORD = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u
const WHITE = /\p{White_Space}/u

/**
 * The text between the tokens, and the tokens themselves, in order. Of two that begin at one place the longer counts, and of two alike
 * the first; one that must be a word by itself and is none hides what it overlaps.
 * No regular expression is made of the patterns: they come from files.
 */
export function splitAtMarks(text: string, patterns: readonly Pattern[]): { text: string; mark: string | null }[] {
  const parts: { text: string; mark: string | null }[] = []
  let taken = 0
  for (const { start, stop, token } of occurrences(text, patterns)) {
    if (token.singleWord && (ENDS_IN_WORD.test(before(text, start)) || BEGINS_WITH_WORD.test(after(text, stop)))) continue
    const from = token.lstrip ? Math.max(taken, skipBack(text, start)) : start
    const to = token.rstrip ? skip(text, stop) : stop
    if (from > taken) parts.push({ text: text.slice(taken, from), mark: null })
    // In white space that the token before took nothing may be left of it; else it counts all the same, and what comes after it too.
    if (to > from) parts.push({ text: text.slice(from, to), mark: token.content })
    taken = to
  }
  if (taken < text.length) parts.push({ text: text.slice(taken), mark: null })
  return parts
}

/** Without overlaps, the leftmost first and of these the longest. */
function* occurrences(text: string, patterns: readonly Pattern[]): Generator<{ start: number; stop: number; token: AddedToken }> {
  const next = patterns.map(({ pattern }) => text.indexOf(pattern))
  let at = 0
  for (;;) {
    let found = -1
    for (const [i, { pattern }] of patterns.entries()) {
      if (next[i]! >= 0 && next[i]! < at) next[i] = text.indexOf(pattern, at)
      const place = next[i]!
      if (place < 0) continue
      const best = found < 0 ? Number.POSITIVE_INFINITY : next[found]!
      if (place < best || (place === best && pattern.length > patterns[found]!.pattern.length)) found = i
    }
    if (found < 0) return
    const { pattern, token } = patterns[found]!
    const start = next[found]!
    at = start + pattern.length
    yield { start, stop: at, token }
  }
}

/** The one character before a place, and after it. */
const before = (text: string, place: number): string => text.slice(Math.max(0, place - 2), place)
const after = (text: string, place: number): string => text.slice(place, place + 2)

function skip(text: string, from: number): number {
  let at = from
  while (at < text.length && WHITE.test(text[at]!)) at++
  return at
}

function skipBack(text: string, from: number): number {
  let at = from
  while (at > 0 && WHITE.test(text[at - 1]!)) at--
  return at
}
