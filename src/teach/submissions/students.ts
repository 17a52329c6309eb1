/** Who handed in what: receipts become students, several of one student become one, and two students of one name stay two. */
import { type Assignment, itemKey } from '../assignment/assignment.ts'
import { canonical, hashOf } from '../canonical.ts'
import { misfit, type ReadReceipt } from '../receipt/read.ts'
import type { Attempt, ItemRecord, Receipt } from '../receipt/receipt.ts'
import type { Submission } from './find.ts'
import { type Label, stemOf, tidy } from './labels.ts'

/** A receipt that was found and read. */
export interface Read {
  submission: Submission
  receipt: ReadReceipt['receipt']
  doubts: readonly string[]
}

export interface Student {
  /** unique, and the same when the same submissions are read again */
  key: string
  name: string
  /** the platform's number */
  id: string | null
  /** those that count, oldest first */
  receipts: Read[]
  /** attempts of all of them, by item, oldest first */
  records: ItemRecord[]
  /** what an instructor should know, a sentence each */
  remarks: string[]
}

/** In the order of names. */
export function studentsOf(all: readonly Read[], assignment: Assignment): Student[] {
  const groups = groupsOf(all)
  const students = groups.map(({ key, reads, remarks }) => studentOf(key, reads, remarks, assignment))
  numberNamesakes(students)
  remarkCopies(students)
  return students.sort((a, b) => a.name.localeCompare(b.name) || (a.key < b.key ? -1 : 1))
}

interface Group {
  key: string
  reads: Read[]
  remarks: string[]
}

/** By the platform's number; else by folder, where all in it sign with one name; else by the name that they sign with. */
function groupsOf(all: readonly Read[]): Group[] {
  const groups = new Map<string, Group>()
  const add = (key: string, read: Read): void => {
    const group = groups.get(key) ?? { key, reads: [], remarks: [] }
    groups.set(key, group)
    group.reads.push(read)
  }
  const unnumbered: Read[] = []
  for (const read of all) {
    const { platform, id } = read.submission.label
    if (platform) add(`${platform} ${id}`, read)
    else unnumbered.push(read)
  }
  const root = commonFolder(unnumbered.map(({ submission }) => submission.path))
  const byFolder = groupBy(unnumbered, ({ submission }) => folderOf(submission.path))
  const loose: Read[] = []
  for (const [folder, reads] of byFolder) {
    const signed = new Set(reads.map(({ receipt }) => plain(receipt.student)).filter((name) => name !== ''))
    if (folder === root || signed.size > 1) loose.push(...reads)
    else for (const read of reads) add(`folder ${folder}`, read)
  }
  return [...groups.values(), ...bySignature(loose)]
}

/**
 * One name in one folder is one student who handed in again where the later receipt holds the attempts of the earlier, as one that was
 * saved in the same browser does; else they are kept apart.
 */
function bySignature(reads: readonly Read[]): Group[] {
  const groups: Group[] = []
  for (const read of [...reads].sort(byTime)) {
    const name = plain(read.receipt.student)
    const same = groups.filter(({ reads }) => name !== '' && plain(reads[0]!.receipt.student) === name)
    const before = same.find(({ reads }) => holds(read.receipt, reads.at(-1)!.receipt))
    if (before) before.reads.push(read)
    else {
      const key = name === '' ? `file ${read.submission.path}` : `name ${name}${same.length > 0 ? ` ${same.length + 1}` : ''}`
      groups.push({ key, reads: [read], remarks: [] })
    }
  }
  return groups
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

function commonFolder(paths: readonly string[]): string {
  let common = folderOf(paths[0] ?? '')
  while (common !== '' && !paths.every((path) => path.startsWith(`${common}/`))) common = folderOf(common)
  return common
}

function groupBy<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const each of all) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each])
  return groups
}

const plain = (name: string): string => name.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ')
const byTime = (a: Read, b: Read): number => Date.parse(a.receipt.at) - Date.parse(b.receipt.at)

/** Whether the later receipt has every attempt of the earlier one. */
function holds(later: Receipt, earlier: Receipt): boolean {
  return earlier.items.every(({ item, attempts }) => {
    const now = later.items.find((record) => record.item === item)?.attempts ?? []
    return attempts.every((before) => now.some((attempt) => canonical(attempt) === canonical(before) || hasGrown(attempt, before)))
  })
}

