/** Rows of texts and labels out of a CSV file, whatever its separator, quotes and line ends; which column is which is told by the first row, or by the data. */
import Papa from 'papaparse'

export interface LabelledRow {
  text: string
  label: string
}

/** A row of the file, with its number as a spreadsheet counts them. */
interface Row {
  cells: readonly string[]
  number: number
}

/** What is wrong with a file, for the person who chose it. */
export class CsvError extends Error {}

/** Rows that the separator is guessed from. */
const GUESSED_FROM = 100
const TEXT = /^(text|sentence|review|comment|message|content|input|tweet)s?$/i
const LABEL = /^(label|class|category|sentiment|target|topic|rating|stars?|y)$/i

/** @throws CsvError in one sentence */
export function readCsv(file: string): LabelledRow[] {
  if (file.includes('\ufffd')) throw new CsvError('The file is not in UTF-8, so its letters cannot be read: save it as "CSV UTF-8".')
  const content = file.replace(/^\ufeff/, '')
  // Empty lines would mislead the guess of the separator, and without them rows could not be counted.
  const { delimiter } = Papa.parse<string[]>(content, { skipEmptyLines: 'greedy', preview: GUESSED_FROM }).meta
  const { data, errors } = Papa.parse<string[]>(content, { delimiter })
  const quotes = errors.find(({ type }) => type === 'Quotes')
  if (quotes) throw new CsvError(`A quotation mark in row ${(quotes.row ?? 0) + 1} is never closed, so where its text ends cannot be told.`)
  const all = data.map((cells, i): Row => ({ cells, number: i + 1 })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const [first] = all
  if (!first) throw new CsvError('The file is empty: it has no rows.')
  const place = (pattern: RegExp) => first.cells.findIndex((name) => pattern.test(name.trim()))
  const named = { text: place(TEXT), label: place(LABEL) }
  const isNamed = named.text >= 0 && named.label >= 0
  const { text, label } = isNamed ? named : guess(all)
  const rows = isNamed || isHeader(all, label) ? all.slice(1) : all
  for (const [what, column] of Object.entries({ text, label })) {
    const bare = rows.find(({ cells }) => !cells[column]?.trim())
    if (bare) throw new CsvError(`Row ${bare.number} has no ${what}: give it one, or take the row out.`)
  }
  return rows.map(({ cells }) => ({ text: cells[text]!, label: cells[label]! }))
}

/** Without names: of two columns the one with fewer different values has the labels, as there are fewer labels than texts. */
function guess(rows: readonly Row[]): { text: number; label: number } {
  const columns = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  if (columns !== 2) {
    throw new CsvError(
      columns === 1
        ? 'There is one column only: each row needs a text and a label, with a comma, a semicolon or a tab between them.'
        : `There are ${columns} columns, and which has the texts cannot be told: call one "text" and one "label" in the first row.`,
    )
  }
  const kinds = [0, 1].map((column) => new Set(rows.map(({ cells }) => cells[column]?.trim())).size)
  return kinds[0]! < kinds[1]! ? { text: 1, label: 0 } : { text: 0, label: 1 }
}

/** Names in another language, or others than those above: a first label that no other row has, where every other label comes again. */
function isHeader(rows: readonly Row[], label: number): boolean {
  const counts = new Map<string, number>()
  for (const { cells } of rows) {
    const name = cells[label]?.trim() ?? ''
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const first = rows[0]!.cells[label]?.trim() ?? ''
  if (counts.get(first) !== 1) return false
  counts.delete(first)
  return counts.size > 1 && [...counts.values()].every((count) => count > 1)
}
