/**
 * Endings in the small world, a story cloze (Mostafazadeh et al. 2016): a story told up to its turn, and four last sentences. They say
 * of one of two people that they had one of two feelings, so an ending alone says nothing, a name that was in the story leaves two,
 * and the feeling that follows from what happened leaves one. The false feeling is the true one of the last story of the other kind,
 * so that each feeling is true as often as false.
 */
import { PEOPLE } from '../world/cast.ts'
import type { Draw } from '../world/draw.ts'
import type { FeelingId } from '../world/feelings.ts'
import type { StoryPlan } from '../world/plan.ts'
import { FEELINGS_AFTER, plotValence } from '../world/plots.ts'
import { decidingEvent } from '../world/sentiment.ts'
import type { LabelledExample, LabelledSet } from './labelled.ts'
import { plans, telling } from './retelling.ts'
import { HELD_OUT_SEED, TRAIN_SEED } from './stories.ts'

export function storyEndings(counts: { train: number; heldOut: number }): LabelledSet {
  return {
    id: 'endings',
    form: 'choice',
    title: 'Which ending fits a story of the small world?',
    credit: "this course's own generator, MIT",
    labels: ['first', 'second', 'third', 'fourth'],
    // What decides comes last.
    keep: 'end',
    train: take(counts.train, TRAIN_SEED, false),
    heldOut: take(counts.heldOut, HELD_OUT_SEED, true),
  }
}

function take(count: number, seed: number, heldOut: boolean): LabelledExample[] {
  const examples: LabelledExample[] = []
  if (count === 0) return examples
  const last = new Map<number, FeelingId>()
  for (const { plan, draw, index } of plans(seed, heldOut)) {
    const valence = plotValence(plan.plot)
    if (valence === 0) continue
    const right = feelingAfter(plan, draw)
    const wrong = last.get(-valence)
    last.set(valence, right)
    if (!wrong) continue
    const stranger = draw.pick(PEOPLE.filter((person) => person !== plan.hero && person !== plan.other))
    const verb = draw.pick(['was', 'felt'])
    const endings = [plan.hero, stranger].flatMap((person) => [right, wrong].map((feeling) => `${person} ${verb} ${feeling}.`))
    const label = draw.pick([0, 1, 2, 3])
    const answers = shuffled(endings.slice(1), draw)
    answers.splice(label, 0, endings[0]!)
    examples.push({ texts: [telling(plan, { opening: true, turn: true }, seed, index), ...answers], label })
    if (examples.length === count) break
  }
  return examples
}

/** As the stories themselves feel after the event that decides. */
function feelingAfter({ events, hero }: StoryPlan, draw: Draw): FeelingId {
  const { kind, who } = events[decidingEvent(events)!]!
  return draw.pick(FEELINGS_AFTER[kind]![who[0] === hero ? 'hero' : 'other']!)
}

/** Each order is equally likely. */
function shuffled<T>(list: readonly T[], draw: Draw): T[] {
  const left = [...list]
  return list.map(() => left.splice(left.indexOf(draw.pick(left)), 1)[0]!)
}
