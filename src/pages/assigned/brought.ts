/** Assignments that came as files: kept whole in this browser under their hash, or in a package within its page. */
import type { Kept } from '../../session/learning/record.ts'
import { learning } from '../../session/learning.ts'
import { packedFile } from '../../session/packed.ts'
import { type Assignment, assignmentHash } from '../../teach/assignment/assignment.ts'
import { codeOfFile, fromPageJson, ifOf } from '../../teach/assignment/whole.ts'

const PLACE = 'file/'

/** The assignment of that hash with its texts, or null where no file of it has come. */
export type Brought = (hash: string) => Assignment | null

type Drafts = Kept['drafts']

/** Names of those that are here: another string whenever one has come. */
export const broughtNames = (drafts: Drafts): string =>
  Object.keys(drafts)
    .filter((place) => place.startsWith(PLACE))
    .join(' ')

const read = new WeakMap<object, Assignment | null>()
let packed: Assignment | null | undefined

export const broughtHere: Brought = (hash) => {
  packed ??= packedFile === null ? null : fromPageJson(packedFile)
  if (packed && assignmentHash(packed) === hash) return packed
  const kept = learning.getState().drafts[PLACE + hash]?.draft
  if (typeof kept !== 'object' || kept === null) return null
  // Hashing a long text takes a while, and what is kept does not change.
  if (!read.has(kept)) read.set(kept, ifOf(hash, kept))
  return read.get(kept) ?? null
}

/** Keeps it. @returns its code, for the address */
export function bring(assignment: Assignment): string {
  const hash = assignmentHash(assignment)
  learning.getState().draft(PLACE + hash, assignment)
  return codeOfFile(hash)
}
