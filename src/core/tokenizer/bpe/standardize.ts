/** GPT-1's view of a text: lower case, no accents, single spaces, and words that punctuation parts. As `transformers` 5 does it. */
import { LATER } from './laterUnicode.ts'

const SURROGATE = /\p{Cs}/gu
/** NUL, U+FFFD, control characters other than tab and line breaks, format characters, private use. */
const REMOVED = new RegExp(`(?![\\t\\n\\r${LATER.formats}])[\\p{Cc}\\p{Cf}\\p{Co}\\uFFFD]`, 'gu')
const WHITE = /\p{White_Space}/gu
/** The blocks of Chinese characters: each is a word of its own. Kana and Hangul are not among them. */
const CHINESE =
  /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu
const DECOMPOSED = new RegExp(`[^${LATER.composed}]+`, 'gu')
const ACCENT = new RegExp(`(?![${LATER.marks}])\\p{Mn}|[${LATER.formerMarks}]`, 'gu')
const MARK = `(?:(?![${LATER.punctuation}])[\\p{P}!-/:-@\\[-\`{-~]|[${LATER.formerPunctuation}])`
const WORD = new RegExp(`${MARK}|(?:(?!${MARK})[^ ])+`, 'gu')

/**
 * The text as GPT-1's tokenizer sees it: control characters removed, every white space a space, Chinese characters set apart,
 * accents off ("é" → "e", by Unicode's NFD), lower case.
 */
export function standardize(text: string): string {
  return text
    .replace(SURROGATE, '')
    .replace(REMOVED, '')
    .replace(WHITE, ' ')
    .replace(CHINESE, ' $& ')
    .replace(DECOMPOSED, (run) => run.normalize('NFD'))
    .replace(ACCENT, '')
    .replaceAll('Σ', 'σ') // letter by letter: JavaScript alone would write ς at a word's end
    .toLowerCase()
}

/** The words of a standardized text: every punctuation mark is a word by itself, and spaces are none. */
export function standardWords(standardized: string): string[] {
  return standardized.match(WORD) ?? []
}
