/** A text that someone pasted or uploaded, made fit to learn from, or refused with a reason. */
import { CourseError } from '../errors.ts'
import { kindOf } from '../fileKinds.ts'
import { decodeText } from './decodeText.ts'
import { refuseMarked } from './marked.ts'

/** At least so many characters: below that there is nothing to learn. */
export const MIN_CHARACTERS = 1_000
/** At most so many bytes of UTF-8. */
export const MAX_BYTES = 20_000_000

/**
 * Decodes (strict UTF-8, or what a byte order mark says), drops the mark, and turns CRLF and CR into LF.
 * The size is checked before anything is decoded.
 * @throws CourseError 'bad-text' for a text that is too long or too short, is not UTF-8, or holds NULs or halves of surrogate pairs;
 * and for a file that is a web page or another document with marks
 */
export function cleanText(raw: string | ArrayBuffer): string {
  const atLeast = typeof raw === 'string' ? raw.length : raw.byteLength
  if (atLeast > MAX_BYTES) tooLong(atLeast)
  const decoded = typeof raw === 'string' ? raw : decode(raw)
  const text = decoded.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  // What is pasted is meant as it stands.
  if (typeof raw !== 'string') refuseMarked(text)
  const characters = checkCharacters(text)
  if (text.trim() === '')
    throw new CourseError('bad-text', 'The text is empty.', 'Paste or upload some text; a few hundred kB of prose is a good start.')
  if (characters < MIN_CHARACTERS) {
    throw new CourseError(
      'bad-text',
      `The text has ${characters} characters, but at least ${MIN_CHARACTERS} are needed.`,
      'Add more text: a chapter teaches a little, a book teaches more.',
    )
  }
  return text
}

/** The number of code points. @throws CourseError for a NUL, for half a surrogate pair, and where UTF-8 would pass the limit. */
function checkCharacters(text: string): number {
  let characters = 0
  let bytes = 0
  for (let i = 0; i < text.length; i++) {
    const codePoint = text.codePointAt(i)!
    if (codePoint === 0) {
      throw new CourseError(
        'bad-text',
        `Character ${characters + 1} of the text is NUL (code 0), which no text has.`,
        'The file is probably not plain text; save it as UTF-8 text and try again.',
      )
    }
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
      throw new CourseError(
        'bad-text',
        `Character ${characters + 1} of the text is half of a surrogate pair (code ${codePoint.toString(16).toUpperCase()}).`,
        'The text was cut in the middle of a character, an emoji perhaps; copy it again.',
      )
    }
    if (codePoint > 0xffff) i++
    bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
    characters++
  }
  if (bytes > MAX_BYTES) tooLong(bytes)
  return characters
}

function decode(bytes: ArrayBuffer): string {
  const text = decodeText(new Uint8Array(bytes))
  if (text === null) {
    const kind = kindOf(new Uint8Array(bytes))
    throw new CourseError(
      'bad-text',
      kind ? `The file is ${kind.what}, and no text.` : `The file's ${bytes.byteLength} bytes are not UTF-8 text.`,
      'Save it as plain text in UTF-8 and try again; a Word or PDF file must be exported as text first.',
    )
  }
  return text
}

function tooLong(bytes: number): never {
  throw new CourseError(
    'bad-text',
    `The text is ${(bytes / 1e6).toFixed(1)} MB, but at most ${MAX_BYTES / 1e6} MB can be used.`,
    'Cut it into parts and use one of them.',
  )
}
