/**
 * An assignment as one link: all of it is in the link, so no server is asked. Links of every version that was ever handed out stay
 * readable. Opening one reads and checks it; it starts nothing.
 *
 * Version 2: `2`, the form (`j` JSON, `z` the same deflated), six letters of the checksum, the payload's length in three digits to the
 * base 36, and the payload in base64 for addresses. The length tells a link that was cut from one that was changed.
 */
import { deflateSync, inflateSync } from 'fflate'
import { fromBase64Url, toBase64Url } from '../../core/base64.ts'
import { hashOf } from '../canonical.ts'
import { TeachError } from '../teachError.ts'
import { type Assignment, checkAssignment, slim, withoutTexts } from './assignment.ts'
import { fromVersion1 } from './version1.ts'

/** A link has at most 8 KiB, of which the page's own address takes the rest. */
export const MAX_CODE = 8_000
/** One that unpacks to more is hostile. */
const MAX_JSON = 64_000

const BEFORE = 'This link cannot be read:'
const HINT = 'Ask for it again, and copy the whole of it. The course is open to you in any case.'
const NEWEST = 2
const [CHECK, LENGTH] = [6, 3]

export interface Link {
  /** what follows `#/assigned/` */
  code: string
  /** names of the texts and lessons that there was no room for: they travel in the zip */
  left: string[]
}

/** With as many of its own texts as there is room for, the shortest first. @throws TeachError 'bad-assignment' where even without them it is too long */
export function toLink(assignment: Assignment): Link {
  let carried = withoutTexts(assignment)
  const bare = encoded(carried)
  if (bare.length > MAX_CODE) {
    throw new TeachError(
      'bad-assignment',
      `As a link this assignment has ${bare.length} characters, and a link holds at most ${MAX_CODE}.`,
      'Hand it out as a zip, shorten the texts of its tasks, or make two assignments of it.',
    )
  }
  const { text } = assignment
  const texts: { name: string; length: number; add: (to: Assignment) => Assignment }[] = assignment.lessons.flatMap((lesson) =>
    lesson.markdown === undefined
      ? []
      : {
          name: lesson.id,
          length: lesson.characters,
          add: (to) => ({ ...to, lessons: to.lessons.map((each) => (each.id === lesson.id ? lesson : each)) }),
        },
  )
  if (text?.content !== undefined) texts.push({ name: text.name, length: text.characters, add: (to) => ({ ...to, text }) })
  let code = bare
  const left: string[] = []
  for (const { name, length, add } of texts.sort((a, b) => a.length - b.length)) {
    const next = add(carried)
    const longer = length > MAX_JSON ? null : encoded(next)
    if (longer === null || longer.length > MAX_CODE) left.push(name)
    else [carried, code] = [next, longer]
  }
  return { code, left }
}

function encoded(assignment: Assignment): string {
  const json = new TextEncoder().encode(JSON.stringify(slim(assignment)))
  const packed = deflateSync(json, { level: 9 })
  const [form, bytes] = packed.length < json.length ? ['z', packed] : ['j', json]
  const payload = toBase64Url(bytes)
  return `${NEWEST}${form}${checkOf(payload)}${payload.length.toString(36).padStart(LENGTH, '0')}${payload}`
}

/** The code of a link, whatever mail programs have put around and into it. */
export function codeIn(text: string): string {
  const after = text.split('#/assigned/').at(-1)!
  return after
    .split('?')[0]!
    .replace(/\s+/g, '')
    .replace(/^[<([“"']+|[>)\]”"'.,;:!]+$/g, '')
}

/** @param text the code, or the whole link @throws TeachError 'bad-assignment' that says what is wrong with it */
export function fromLink(text: string): Assignment {
  const code = codeIn(text)
  if (code.length > MAX_CODE) refuse(`it has ${code.length} characters, and a link of this course at most ${MAX_CODE}`)
  const [version, form] = [code[0] ?? '', code[1] ?? '']
  if (!/\d/.test(version) || (form !== 'j' && form !== 'z')) refuse('it does not begin as one')
  switch (version) {
    case '1':
      return checkAssignment(fromVersion1(unpacked(code.slice(2), form), refuse), BEFORE, HINT)
    case '2':
      return checkAssignment(unpacked(payloadOf(code), form), BEFORE, HINT)
    default:
      return refuse(
        `it is of version ${version}, and this course reads versions 1 to ${NEWEST}`,
        'The course that made it is newer than this one: reload the page, or ask whoever gave it to you for that course’s address.',
      )
  }
}

/** @throws TeachError where the payload is not what its length and checksum say */
function payloadOf(code: string): string {
  const head = 2 + CHECK + LENGTH
  const [check, length] = [code.slice(2, 2 + CHECK), Number.parseInt(code.slice(2 + CHECK, head), 36)]
  const payload = code.slice(head)
  if (code.length <= head) refuse('it is cut off after its first characters')
  if (payload.length < length) refuse(`it is cut off: ${code.length} of its ${head + length} characters are there`)
  if (payload.length > length) refuse(`it has ${code.length - head - length} characters too many: something was added, or it was changed`)
  if (checkOf(payload) !== check) refuse('a character of it was changed')
  return payload
}

function unpacked(text: string, form: 'j' | 'z'): unknown {
  try {
    const bytes = fromBase64Url(text)
    // With room given, inflate stops there instead of growing.
    const json = form === 'z' ? inflateSync(bytes, { out: new Uint8Array(MAX_JSON) }) : bytes
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json))
  } catch {
    return refuse('it is cut off or changed')
  }
}

const checkOf = (payload: string): string =>
  toBase64Url(Uint8Array.from(hashOf(payload).slice(0, 10).match(/../g)!, (byte) => Number.parseInt(byte, 16))).slice(0, CHECK)

function refuse(what: string, hint = HINT): never {
  throw new TeachError('bad-assignment', `${BEFORE} ${what}.`, hint)
}