/**
 * The attempt at a lesson grows with each answer: it is the same one where all that was answered stands in the later, given at the same
 * moments. Two students give the same answers, and never at the same millisecond.
 */
function hasGrown(later: Attempt, before: Attempt): boolean {
  const begins = (all: readonly unknown[] = [], first: readonly unknown[] = []): boolean =>
    first.length > 0 && canonical(all.slice(0, first.length)) === canonical(first)
  const answered = ({ key, given, at }: Attempt['answers'][number]): boolean =>
    later.answers.some((answer) => answer.key === key && begins(answer.given, given) && begins(answer.at, at))
  const guessed = ({ key, choice, confidence }: Attempt['predictions'][number]): boolean =>
    later.predictions.some((guess) => guess.key === key && guess.choice === choice && guess.confidence === confidence)
  return before.answers.length > 0 && before.answers.every(answered) && before.predictions.every(guessed)
}

const attemptKey = (item: string, attempt: Attempt): string => `${item} ${canonical(attempt)}`

function studentOf(key: string, reads: Read[], remarks: string[], assignment: Assignment): Student {
  const label = reads[0]!.submission.label
  const signed = reads.map(({ receipt }) => tidy(receipt.student)).findLast((name) => name !== '')
  const name = nameOf(label, signed, reads[0]!.submission.path)
  const said = [...remarks]
  const fit = reads.filter(({ receipt, submission }) => {
    const why = misfit(receipt, assignment)
    const other = why !== null && receipt.assignment.title !== assignment.title
    if (why !== null) said.push(`${why} (${submission.path})${other ? ' It does not count.' : ''}`)
    return !other
  })
  const receipts = withoutRepeats(fit.sort(byTime), said)
  if (receipts.length > 1) said.push(`Handed in ${receipts.length} times; the best attempt counts.`)
  if (signed !== undefined && label.platform && plain(signed) !== plain(label.name) && label.platform !== 'Canvas')
    said.push(`Signed as “${signed}”.`)
  if (reads.some(({ submission }) => submission.label.late)) said.push(`${label.platform} says that it came late.`)
  for (const { doubts } of receipts) said.push(...doubts)
  return { key, name, id: label.id, receipts, records: recordsOf(receipts, assignment), remarks: said }
}

/** Canvas leaves blanks and commas out of names, so there the signature is better. */
function nameOf(label: Label, signed: string | undefined, path: string): string {
  if (label.platform === 'Moodle' || label.platform === 'ILIAS') return label.name
  return signed ?? (label.platform ? label.name : stemOf(path) === 'receipt' ? label.name : stemOf(path))
}

function withoutRepeats(reads: readonly Read[], said: string[]): Read[] {
  const seen = new Set<string>()
  return reads.filter(({ receipt, submission }) => {
    const hash = hashOf(canonical(receipt))
    if (seen.has(hash)) said.push(`The same receipt is there twice (${submission.path}).`)
    return !seen.has(hash) && seen.add(hash)
  })
}

function recordsOf(reads: readonly Read[], assignment: Assignment): ItemRecord[] {
  return assignment.items.flatMap((item) => {
    const key = itemKey(item)
    const attempts = new Map<string, Attempt>()
    for (const { receipt } of reads)
      for (const record of receipt.items)
        if (record.item === key) for (const attempt of record.attempts) attempts.set(attemptKey(key, attempt), attempt)
    const sorted = [...attempts.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    return sorted.length > 0 ? { item: key, attempts: sorted } : []
  })
}

function numberNamesakes(students: Student[]): void {
  for (const namesakes of groupBy(students, ({ name }) => plain(name)).values()) {
    if (namesakes.length === 1) continue
    for (const [i, student] of namesakes.entries()) {
      student.remarks.push(`${namesakes.length} students have this name, or one handed in from two browsers.`)
      student.name = `${student.name} (${student.id ?? i + 1})`
    }
  }
}

/** One receipt under two names. */
function remarkCopies(students: readonly Student[]): void {
  const byWork = groupBy(
    students.filter(({ records }) => records.length > 0),
    ({ records }) => hashOf(canonical(records)),
  )
  for (const same of byWork.values()) {
    if (same.length === 1) continue
    for (const student of same) {
      const others = same.filter((other) => other !== student).map(({ name }) => `“${name}”`)
      student.remarks.push(`To the second the same attempts as ${others.join(' and ')}.`)
    }
  }
}
