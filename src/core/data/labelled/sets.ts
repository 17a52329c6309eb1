/** The labelled sets that are made from the small world, by name: what a page can offer, for nothing is read from a file. */
import { storyEndings } from './endings.ts'
import { storyEntailment } from './entailment.ts'
import type { LabelledSet } from './labelled.ts'
import { storySimilarity } from './similarity.ts'
import { storySentiment } from './stories.ts'

export interface SetCounts {
  train: number
  heldOut: number
}

/** The name is the set's own `id`. */
export const WORLD_SETS = {
  sentiment: storySentiment,
  entailment: storyEntailment,
  similarity: storySimilarity,
  endings: storyEndings,
} as const satisfies Record<string, (counts: SetCounts) => LabelledSet>

export type WorldSetId = keyof typeof WORLD_SETS
export const isWorldSetId = (id: string): id is WorldSetId => Object.hasOwn(WORLD_SETS, id)
