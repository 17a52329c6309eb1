/** Short answers in words, as people type them. */

/** Lower case, without accents and punctuation, one blank between words: "Part-of-speech  tags." → "part of speech tags". */
export function normalized(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
  return plain.replace(/[^\p{L}\p{N}+#]+/gu, ' ').trim()
}

/** Whether `given` is one of the accepted answers; a leading article does not count. */
export function isAccepted(given: string, accepts: readonly string[]): boolean {
  const bare = (text: string): string => normalized(text).replace(/^(an?|the) (?=.)/, '')
  return accepts.some((answer) => bare(answer) === bare(given))
}
