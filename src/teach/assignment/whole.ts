/**
 * An assignment with all of its texts, where a link has no room for them: known by its hash alone. Its code stands in an address where a
 * link would, and only a browser that has been given the file, or a package that holds it, can open it.
 */
import { parseJson } from '../../core/json.ts'
import { asTeachError } from '../teachError.ts'
import { type Assignment, assignmentHash, checkAssignment, LIMITS } from './assignment.ts'

const BEFORE = 'This assignment cannot be read:'
const HINT = 'Ask your instructor for its file again. Nothing that you had is changed.'
/** UTF-8 takes at most four bytes a character, and JSON writes some of them with six. */
const MAX_BYTES = 6 * (LIMITS.characters + LIMITS.ownLessons * LIMITS.markdown) + 2 ** 20

/** What follows `#/assigned/`; links begin with a digit, so none is taken for the other. */
export const codeOfFile = (hash: string): string => `f${hash}`

/** The hash of the assignment that a code speaks of; null where the code is a link, which holds its assignment itself. */
export const hashInCode = (code: string): string | null => /^f([0-9a-f]{64})$/.exec(code)?.[1] ?? null

/** All of its texts are with it. */
export const isWhole = ({ text, lessons }: Assignment): boolean =>
  text?.content !== undefined || text === null ? lessons.every(({ markdown }) => markdown !== undefined) : false

/** As a package keeps it in its page: one line of JSON that ends no element of HTML. */
export const toPageJson = (assignment: Assignment): string => JSON.stringify(assignment).replaceAll('<', '\\u003c')

/** @throws TeachError 'bad-assignment' */
export const fromPageJson = (json: string): Assignment =>
  asTeachError('bad-assignment', BEFORE, HINT, () =>
    checkAssignment(parseJson(json, { name: 'the assignment in this page', maxDepth: 10, maxBytes: MAX_BYTES }), BEFORE, HINT),
  )

/** Of something that was kept, as long as it is the assignment of that hash; null where it is not. */
export function ifOf(hash: string, kept: unknown): Assignment | null {
  try {
    const assignment = checkAssignment(kept, BEFORE, HINT)
    return assignmentHash(assignment) === hash ? assignment : null
  } catch {
    return null // another version kept it
  }
}
