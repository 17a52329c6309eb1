/** The gradebook that is open: assignment, class, measures and marks; what was graded and marked is kept in this browser alone. */
import { create } from 'zustand'
import { browserKeep } from '../../../session/settings.ts'
import { type Assignment, assignmentHash } from '../../../teach/assignment/assignment.ts'
import { fromFile } from '../../../teach/assignment/file.ts'
import { fromLink } from '../../../teach/assignment/link.ts'
import { startThread } from '../../../teach/gradebook/browserThread.ts'
import { type CsvForm, readMarks, toCsv } from '../../../teach/gradebook/csv.ts'
import { heldOutOf } from '../../../teach/gradebook/heldOutText.ts'
import { jobsOf, type ModelJob } from '../../../teach/gradebook/jobs.ts'
import { Outcomes } from '../../../teach/gradebook/outcomes.ts'
import { gradeAll } from '../../../teach/gradebook/pool.ts'
import { type Row, rowsOf } from '../../../teach/gradebook/rows.ts'
import type { Marks } from '../../../teach/scoring/score.ts'
import type { Handed, Problem } from '../../../teach/submissions/find.ts'
import { readAll } from '../../../teach/submissions/readAll.ts'
import type { Student } from '../../../teach/submissions/students.ts'
import { TeachError } from '../../../teach/teachError.ts'

/** For one model. */
export const SECONDS = 60
/** For training one again, which the page does one at a time. */
export const RETRAIN_SECONDS = 600
/** What each of them holds is in memory, so more threads than this gain little. */
const MOST_THREADS = 4

export interface Book {
  assignment: Assignment | null
  students: Student[]
  problems: Problem[]
  heldOut: { name: string; text: string } | null
  marks: Record<string, Marks>
  rows: Row[]
  /** what is under way, in words */
  busy: string | null
  /** `seconds`: how long one may take */
  measuring: { done: number; of: number; seconds: number } | null
  failure: { message: string; hint: string } | null
  said: string | null
}

export const useBook = create<Book>(() => ({
  assignment: null,
  students: [],
  problems: [],
  heldOut: null,
  marks: {},
  rows: [],
  busy: null,
  measuring: null,
  failure: null,
  said: null,
}))

const { getState: get, setState: set } = useBook
let outcomes = new Outcomes('', 0)
let jobs: ModelJob[] = []
let stopping = false

const place = (what: 'marks' | 'graded'): string => `pathway.gradebook.${what}.${assignmentHash(get().assignment!).slice(0, 16)}`

function show(): void {
  const { assignment, students, marks } = get()
  if (assignment) set({ rows: rowsOf(assignment, students, outcomes.all(jobs), marks) })
}

/** Says what went wrong instead of throwing it. */
async function attempt(busy: string, task: () => Promise<void>): Promise<void> {
  set({ busy, failure: null, said: null })
  try {
    await task()
  } catch (error) {
    if (!(error instanceof TeachError)) throw error
    set({ failure: { message: error.message, hint: error.hint } })
  } finally {
    set({ busy: null })
  }
}

function prepare(): void {
  const { assignment, students, heldOut } = get()
  if (!assignment) return
  outcomes = new Outcomes(heldOut?.text ?? '', 0, browserKeep.get(place('graded')) ?? undefined)
  jobs = heldOut ? jobsOf(assignment, students, { heldOut: heldOut.text, retrain: 0 }) : []
  show()
}

function take(assignment: Assignment): void {
  set({ assignment, students: [], problems: [], rows: [] })
  set({ marks: JSON.parse(browserKeep.get(place('marks')) ?? '{}') as Record<string, Marks> })
  prepare()
}

export const openLink = (link: string): Promise<void> => attempt('Reading the link …', async () => take(fromLink(link)))

export const openFile = (file: File): Promise<void> =>
  attempt('Reading the assignment …', async () => take(await fromFile(new Uint8Array(await file.arrayBuffer()))))

export const openClass = (handed: readonly Handed[]): Promise<void> =>
  attempt('Reading receipts …', async () => {
    const { students, problems } = await readAll(handed, get().assignment!, (count) => set({ busy: `Reading receipts: ${count} …` }))
    set({ students, problems })
    prepare()
  })

export const openHeldOut = (file: File): Promise<void> =>
  attempt('Reading the text …', async () => {
    const text = heldOutOf((await file.text()).replace(/^\ufeff/, ''))
    set({ heldOut: { name: file.name, text } })
    prepare()
  })

/** How many models wait to be measured. */
export const waiting = (): number => jobs.filter(({ id, model }) => !outcomes.get(id, model)).length

export const measureAll = (): Promise<void> =>
  measure(
    jobs.filter(({ id, model }) => !outcomes.get(id, model)),
    SECONDS,
  )

/** Those that can be trained again from their seeds: the assignment has its text with it, and a text to measure on is chosen. */
export function retrainable(): { id: string; student: string; item: string }[] {
  const { assignment, students } = get()
  if (assignment?.text?.content === undefined) return []
  return jobs.map(({ id }) => {
    const [key, item] = JSON.parse(id) as [string, string]
    return { id, student: students.find((each) => each.key === key)!.name, item }
  })
}

/** Measures one model anew, and trains it again from its seed; what comes of it stands among the remarks of its row. */
export async function retrainOne(id: string): Promise<void> {
  const { assignment, students, heldOut } = get()
  const all = jobsOf(assignment!, students, { heldOut: heldOut!.text, retrain: RETRAIN_SECONDS })
  await measure(
    all.filter((job) => job.id === id),
    SECONDS + RETRAIN_SECONDS,
  )
}

/** @param seconds for each */
async function measure(these: readonly ModelJob[], seconds: number): Promise<void> {
  const models = new Map(these.map(({ id, model }) => [id, model]))
  let done = 0
  stopping = false
  set({ measuring: { done, of: these.length, seconds }, failure: null })
  await gradeAll(these, {
    start: startThread,
    threads: Math.min(MOST_THREADS, navigator.hardwareConcurrency),
    seconds,
    isStopping: () => stopping,
    onOutcome(id, outcome) {
      outcomes.set(id, models.get(id)!, outcome)
      browserKeep.set(place('graded'), outcomes.toJson())
      set({ measuring: { done: ++done, of: these.length, seconds } })
      show()
    },
  })
  set({ measuring: null })
}

export const stopMeasuring = (): void => {
  stopping = true
}

export const csvOf = (form: CsvForm): string => toCsv(get().assignment!, get().rows, form)

export const openCsv = (file: File): Promise<void> =>
  attempt('Reading the table …', async () => {
    const { assignment, rows } = get()
    const { marks, left } = readMarks(await file.text(), assignment!, rows)
    const all = { ...get().marks }
    for (const [student, own] of Object.entries(marks)) all[student] = { ...all[student], ...own }
    browserKeep.set(place('marks'), JSON.stringify(all))
    const count = Object.values(marks).reduce((sum, own) => sum + Object.keys(own).length, 0)
    set({ marks: all, said: [`${count} ${count === 1 ? 'mark was' : 'marks were'} taken over.`, ...left].join(' ') })
    show()
  })
