/** What fine-tuning prints for people: measurements in a line, a confusion matrix as a table. */
import type { Shortcut } from '../core/data/labelled/shortcuts.ts'
import type { Metrics } from '../core/finetune/metrics.ts'

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

export function metricsLine({ examples, accuracy, macroF1, matthews }: Metrics): string {
  return `accuracy ${percent(accuracy)}  macro-F1 ${percent(macroF1)}  Matthews ${matthews.toFixed(3)}  on ${examples} held-out examples`
}

/** The truth down, the prediction across, and each label's F1. */
export function confusionTable({ confusion, f1 }: Metrics, labels: readonly string[]): string {
  return columns([['is \\ is called', ...labels, 'F1'], ...confusion.map((row, k) => [labels[k]!, ...row.map(String), percent(f1[k]!)])])
}

export const shortcutsLine = (all: readonly Shortcut[]): string =>
  all.map(({ name, accuracy }) => `${name} ${percent(accuracy)}`).join(', ')

/** What to make of a model that a shortcut beats; empty where none does. */
export function beatenLine({ accuracy }: Metrics, all: readonly Shortcut[]): string {
  const best = all.reduce((a, b) => (b.accuracy > a.accuracy ? b : a))
  if (accuracy > best.accuracy) return ''
  return `The model is right ${accuracy === best.accuracy ? 'no more often' : 'less often'} than "${best.name}" (${percent(accuracy)} against ${percent(best.accuracy)}): what it has learned here is worth no more than that.\n`
}

/** How much of the base's own text is forgotten, nats a token. */
export const ownTextLine = ({ before, after }: { before: number; after: number }): string =>
  `Its base's own text, held out: ${before.toFixed(4)} nats a token before, ${after.toFixed(4)} after`

/** Rows of cells in columns; all but the first are to the right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)))
  return rows.map((row) => row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join('  ')).join('\n')
}
