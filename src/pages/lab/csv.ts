/** Rows of texts and labels out of a CSV file, whatever its separator, quotes and line ends; which column is which is told by the first row, or by the data. */
import Papa from 'papaparse'

export interface LabelledRow {
  text: string
  label: string
}

/** What is wrong with a file, for the person who chose it. */
export class CsvError extends Error {}

const TEXT = /^(text|sentence|review|comment|message|content|input|tweet)s?$/i
const LABEL = /^(label|class|category|sentiment|target|topic|rating|stars?|y)$/i

/** @throws CsvError in one sentence */
export function readCsv(file: string): LabelledRow[] {
  const { data, errors } = Papa.parse<string[]>(file.replace(/^\ufeff/, ''), { skipEmptyLines: 'greedy' })
  const quotes = errors.find(({ type }) => type === 'Quotes')
  if (quotes) throw new CsvError(`A quotation mark in row ${(quotes.row ?? 0) + 1} is never closed, so where its text ends cannot be told.`)
  const [first] = data
  if (!first) throw new CsvError('The file is empty: it has no rows.')
  const named = { text: first.findIndex((name) => TEXT.test(name.trim())), label: first.findIndex((name) => LABEL.test(name.trim())) }
  const hasHeader = named.text >= 0 && named.label >= 0
  const rows = hasHeader ? data.slice(1) : data
  const { text, label } = hasHeader ? named : guess(rows)
  return rows.map((row) => ({ text: row[text] ?? '', label: row[label] ?? '' }))
}

/** Without names: of two columns the one with fewer different values has the labels, as there are fewer labels than texts. */
function guess(rows: readonly string[][]): { text: number; label: number } {
  const columns = Math.max(...rows.map((row) => row.length))
  if (columns !== 2) {
    throw new CsvError(
      columns === 1
        ? 'There is one column only: each row needs a text and a label, with a comma, a semicolon or a tab between them.'
        : `There are ${columns} columns, and which has the texts cannot be told: call one "text" and one "label" in the first row.`,
    )
  }
  const kinds = [0, 1].map((column) => new Set(rows.map((row) => row[column]?.trim())).size)
  return kinds[0]! < kinds[1]! ? { text: 1, label: 0 } : { text: 0, label: 1 }
}
