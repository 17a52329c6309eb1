/** An instructor's link: some lessons under a title, with a note; all of it is in the link, so no server is asked. */
import { deflateSync, inflateSync } from 'fflate'
import * as v from 'valibot'

export interface Assignment {
  title: string
  note: string
  /** `part/slug`, in the order in which they are to be read */
  lessons: string[]
}

/** What is wrong with a link, and what to do. */
export class LinkError extends Error {
  override readonly name = 'LinkError'
  readonly hint = 'Ask for it again, and copy the whole of it. The course is open to you in any case.'
}

export const LIMITS = { title: 120, note: 2000, lessons: 200 }

/** Links that were handed out stay readable: a new format gets a new number. */
const VERSION = '1'
/** A link longer than this is none of ours; one that unpacks to more is hostile. */
const MAX_CODE = 8_000
const MAX_JSON = 64_000

const schema = v.strictObject({
  title: v.pipe(
    v.string('its title is not text'),
    v.trim(),
    v.minLength(1, 'its title is empty'),
    v.maxLength(LIMITS.title, 'its title is too long'),
  ),
  note: v.pipe(v.string('its note is not text'), v.maxLength(LIMITS.note, 'its note is too long')),
  lessons: v.pipe(
    v.array(v.pipe(v.string('a lesson’s name is not text'), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'a lesson’s name is not one'))),
    v.minLength(1, 'it names no lesson'),
    v.maxLength(LIMITS.lessons, 'it names too many lessons'),
    v.check((ids) => new Set(ids).size === ids.length, 'it names a lesson twice'),
  ),
})

/** `1j…` is JSON, `1z…` the same deflated, where that is shorter; both in base64 for addresses. */
export function encodeAssignment(assignment: Assignment): string {
  const json = new TextEncoder().encode(JSON.stringify(v.parse(schema, assignment)))
  const packed = deflateSync(json, { level: 9 })
  return packed.length < json.length ? `${VERSION}z${toBase64(packed)}` : `${VERSION}j${toBase64(json)}`
}

/** @throws LinkError that says what is wrong with it */
export function decodeAssignment(code: string): Assignment {
  const [version, form] = [code[0] ?? '', code[1] ?? '']
  if (code.length > MAX_CODE) refuse(`it has ${code.length} characters, and a link of this course at most ${MAX_CODE}`)
  if (version !== VERSION)
    refuse(/\d/.test(version) ? `it is of version ${version}, and this course reads version ${VERSION}` : 'it does not begin as one')
  if (form !== 'j' && form !== 'z') refuse('it does not begin as one')
  const result = v.safeParse(schema, read(code.slice(2), form === 'z'))
  if (result.success) return result.output
  return refuse(saying(result.issues[0]))
}

function read(text: string, packed: boolean): unknown {
  try {
    const bytes = fromBase64(text)
    // With room given, inflate stops there instead of growing.
    const json = packed ? inflateSync(bytes, { out: new Uint8Array(MAX_JSON) }) : bytes
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json))
  } catch {
    return refuse('it is cut off or changed')
  }
}

const saying = (issue: v.BaseIssue<unknown>): string =>
  issue.type === 'strict_object' ? 'it lacks a part, or has one too many' : issue.message

function refuse(what: string): never {
  throw new LinkError(`This link cannot be read: ${what}.`)
}

const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
