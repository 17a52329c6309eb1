/** An assignment as a file: a zip with its texts and lessons beside it, the same as JSON alone, or a text file with its link. */
import * as v from 'valibot'
import { isZip } from '../../core/fileKinds.ts'
import { parseJson } from '../../core/json.ts'
import { inMemory, type SourceFolder } from '../../core/checkpoint/source.ts'
import { openAnyZip, textOf, zipOf } from '../anyZip.ts'
import { TeachError, asTeachErrorLater } from '../teachError.ts'
import { type Assignment, checkAssignment, LIMITS, slim, withoutTexts } from './assignment.ts'
import { fromLink } from './link.ts'

export const ASSIGNMENT_JSON = 'assignment.json'
const TEXT = 'text.txt'
const lessonFile = (id: string): string => `lessons/${id}.md`

const FORMAT = 'pathway-assignment'
const VERSION = 2
const BEFORE = 'This assignment cannot be read:'
const HINT = 'Choose the file or zip that the Assign page saved, or a text file with its link. Nothing that you had is changed.'

/** UTF-8 takes at most four bytes a character. */
const MAX_TEXT = 4 * LIMITS.characters
const MAX_JSON = 2 ** 20
const MAX_ZIP = { maxBytes: MAX_TEXT + LIMITS.ownLessons * 4 * LIMITS.markdown + 2 * MAX_JSON, maxEntries: 2 * LIMITS.ownLessons }

const head = v.object({ format: v.literal(FORMAT), version: v.number(), assignment: v.unknown() })

/** Files by their path: what the zip holds, and what a SCORM package puts beside the course. */
export function assignmentFiles(assignment: Assignment): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const add = (path: string, text: string): void => void files.set(path, new TextEncoder().encode(text))
  add(ASSIGNMENT_JSON, toJson(assignment))
  if (assignment.text?.content !== undefined) add(TEXT, assignment.text.content)
  for (const { id, markdown } of assignment.lessons) if (markdown !== undefined) add(lessonFile(id), markdown)
  return files
}

export const toZip = (assignment: Assignment): Uint8Array<ArrayBuffer> => zipOf(assignmentFiles(assignment))

const toJson = (assignment: Assignment): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, assignment: slim(withoutTexts(assignment)) }, null, 1)}\n`

/** @param bytes of the zip, of assignment.json, or of a text with a link in it @throws TeachError 'bad-assignment' */
export async function fromFile(bytes: Uint8Array): Promise<Assignment> {
  return asTeachErrorLater('bad-assignment', BEFORE, HINT, async () => {
    if (isZip(bytes)) return fromFiles(await openAnyZip(inMemory(bytes), MAX_ZIP))
    if (bytes.length > MAX_JSON)
      return refuse(`it is no zip, and has ${bytes.length} bytes, where a link or its JSON has at most ${MAX_JSON}`)
    const text = new TextDecoder()
      .decode(bytes)
      .replace(/^\ufeff/, '')
      .trim()
    return text.startsWith('{') ? fromJson(text) : fromLink(text)
  })
}

/** From files that lie somewhere by the paths of `assignmentFiles`. @throws TeachError 'bad-assignment' */
export async function fromFiles(files: SourceFolder): Promise<Assignment> {
  const listed = files.get(ASSIGNMENT_JSON)
  if (!listed) {
    const [some = 'nothing'] = files.keys()
    return refuse(`the zip holds no ${ASSIGNMENT_JSON}, but ${JSON.stringify(some.slice(0, 80))}`)
  }
  const assignment = fromJson(await textOf(listed, ASSIGNMENT_JSON, MAX_JSON))
  const [text, ...lessons] = await Promise.all(
    [TEXT, ...assignment.lessons.map(({ id }) => lessonFile(id))].map(async (path) => {
      const file = files.get(path)
      return file && textOf(file, path, MAX_TEXT)
    }),
  )
  return checkAssignment(
    {
      ...assignment,
      text: assignment.text && { ...assignment.text, ...(text !== undefined && { content: text }) },
      lessons: assignment.lessons.map((lesson, i) => ({ ...lesson, ...(lessons[i] !== undefined && { markdown: lessons[i] }) })),
    },
    BEFORE,
    HINT,
  )
}

function fromJson(text: string): Assignment {
  const read = v.safeParse(head, parseJson(text, { name: ASSIGNMENT_JSON, maxDepth: 10, maxBytes: MAX_JSON }))
  if (!read.success) return refuse(`${ASSIGNMENT_JSON} is not one that this course wrote`)
  const { version, assignment } = read.output
  if (version !== VERSION)
    return refuse(
      `it is of version ${version}, and this course reads version ${VERSION}`,
      'Use the version of the course that it was made with, or make it anew.',
    )
  return checkAssignment(assignment, BEFORE, HINT)
}

function refuse(what: string, hint = HINT): never {
  throw new TeachError('bad-assignment', `${BEFORE} ${what}.`, hint)
}
