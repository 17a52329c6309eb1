/**
 * Sentences of real customers with their sentiment: the Amazon part of the Sentiment Labelled Sentences (Kotzias, Denil, de Freitas
 * and Smyth 2015, "From Group to Individual Labels using Deep Features"; CC BY 4.0 at the UCI Machine Learning Repository), which the
 * package wink-sentiment (MIT) carries for its own tests.
 */
import { CourseError } from '../../errors.ts'
import { type LabelledSet, type LabelledText, single, splitAtRandom } from './labelled.ts'

/** The split is of this seed, whatever the run's, so that all runs are measured on the same sentences. */
const SPLIT_SEED = 0

/** A sentence, a tab, and 0 or 1 in each line. @throws CourseError 'bad-text' that names the line */
export function parseReviews(file: string): LabelledText[] {
  const lines = file.split(/\r?\n/).map((line, i) => [line, i + 1] as const)
  return lines
    .filter(([line]) => line.trim() !== '')
    .map(([line, number]) => {
      const found = /^(.*\S)\s*\t([01])\s*$/.exec(line)
      if (!found)
        throw new CourseError(
          'bad-text',
          `Line ${number} of the reviews is not a sentence, a tab, and 0 or 1.`,
          'Install the package wink-sentiment anew.',
        )
      return { text: found[1]!.trim(), label: Number(found[2]) }
    })
}

/** The first sentences of the shuffled rest, so that fewer are a part of more. @param file the package's */
export function reviewsFrom(file: string, counts: { train: number; heldOut: number }): LabelledSet {
  const { train, heldOut } = splitAtRandom(parseReviews(file), counts, SPLIT_SEED)
  return {
    id: 'reviews',
    form: 'classification',
    title: 'Sentiment of sentences from reviews of mobile phones',
    credit: 'Kotzias et al. 2015, Sentiment Labelled Sentences (amazon_cells), CC BY 4.0; from wink-sentiment',
    labels: ['negative', 'positive'],
    keep: 'start',
    train: train.map(single),
    heldOut: heldOut.map(single),
  }
}
