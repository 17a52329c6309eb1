/** Under which names the browser keeps what is answered in a lesson that is not the course's. */
import { Sha256 } from '../../core/sha256.ts'
import { OWN, REVIEW } from '../../session/learning.ts'

/** `part/slug` in two, as a lesson has them. */
export interface Name {
  part: string
  slug: string
}

/** So much of the hash tells texts apart; with the title before it, the name is one that an assignment may have. */
const DIGITS = 16
const TITLE = 23

/** A lesson of an instructor's: by its own text, so that another text has other answers, and none the course's. */
export function nameOf(source: string, title: string): Name {
  const hash = new Sha256().add(new TextEncoder().encode(source)).hex().slice(0, DIGITS)
  const words = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, TITLE)
    .replace(/^-|-$/g, '')
  return { part: OWN.slice(0, -1), slug: words ? `${words}-${hash}` : hash }
}

/** A lesson that is being written: answers show how it answers, and nothing of them is kept. */
export const WRITING: Name = { part: `${REVIEW}own`, slug: 'writing' }
