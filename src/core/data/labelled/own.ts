/** A labelled set of the learner's own: what rows of texts and labels become, how they are split, and what is wrong with them. */
import * as v from 'valibot'
import { CourseError } from '../../errors.ts'
import { type LabelledSet, type LabelledText, single, splitAtRandom } from './labelled.ts'

/** The share of the rows that is held out, never learned from. */
const HELD_OUT = 0.2
/** Fewer can be neither learned from nor measured on. */
const FEWEST = 10
const MOST = 50_000
const MOST_LABELS = 50
const MOST_CHARACTERS = 20_000
/** The split is the same whatever the run's seed, so that all runs are measured on the same rows. */
const SPLIT_SEED = 0

export const OwnSetSchema = v.object({
  id: v.string(),
  form: v.literal('classification', 'must be "classification"'),
  title: v.string(),
  credit: v.string(),
  labels: v.array(v.string()),
  keep: v.picklist(['start', 'end']),
  train: v.array(v.object({ texts: v.array(v.string()), label: v.number() })),
  heldOut: v.array(v.object({ texts: v.array(v.string()), label: v.number() })),
})

/**
 * A set of rows, a fifth of them held out at random. Labels are names, also where they are numbers, in the order in which a reader
 * would count them.
 * @throws CourseError 'bad-text' in one sentence: too few rows, one label, a text without one
 */
export function ownSet(title: string, rows: readonly { text: string; label: string }[]): LabelledSet {
  const filled = rows.map(({ text, label }) => ({ text: text.trim(), label: label.trim() }))
  const bare = filled.findIndex(({ text, label }) => label === '' || text === '')
  if (bare >= 0) {
    const what = filled[bare]!.label === '' ? 'label' : 'text'
    throw refused(`Row ${bare + 1} has no ${what}.`, `Give it one, or take the row out.`)
  }
  if (filled.length > MOST) throw refused(`There are ${filled.length} rows, but at most ${MOST} are read.`, 'Take a part of them.')
  const long = filled.findIndex(({ text }) => text.length > MOST_CHARACTERS)
  if (long >= 0)
    throw refused(
      `The text of row ${long + 1} has ${filled[long]!.text.length} characters, but at most ${MOST_CHARACTERS} are read.`,
      'Cut it.',
    )
  const labels = [...new Set(filled.map(({ label }) => label))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  if (labels.length === 1)
    throw refused(
      `Every row has the label "${labels[0]!.slice(0, 60)}", so there is nothing to tell apart.`,
      'Add rows with another label.',
    )
  if (labels.length > MOST_LABELS)
    throw refused(
      `There are ${labels.length} labels, but at most ${MOST_LABELS} can be told apart here.`,
      'Choose another column for the labels: this one may hold texts, or numbers that are no classes.',
    )
  const texts: LabelledText[] = filled.map(({ text, label }) => ({ text, label: labels.indexOf(label) }))
  const unique = new Map(texts.map((one) => [one.text.toLowerCase(), one])).size
  if (unique < FEWEST) throw tooFew(unique)
  const heldOut = Math.max(2, Math.round(HELD_OUT * unique))
  const split = splitAtRandom(texts, { train: unique - heldOut, heldOut }, SPLIT_SEED)
  return checkOwnSet({
    id: 'own',
    form: 'classification',
    title,
    credit: 'yours; it stays in this browser',
    labels,
    keep: 'start',
    train: split.train.map(single),
    heldOut: split.heldOut.map(single),
  })
}

/** @throws CourseError 'bad-text' for a set that cannot be learned from */
export function checkOwnSet(set: LabelledSet): LabelledSet {
  const { labels, train, heldOut } = set
  if (train.length + heldOut.length < FEWEST || heldOut.length === 0) throw tooFew(train.length + heldOut.length)
  const absent = labels.find((_, label) => !train.some((example) => example.label === label))
  if (absent !== undefined)
    throw refused(
      `All rows with the label "${absent.slice(0, 60)}" are held out, so it could not be learned.`,
      'Add more rows with that label.',
    )
  const odd = [...train, ...heldOut].find(
    ({ texts, label }) => texts.length !== 1 || !(Number.isInteger(label) && label >= 0 && label < labels.length),
  )
  if (odd) throw refused('A row has no text, or a label that is none of the set.', 'Choose the file again.')
  return set
}

const tooFew = (rows: number): CourseError =>
  refused(
    `There ${rows === 1 ? 'is 1 row' : `are ${rows} different rows`}, but ${FEWEST} are the fewest that can be learned from and measured on.`,
    'Some hundred rows are better.',
  )

const refused = (message: string, hint: string): CourseError => new CourseError('bad-text', message, hint)
