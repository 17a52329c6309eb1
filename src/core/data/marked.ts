/** Files that are text byte by byte, and yet not the text that a person means: pages and documents, whose marks a model would learn. */
import { CourseError } from '../errors.ts'

interface Marked {
  begins: RegExp
  /** ends "The file is" */
  what: string
  /** how its words come out of it */
  way: string
}

const BROWSER = 'open it in a browser, select all, copy, and save that as plain text'
const WRITER = 'open it in a word processor and save it as plain text in UTF-8'

/** By the first characters, whatever the file's name. */
const MARKED: readonly Marked[] = [
  { begins: /^\s*(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)\b/i, what: 'a web page in HTML', way: BROWSER },
  { begins: /^\s*<\?xml\b/i, what: 'an XML document', way: BROWSER },
  { begins: /^(MIME-Version:|From: <Saved by )/i, what: 'a web page saved with its pictures, or a mail', way: BROWSER },
  { begins: /^\s*\{\\rtf/, what: 'a document in RTF', way: WRITER },
  { begins: /^%PDF-/, what: 'a PDF document', way: 'open it, select all, copy, and save that as plain text' },
  { begins: /^%!PS/, what: 'a page in PostScript', way: 'save the document that it was printed from as plain text in UTF-8' },
  {
    begins: /^version https:\/\/git-lfs\.github\.com\//,
    what: 'a Git-LFS pointer, a note that stands for the real file',
    way: 'run "git lfs pull"',
  },
]
/** So many characters may stand before the first mark: a comment, or empty lines. */
const LOOKED_AT = 10_000

/** @throws CourseError 'bad-text' for the text of a file that is a page or a document, with the way to its words */
export function refuseMarked(text: string): void {
  const start = text.slice(0, LOOKED_AT)
  const found = MARKED.find(({ begins }) => begins.test(start))
  if (!found) return
  throw new CourseError(
    'bad-text',
    `The file is ${found.what}: most of what a model would learn from it are its marks, such as "${sampleOf(start)}".`,
    `To learn its words, ${found.way}. To learn the marks themselves, put a line of its own before the first.`,
  )
}

const sampleOf = (start: string): string => start.trim().split('\n')[0]!.slice(0, 24)
