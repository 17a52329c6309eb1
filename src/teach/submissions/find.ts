/**
 * Finds receipts in whatever an instructor has: a folder of them, one folder a student, a learning platform's zip of all submissions,
 * zips in zips, receipts that a browser unpacked on the way. What is no receipt is named, and never stops the rest.
 */
import type { Source } from '../../core/checkpoint/source.ts'
import { CourseError } from '../../core/errors.ts'
import { HEAD_BYTES, isZip, kindOf } from '../../core/fileKinds.ts'
import { listZip } from '../anyZip.ts'
import { type ReadReceipt, readReceipt, readUnpackedReceipt, USUAL_LIMITS } from '../receipt/read.ts'
import { RECEIPT_JSON } from '../receipt/receipt.ts'
import { type Label, labelOf } from './labels.ts'

/** A file as it was dropped or lies in a folder. */
export interface Handed {
  /** with slashes, from the folder that was given */
  path: string
  source: Source
}

export interface Submission {
  path: string
  label: Label
  /** Reads it anew: only what is used is kept. @throws TeachError */
  open(): Promise<ReadReceipt>
}

export interface Problem {
  path: string
  label: Label
  /** what is wrong, a sentence */
  message: string
  hint: string
}

export interface FindLimits {
  /** of one receipt */
  maxBytes: number
  /** files in one zip */
  maxEntries: number
}

const LIMITS: FindLimits = { maxBytes: USUAL_LIMITS.maxBytes, maxEntries: 20_000 }
/** A platform’s zip, in it a student’s zip, in it the receipt. */
const MAX_DEPTH = 3
/** No platform packs more into one zip that this reads. */
const MAX_ZIP = 4 * 2 ** 30

/** What operating systems and platforms put beside what was handed in. */
const BESIDE = /(^|\/)(__MACOSX\/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini|onlinetext\.html|[^/]*_onlinetext\.html)$/i

interface Openable {
  path: string
  size: number
  open(): Source
}

/** One after another, in the order of the files. */
export async function* findSubmissions(handed: readonly Handed[], limits: FindLimits = LIMITS): AsyncGenerator<Submission | Problem> {
  yield* within(
    handed.map(({ path, source }) => ({ path: path.replaceAll('\\', '/'), size: source.size, open: () => source })),
    0,
    limits,
  )
}

export const isProblem = (found: Submission | Problem): found is Problem => 'message' in found

async function* within(files: readonly Openable[], depth: number, limits: FindLimits): AsyncGenerator<Submission | Problem> {
  const unpacked = unpackedReceipts(files)
  for (const { root, own } of unpacked) {
    const path = `${root}${RECEIPT_JSON}`
    yield {
      path,
      label: labelOf(root.replace(/\/$/, '') || path),
      open: () => readUnpackedReceipt(new Map(own.map((file) => [file.path.slice(root.length), file.open()])), limits),
    }
  }
  const taken = new Set(unpacked.flatMap(({ own }) => own.map(({ path }) => path)))
  for (const file of files) if (!taken.has(file.path) && !BESIDE.test(file.path)) yield* inside(file, depth, limits)
}

/** Folders with a receipt.json, and what lies in them. */
function unpackedReceipts(files: readonly Openable[]): { root: string; own: Openable[] }[] {
  const roots = files.flatMap(({ path }) => (/(^|\/)receipt\.json$/.test(path) ? path.slice(0, -RECEIPT_JSON.length) : []))
  return roots.map((root) => ({
    root,
    own: files.filter(({ path }) => path === `${root}${RECEIPT_JSON}` || path.startsWith(`${root}models/`)),
  }))
}

async function* inside(file: Openable, depth: number, limits: FindLimits): AsyncGenerator<Submission | Problem> {
  const { path } = file
  const label = labelOf(path)
  const problem = (message: string, hint: string): Problem => ({ path, label, message, hint })
  if (depth > 0 && file.size > limits.maxBytes) {
    yield problem(
      `${last(path)} has ${file.size} bytes, but at most ${limits.maxBytes} are read.`,
      'If it is a zip of submissions, unpack the zip that it lies in first. If it is a receipt, ask for a smaller model.',
    )
    return
  }
  const hostile: string[] = []
  try {
    const source = file.open()
    const head = await source.read(0, Math.min(HEAD_BYTES, source.size))
    if (!isZip(head)) {
      const kind = kindOf(head)
      yield problem(
        `${last(path)} is ${kind ? kind.what : 'no zip, and so no receipt'}.`,
        'Ask the student for the receipt that Hand in saved.',
      )
      return
    }
    const listed = await listZip(source, { maxBytes: MAX_ZIP, maxEntries: limits.maxEntries, hostile: (name) => void hostile.push(name) })
    if (listed.has(RECEIPT_JSON)) {
      // Reading refuses it whole where a path leads outside: nothing of it is to be trusted then.
      yield { path, label, open: () => readReceipt(file.open(), limits) }
      return
    }
    yield* hostile.map((name) =>
      problem(
        `${last(path)} holds the path ${JSON.stringify(name.slice(0, 80))}, which leads outside; it was passed over.`,
        'The rest was read.',
      ),
    )
    if (depth + 1 >= MAX_DEPTH) {
      yield problem(`${last(path)} is a zip in ${depth} zips, and no receipt.`, 'Unpack it, and drop what comes out.')
    } else if (listed.size === 0) {
      yield problem(`${last(path)} is an empty zip.`, 'Ask the student for the receipt that Hand in saved.')
    } else {
      // A student's own zip stands for its folder; the zip that was dropped is only around everything.
      const under = depth === 0 ? '' : `${path.replace(/\.zip$/i, '')}/`
      yield* within(
        [...listed].map(([name, { size, open }]) => ({ path: `${under}${name}`, size, open })),
        depth + 1,
        limits,
      )
    }
  } catch (error) {
    if (!(error instanceof CourseError)) throw error
    yield problem(`${last(path)} cannot be read: ${error.message}`, 'Ask the student to save the receipt again, or download the zip again.')
  }
}

const last = (path: string): string => `“${path.split('/').at(-1)!.slice(0, 80)}”`
