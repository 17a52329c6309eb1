/** The length of a text as people count it. */

/** Unicode characters: an emoji is one, though JavaScript counts two. */
export function countCharacters(text: string): number {
  let n = 0
  for (let i = 0; i < text.length; i++, n++) if (text.codePointAt(i)! > 0xffff) i++
  return n
}
