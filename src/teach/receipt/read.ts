/** Reads a receipt that anyone may have made: every limit is looked at in the file, and nothing is believed because it is said. */
import * as v from 'valibot'
import type { Source, SourceFolder } from '../../core/checkpoint/source.ts'
import { HEAD_BYTES, isZip } from '../../core/fileKinds.ts'
import { parseJson } from '../../core/json.ts'
import { Sha256 } from '../../core/sha256.ts'
import { openAnyZip, textOf } from '../anyZip.ts'
import { type Assignment, assignmentHash } from '../assignment/assignment.ts'
import { asTeachErrorLater, TeachError } from '../teachError.ts'
import { checksumsOf, differences } from './checksums.ts'
import { FORMAT, type ModelRecord, RECEIPT_JSON, type Receipt, receiptSchema, VERSION, VERSIONS } from './receipt.ts'

export interface ReadReceipt {
  receipt: Receipt
  /** by the item's key, the files of its model; their bytes are not looked at yet */
  models: Map<string, SourceFolder>
  /** what does not fit, a sentence each; empty: all checksums do */
  doubts: string[]
}

export interface ReceiptLimits {
  /** of the file, and of what it unpacks to */
  maxBytes: number
}

/** Ten models of the size that the course ships, or one that is far larger than a browser trains in an hour. */
export const USUAL_LIMITS: ReceiptLimits = { maxBytes: 64 * 2 ** 20 }

const MAX_FILES = 500
const MAX_JSON = 4 * 2 ** 20
/** Bytes that are hashed at once. */
const STEP = 2 ** 22

const BEFORE = 'This receipt cannot be read:'
const HINT = 'Ask the student to open the assignment again and to save the receipt anew; what they did is kept there.'

const sum = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const sums = v.record(v.pipe(v.string(), v.maxLength(600)), sum)
const file = v.object({
  format: v.literal(FORMAT),
  version: v.number(),
  receipt: v.unknown(),
  checksums: v.optional(v.unknown()),
})
const checksumsSchema = v.object({ head: sum, items: sums, files: sums })

/** @throws TeachError 'bad-receipt' that says what is wrong with it */
export async function readReceipt(source: Source, { maxBytes }: ReceiptLimits = USUAL_LIMITS): Promise<ReadReceipt> {
  if (source.size > maxBytes)
    refuse(
      `the file has ${source.size} bytes, but at most ${maxBytes} are read`,
      'Ask the student for a smaller model, or raise the limit.',
    )
  return asTeachErrorLater('bad-receipt', BEFORE, HINT, async () => {
    if (!isZip(await source.read(0, Math.min(HEAD_BYTES, source.size)))) refuse('it is no zip')
    return readFiles(await openAnyZip(source, { maxBytes, maxEntries: MAX_FILES }))
  })
}

/** As `readReceipt`, of one that was unpacked on its way, as some browsers do by themselves. @throws TeachError 'bad-receipt' */
export const readUnpackedReceipt = (files: SourceFolder, { maxBytes }: ReceiptLimits = USUAL_LIMITS): Promise<ReadReceipt> =>
  asTeachErrorLater('bad-receipt', BEFORE, HINT, () => {
    const size = [...files.values()].reduce((sum, file) => sum + file.size, 0)
    if (size > maxBytes || files.size > MAX_FILES)
      refuse(`its ${files.size} files have ${size} bytes, but at most ${MAX_FILES} files of ${maxBytes} bytes are read`)
    return readFiles(files)
  })

async function readFiles(files: SourceFolder): Promise<ReadReceipt> {
  const listed = files.get(RECEIPT_JSON)
  if (!listed) return refuse(`the zip holds no ${RECEIPT_JSON}`)
  const { receipt, claimed } = parsed(await textOf(listed, RECEIPT_JSON, MAX_JSON))
  const models = modelsIn(files)
  const found = checksumsOf(receipt, await hashesOf(models))
  return { receipt, models: byItem(models), doubts: claimed ? differences(claimed, found) : ['The receipt has no checksums.'] }
}

function parsed(json: string) {
  const read = v.safeParse(file, parseJson(json, { name: RECEIPT_JSON, code: 'bad-receipt', maxDepth: 12, maxBytes: MAX_JSON }))
  if (!read.success) return refuse(`${RECEIPT_JSON} is not one that this course wrote`)
  const { version, checksums } = read.output
  if (!VERSIONS.includes(version))
    refuse(
      `it is of version ${version}, and this course reads versions ${VERSIONS.join(' and ')}`,
      version > VERSION ? 'Reload this page: the student’s course is newer.' : HINT,
    )
  const receipt = v.safeParse(receiptSchema, read.output.receipt, { abortEarly: true })
  if (!receipt.success) {
    const [issue] = receipt.issues
    return refuse(`${RECEIPT_JSON}, at ${v.getDotPath(issue)?.slice(0, 100)}: ${issue.message.slice(0, 200)}`)
  }
  const claimed = v.safeParse(checksumsSchema, checksums)
  return { receipt: receipt.output, claimed: claimed.success ? claimed.output : null }
}

/** The files of models by their path, those of no model left out. */
const modelsIn = (files: SourceFolder): SourceFolder => new Map([...files].filter(([path]) => /^models\/[^/]+\/[^/]+$/.test(path)))

function byItem(files: SourceFolder): Map<string, SourceFolder> {
  const models = new Map<string, Map<string, Source>>()
  for (const [path, source] of files) {
    const [, item, name] = path.split('/') as [string, string, string]
    const folder = models.get(item) ?? new Map<string, Source>()
    models.set(item, folder.set(name, source))
  }
  return models
}

async function hashesOf(files: SourceFolder): Promise<Record<string, string>> {
  const sums: [string, string][] = []
  for (const [path, { size, read }] of files) {
    const hash = new Sha256()
    for (let from = 0; from < size; from += STEP) hash.add(await read(from, Math.min(size, from + STEP)))
    sums.push([path, hash.hex()])
  }
  return Object.fromEntries(sums)
}

/** What keeps a receipt from counting for this assignment; null: nothing does. */
export function misfit(receipt: Receipt, assignment: Assignment): string | null {
  const { sha256, title } = receipt.assignment
  if (sha256 === assignmentHash(assignment)) return null
  return title === assignment.title
    ? `It is of another version of “${title}”: something in the assignment was changed after it was handed out.`
    : `It is of another assignment, “${title}”, and not of “${assignment.title}”.`
}

/** What is wrong with the text that a model says it was trained on; null: nothing is. */
export function wrongText({ text }: ModelRecord, assignment: Assignment): string | null {
  if (!assignment.text || assignment.text.sha256 === text.sha256) return null
  return `It was trained on “${text.title}” (${text.sha256.slice(0, 8)}), and not on the assignment’s text, “${assignment.text.name}” (${assignment.text.sha256.slice(0, 8)}).`
}

function refuse(what: string, hint = HINT): never {
  throw new TeachError('bad-receipt', `${BEFORE} ${what}.`, hint)
}
