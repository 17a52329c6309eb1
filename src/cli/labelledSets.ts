/** `--task`: the labelled sets that the command line knows. */
import { storyEndings } from '../core/data/labelled/endings.ts'
import { storyEntailment } from '../core/data/labelled/entailment.ts'
import type { LabelledSet } from '../core/data/labelled/labelled.ts'
import { reviewSentiment } from '../core/data/labelled/nodeReviews.ts'
import { storySimilarity } from '../core/data/labelled/similarity.ts'
import { storySentiment } from '../core/data/labelled/stories.ts'
import { choice, whole } from './arguments.ts'

const SETS = { sentiment: storySentiment, reviews: reviewSentiment, entailment: storyEntailment, similarity: storySimilarity, endings: storyEndings }
type SetId = keyof typeof SETS
export const SET_IDS = Object.keys(SETS) as SetId[]

export const taskOptions = { task: choice(SET_IDS, 'sentiment'), examples: whole(undefined, 1), 'held-out': whole(undefined, 1) }

/** @throws CourseError 'bad-argument' where the set has fewer */
export function loadSet({ task, examples, 'held-out': heldOut }: { task: SetId; examples: number | undefined; 'held-out': number | undefined }, fallback: { examples: number; heldOut: number }): LabelledSet {
  return SETS[task]({ train: examples ?? fallback.examples, heldOut: heldOut ?? fallback.heldOut })
}
