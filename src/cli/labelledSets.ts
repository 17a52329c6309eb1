/** `--task`: the labelled sets that the command line knows. */
import { storyEndings } from '../core/data/labelled/endings.ts'
import { storyEntailment } from '../core/data/labelled/entailment.ts'
import type { LabelledSet } from '../core/data/labelled/labelled.ts'
import { reviewSentiment } from '../core/data/labelled/nodeReviews.ts'
import { storySimilarity } from '../core/data/labelled/similarity.ts'
import { storySentiment } from '../core/data/labelled/stories.ts'
import { choice, type Values, whole } from './arguments.ts'

const SETS = {
  sentiment: storySentiment,
  reviews: reviewSentiment,
  entailment: storyEntailment,
  similarity: storySimilarity,
  endings: storyEndings,
}
export type SetId = keyof typeof SETS
const SET_IDS = Object.keys(SETS) as SetId[]
export const isSetId = (id: string): id is SetId => Object.hasOwn(SETS, id)

export const taskOptions = { task: choice(SET_IDS, undefined), examples: whole(undefined, 1), 'held-out': whole(undefined, 1) }

/** @throws CourseError 'bad-argument' where the set has fewer */
export function loadSet(
  { task = 'sentiment', examples, 'held-out': heldOut }: Values<typeof taskOptions>,
  fallback: { examples: number; heldOut: number },
): LabelledSet {
  return SETS[task]({ train: examples ?? fallback.examples, heldOut: heldOut ?? fallback.heldOut })
}
