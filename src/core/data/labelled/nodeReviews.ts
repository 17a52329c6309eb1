/** The reviews, read from their package in Node. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { LabelledSet, LabelledText } from './labelled.ts'
import { parseReviews, reviewsFrom } from './reviews.ts'

const FILE = 'test/data/amazon_cells_labelled.txt'

/** As the package has it: a sentence, a tab, and 0 or 1 in each line. */
export function readReviewsFile(): string {
  const root = dirname(createRequire(import.meta.url).resolve('wink-sentiment/package.json'))
  return readFileSync(join(root, FILE), 'utf8')
}

/** 1,000 sentences from reviews of mobile phones, half of them positive. */
export const readReviews = (): LabelledText[] => parseReviews(readReviewsFile())

export const reviewSentiment = (counts: { train: number; heldOut: number }): LabelledSet => reviewsFrom(readReviewsFile(), counts)
