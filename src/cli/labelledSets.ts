/** `--task`: the labelled sets that the command line knows, which are the world's and one that is read from a file. */
import type { LabelledSet } from '../core/data/labelled/labelled.ts'
import { reviewSentiment } from '../core/data/labelled/nodeReviews.ts'
import { type SetCounts, WORLD_SETS } from '../core/data/labelled/sets.ts'
import type { TaskId } from '../core/finetune/defaults.ts'
import { choice, type Values, whole } from './arguments.ts'

const { sentiment, ...others } = WORLD_SETS
const SETS = { sentiment, reviews: reviewSentiment, ...others } satisfies Record<TaskId, (counts: SetCounts) => LabelledSet>
type SetId = keyof typeof SETS
const SET_IDS = Object.keys(SETS) as SetId[]
const isSetId = (id: string): id is SetId => Object.hasOwn(SETS, id)

export const taskOptions = {
  task: choice(SET_IDS, undefined).help('what is to be learned', { fallback: 'sentiment' }),
  examples: whole(undefined, 1).help('labelled examples to learn from', { fallback: 'by task, 400 to 2,400; 160 in an ablation' }),
  'held-out': whole(undefined, 1).help('examples to measure on', { fallback: 'by task, 200 or 240; 192 in an ablation' }),
}

/** What is taught where no task is named. */
export const USUAL_TASK = 'sentiment'

/** @throws CourseError 'bad-argument' where the set has fewer */
export function loadSet(
  { task = USUAL_TASK, examples, 'held-out': heldOut }: Values<typeof taskOptions>,
  fallback: SetCounts,
): LabelledSet {
  return SETS[task]({ train: examples ?? fallback.train, heldOut: heldOut ?? fallback.heldOut })
}

/** The set that a saved run names; undefined where this version has none of that name. */
export const setOf = (id: string, counts: SetCounts): LabelledSet | undefined => (isSetId(id) ? SETS[id](counts) : undefined)
