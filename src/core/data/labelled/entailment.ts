/**
 * Entailment in the small world: a short telling, and a sentence that follows from it, contradicts it, or cannot be told. What
 * "contradicts" means is SNLI's convention (Bowman et al. 2015): premise and hypothesis speak of the same day and the same thing, so
 * another place, thing, doer or feeling cannot be true too. Hypotheses of each subject are the same under all three labels, so one
 * alone says nothing; what decides is whether the telling has it, and the same.
 */
import type { Draw } from '../world/draw.ts'
import { VALENCE } from '../world/events.ts'
import { PLACE_IDS } from '../world/places.ts'
import { thingsFor } from '../world/plots.ts'
import { type Felt, feelingSentence, feltStories, isApart, VERBS } from './feelings.ts'
import type { LabelledExample, LabelledSet } from './labelled.ts'
import { incidentOf, recast, sentenceOf, swapped, telling, turnOf } from './retelling.ts'
import { HELD_OUT_SEED, TRAIN_SEED } from './stories.ts'

export const VERDICTS = ['follows', 'contradicts', 'cannot be told'] as const
const SUBJECTS = ['place', 'thing', 'doer', 'feeling'] as const
type Subject = (typeof SUBJECTS)[number]
/** Of both texts together: so that a small model reads many in a minute. */
const MOST_CHARACTERS = 150

export function storyEntailment(counts: { train: number; heldOut: number }): LabelledSet {
  return {
    id: 'entailment',
    form: 'entailment',
    title: 'Does a sentence follow from a story of the small world?',
    credit: "this course's own generator, MIT",
    labels: VERDICTS,
    keep: 'start',
    train: take(counts.train, TRAIN_SEED, false),
    heldOut: take(counts.heldOut, HELD_OUT_SEED, true),
  }
}

/** Verdicts and subjects take turns, so that all twelve combinations are equally frequent. */
function take(count: number, seed: number, heldOut: boolean): LabelledExample[] {
  const examples: LabelledExample[] = []
  if (count === 0) return examples
  for (const story of feltStories(seed, heldOut)) {
    const { plan, draw, index } = story
    const label = examples.length % 3
    const subject = SUBJECTS[Math.floor(examples.length / 3) % SUBJECTS.length]!
    const unknown = label === 2
    const hypothesis = aboutIt(subject, story, label, draw)
    if (hypothesis === undefined) continue
    // What the hypothesis is not about is told or left out by chance, so that what is missing does not give the verdict away.
    const told = (part: 'opening' | 'turn') => (part === (subject === 'place' ? 'opening' : 'turn') ? !unknown : draw.chance(0.5))
    const [opening, turn] = [told('opening'), told('turn')]
    if (!opening && !isApart(plan, heldOut)) continue
    const premise = telling(plan, { opening, turn }, seed, index)
    if (premise.length + hypothesis.length > MOST_CHARACTERS) continue
    examples.push({ texts: [premise, hypothesis], label })
    if (examples.length === count) break
  }
  return examples
}

/** A sentence that is true, false, or either where the telling will be silent; undefined where this story has none of the kind. */
function aboutIt(subject: Subject, { plan, right, wrong }: Felt, label: number, draw: Draw): string | undefined {
  const [turn, incident] = [turnOf(plan), incidentOf(plan)]
  const isTrue = label === 0 || (label === 2 && draw.chance(0.5))
  switch (subject) {
    case 'place':
      return `${plan.hero} went to the ${isTrue ? plan.place : draw.pick(PLACE_IDS.filter((place) => place !== plan.place))}.`
    case 'thing': {
      const { thing } = turn
      if (turn.who.length !== 1 || !thing || !sentenceOf(turn).includes(thing.noun)) return undefined
      // The beginning names the thing, so that another one would be wrong whatever came of it.
      const noun = label === 1 ? draw.pick(thingsFor(plan.plot).filter((one) => one !== thing.noun)) : thing.noun
      return sentenceOf({ ...turn, thing: { ...thing, noun } })
    }
    case 'doer':
      if (turn.who.length !== 1 || !plan.other) return undefined
      return sentenceOf(isTrue ? turn : turnOf(recast(plan, swapped(plan.hero, plan.other))))
    case 'feeling':
      // Only a beginning that is neither good nor bad leaves the end open.
      if (VALENCE[turn.kind] === 0 || (label === 2 && VALENCE[incident.kind] !== 0)) return undefined
      return feelingSentence(plan.hero, draw.pick(VERBS), isTrue ? right : wrong)
  }
}
