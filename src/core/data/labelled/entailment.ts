/**
 * Entailment in the small world: a short telling, and a sentence that follows from it, contradicts it, or cannot be told.
 * What "contradicts" means is SNLI's convention (Bowman et al. 2015): premise and hypothesis speak of the same day and the same thing,
 * so another place, time, colour or doer cannot be true too. Hypotheses of each subject are the same under all three labels, so one
 * alone says nothing; what decides is whether the telling has it, and the same.
 */
import type { Draw } from '../world/draw.ts'
import { PLACE_IDS } from '../world/places.ts'
import { englishPlace } from '../world/phrases/opening.ts'
import type { StoryPlan } from '../world/plan.ts'
import { COLOURS, type Thing } from '../world/things.ts'
import type { LabelledExample, LabelledSet } from './labelled.ts'
import { incidentOf, plans, recast, sentenceOf, swapped, telling, turnOf } from './retelling.ts'
import { HELD_OUT_SEED, TRAIN_SEED } from './stories.ts'

export const VERDICTS = ['follows', 'contradicts', 'cannot be told'] as const
const SUBJECTS = ['place', 'time', 'colour', 'turn'] as const
type Subject = (typeof SUBJECTS)[number]
const TIMES = ['morning', 'afternoon', 'evening'] as const

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
  for (const { plan, draw, index } of plans(seed, heldOut)) {
    const label = examples.length % 3
    const subject = SUBJECTS[Math.floor(examples.length / 3) % 4]!
    const unknown = label === 2
    const hypothesis = aboutIt(subject, plan, label, draw)
    if (hypothesis === undefined) continue
    // What the hypothesis is not about is told or left out by chance, so that what is missing does not give the verdict away.
    const about = subject === 'turn' ? 'turn' : subject === 'colour' ? undefined : 'opening'
    const told = (part: 'opening' | 'turn') => (part === about ? !unknown : draw.chance(0.5))
    examples.push({ texts: [telling(plan, { opening: told('opening'), turn: told('turn') }, seed, index), hypothesis], label })
    if (examples.length === count) break
  }
  return examples
}

/** A sentence that is true, false, or either where the telling will be silent; undefined where this story has none of the kind. */
function aboutIt(subject: Subject, plan: StoryPlan, label: number, draw: Draw): string | undefined {
  const go = plan.events[0]!
  const said = <T>(actual: T, all: readonly T[]): T =>
    label === 0 ? actual : draw.pick(label === 1 ? all.filter((one) => one !== actual) : all)
  switch (subject) {
    case 'place':
      return `It happened ${englishPlace({ ...go, place: said(plan.place, PLACE_IDS) })}.`
    case 'time':
      return go.time === 'day' ? undefined : `It happened in the ${said(go.time!, TIMES)}.`
    case 'colour': {
      const thing = incidentOf(plan).thing
      if (!thing || (label === 2) === (thing.colour !== undefined)) return undefined
      return `The ${thing.noun} was ${said(thing.colour, Object.keys(COLOURS) as Thing['colour'][])}.`
    }
    case 'turn': {
      const turn = turnOf(plan)
      if (turn.who.length !== 1 || !plan.other) return undefined
      const other = recast(plan, swapped(plan.hero, plan.other))
      return sentenceOf(label === 0 || (label === 2 && draw.chance(0.5)) ? turn : turnOf(other))
    }
  }
}
