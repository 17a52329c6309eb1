/**
 * Endings in the small world, a story cloze (Mostafazadeh et al. 2016): a story told up to its turn, and four last sentences. They say
 * of one of two people that they had one of two feelings, so an ending alone says nothing, a name that was in the story leaves two,
 * and the feeling that follows from what happened leaves one.
 */
import type { Draw } from '../world/draw.ts'
import { feelingSentence, feltStories, strangerTo, VERBS } from './feelings.ts'
import type { LabelledExample, LabelledSet } from './labelled.ts'
import { telling } from './retelling.ts'
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
  for (const { plan, draw, index, right, wrong } of feltStories(seed, heldOut)) {
    const stranger = strangerTo(plan, draw)
    const verb = draw.pick(VERBS)
    const endings = [plan.hero, stranger].flatMap((person) => [right, wrong].map((feeling) => feelingSentence(person, verb, feeling)))
    const label = draw.pick([0, 1, 2, 3])
    const answers = shuffled(endings.slice(1), draw)
    answers.splice(label, 0, endings[0]!)
    examples.push({ texts: [telling(plan, { opening: false, turn: true }, seed, index), ...answers], label })
    if (examples.length === count) break
  }
  return examples
}

/** Each order is equally likely. */
function shuffled<T>(list: readonly T[], draw: Draw): T[] {
  const left = [...list]
  return list.map(() => left.splice(left.indexOf(draw.pick(left)), 1)[0]!)
}
