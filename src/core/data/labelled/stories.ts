/** Stories of the small world with their sentiment: learned from known combinations of person, place and plot, measured on held-out ones. */
import type { Sentiment } from '../world/sentiment.ts'
import { stories } from '../world/story.ts'
import type { LabelledExample, LabelledSet } from './labelled.ts'

const SENTIMENTS: readonly Sentiment[] = ['negative', 'neutral', 'positive']

/** The text that models are pre-trained on is of seed 1: these are other stories of the same world. */
export const TRAIN_SEED = 1000
export const HELD_OUT_SEED = 2000

/** The first stories of each kind, so that fewer are a part of more. */
export function storySentiment(counts: { train: number; heldOut: number }): LabelledSet {
  return {
    id: 'sentiment',
    form: 'classification',
    title: 'Sentiment of stories of the small world',
    credit: "this course's own generator, MIT",
    labels: SENTIMENTS,
    // What decides comes last.
    keep: 'end',
    train: take(counts.train, TRAIN_SEED, false),
    heldOut: take(counts.heldOut, HELD_OUT_SEED, true),
  }
}

function take(count: number, seed: number, heldOut: boolean): LabelledExample[] {
  const texts: LabelledExample[] = []
  if (count === 0) return texts
  for (const { text, sentiment } of stories(seed, heldOut)) {
    texts.push({ texts: [text], label: SENTIMENTS.indexOf(sentiment) })
    if (texts.length === count) break
  }
  return texts
}
