/** Tokens that are found in a text as they are, before it is cut into words: `<unk>`, `<|endoftext|>`. */

/** More are not looked for. */
export const MAX_MARKS = 64

/**
 * The text between the marks, and the marks themselves, in order. Of two that begin at one place the longer counts.
 * No pattern is made of them: they come from files.
 */
export function splitAtMarks(text: string, marks: readonly string[]): { text: string; mark: string | null }[] {
  const parts: { text: string; mark: string | null }[] = []
  const next = new Map(marks.map((mark) => [mark, text.indexOf(mark)]))
  let at = 0
  for (;;) {
    let found: string | null = null
    for (const [mark, known] of next) {
      let place = known
      if (place >= 0 && place < at) {
        place = text.indexOf(mark, at)
        next.set(mark, place)
      }
      if (place < 0) continue
      const best = found === null ? Number.POSITIVE_INFINITY : next.get(found)!
      if (place < best || (place === best && mark.length > found!.length)) found = mark
    }
    const end = found === null ? text.length : next.get(found)!
    if (end > at) parts.push({ text: text.slice(at, end), mark: null })
    if (found === null) return parts
    parts.push({ text: found, mark: found })
    at = end + found.length
  }
}
