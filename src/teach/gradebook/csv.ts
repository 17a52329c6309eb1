/**
 * The gradebook as a table for spreadsheets, and back: an instructor's changes come back as marks. What a spreadsheet would take for a
 * formula is text in it (OWASP, CSV injection), and Excel with a decimal comma opens the second form.
 */
import Papa from 'papaparse'
import { type Assignment, itemKey } from '../assignment/assignment.ts'
import type { Marks } from '../scoring/score.ts'
import { TeachError } from '../teachError.ts'
import { modelTasks } from './jobs.ts'
import type { Row } from './rows.ts'

/** `comma`: commas between cells and points in numbers; `semicolon`: semicolons and decimal commas, as Excel wants it in German, French and others. */
export type CsvForm = 'comma' | 'semicolon'

const KEY = 'key'
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/
const BOM = '\ufeff'

export function toCsv(assignment: Assignment, rows: readonly Row[], form: CsvForm): string {
  const number = (value: number | null, digits: number): string => {
    if (value === null) return ''
    const text = String(Number(value.toFixed(digits)))
    return form === 'semicolon' ? text.replace('.', ',') : text
  }
  const tasks = modelTasks(assignment).map(itemKey)
  const fields = [
    KEY,
    'student',
    'number',
    'percent',
    'percent in time',
    'passed',
    'late',
    ...assignment.items.map(itemKey),
    ...tasks.flatMap((task) => [`${task}: bits per character`, `${task}: parameters`, `${task}: check`]),
    'remarks',
  ]
  const data = rows.map(({ student, score, outcomes, remarks }) => [
    student.key,
    student.name,
    student.id ?? '',
    number(score.percent, 2),
    number(score.percentInTime, 2),
    score.passed === null ? '' : score.passed ? 'yes' : 'no',
    score.late ? 'late' : '',
    ...score.items.map((item) => (item.state === 'to be marked' ? '?' : number(item.score === null ? null : 100 * item.score, 2))),
    ...tasks.flatMap((task) => {
      const outcome = outcomes.get(task)
      const graded = outcome?.kind === 'graded' ? outcome.graded : null
      const check = outcome ? (graded ? (graded.failed?.kind ?? 'passed') : outcome.kind) : ''
      return [number(graded?.measured?.bitsPerCharacter ?? null, 4), number(graded?.measured?.parameters ?? null, 0), check]
    }),
    remarks.join(' '),
  ])
  // Without its mark Excel takes UTF-8 for the code page of its country.
  return `${BOM}${Papa.unparse({ fields, data }, { delimiter: form === 'semicolon' ? ';' : ',', newline: '\r\n', escapeFormulae: FORMULA })}\r\n`
}

export interface ReadMarks {
  /** by the student's key: only what differs from what is computed */
  marks: Record<string, Marks>
  /** what could not be used, a sentence each */
  left: string[]
}

/** @param rows as they were written: with the marks that are known by now @throws TeachError 'bad-submission' where it is no table of this assignment */
export function readMarks(text: string, assignment: Assignment, rows: readonly Row[]): ReadMarks {
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: true })
  const [head = [], ...body] = data
  const column = (name: string): number => head.findIndex((cell) => unescaped(cell).trim() === name)
  const keys = assignment.items.map(itemKey)
  const missing = [KEY, ...keys].filter((name) => column(name) < 0)
  if (missing.length > 0) {
    throw new TeachError(
      'bad-submission',
      `The table has no column ${missing.map((name) => `“${name}”`).join(', ')}: it is not one of this assignment, or columns were renamed.`,
      'Choose the table that was exported here, with its first line as it was. Nothing was changed.',
    )
  }
  const byKey = new Map(rows.map((row) => [row.student.key, row]))
  const marks: Record<string, Marks> = {}
  const left: string[] = []
  for (const [i, cells] of body.entries()) {
    const key = unescaped(cells[column(KEY)] ?? '').trim()
    const row = byKey.get(key)
    if (!row) {
      left.push(`Line ${i + 2} is of “${key.slice(0, 60)}”, who is not in this gradebook.`)
      continue
    }
    const own: Record<string, number> = {}
    for (const item of keys) {
      const cell = (cells[column(item)] ?? '').trim()
      const computed = row.score.items.find((each) => each.item === item)!
      if (cell === '' || cell === '?') continue
      const mark = percentIn(cell)
      if (mark === null) left.push(`Line ${i + 2}, ${item}: “${cell.slice(0, 20)}” is no number from 0 to 100.`)
      else if (computed.score === null || Math.abs(mark - computed.score) > 0.0001) own[item] = mark
    }
    if (Object.keys(own).length > 0) marks[key] = own
  }
  return { marks, left }
}

/** "66.67", "66,67", "66,67 %" → 0 to 1 */
function percentIn(cell: string): number | null {
  const text = unescaped(cell).replace(/\s*%$/, '').replace(',', '.')
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  return value >= 0 && value <= 100 ? value / 100 : null
}

/** Without the mark that keeps a formula from being one. */
const unescaped = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell)
