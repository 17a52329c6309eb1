/**
 * Similarity in the small world: two tellings of what one person did to another, in other words, and the same or with the two people in
 * each other's place. As in PAWS (Zhang, Baldridge and He 2019) the words say nothing: every telling stands beside one of each kind,
 * both with as many words that it lacks, so that what is left is who did it to whom.
 */
import { PEOPLE } from '../world/cast.ts'
import type { StoryPlan } from '../world/plan.ts'
import { HELD_OUT_ONE_IN } from '../world/split.ts'
import { NOUNS, type NounId } from '../world/things.ts'
import type { LabelledExample, LabelledSet } from './labelled.ts'
import { incidentOf, plans, recast, swapped, telling } from './retelling.ts'
import { onlyHere } from './shortcuts.ts'
import { HELD_OUT_SEED, TRAIN_SEED } from './stories.ts'

const TOLD = { opening: false, turn: false }
const NOUN_IDS = Object.keys(NOUNS) as NounId[]

export function storySimilarity(counts: { train: number; heldOut: number }): LabelledSet {
  return {
    id: 'similarity',
    form: 'similarity',
    title: 'Do two sentences of the small world tell the same?',
    credit: "this course's own generator, MIT",
    labels: ['different', 'same'],
    keep: 'start',
    together: 2,
    train: take(counts.train, TRAIN_SEED, false),
    heldOut: take(counts.heldOut, HELD_OUT_SEED, true),
  }
}

/** Different and same take turns, each two of the same telling. */
function take(count: number, seed: number, heldOut: boolean): LabelledExample[] {
  const examples: LabelledExample[] = []
  if (count === 0) return examples
  for (const { plan, draw, index } of plans(seed, heldOut)) {
    const other = exchanged(plan)
    if (!other || isApart(plan) !== heldOut) continue
    const told = telling(plan, TOLD, seed, index)
    const [different, same] = [other, plan].map((one) => telling(one, TOLD, seed + 1, index))
    if (told === same || !lacksAsMuch(told, different!, same!)) continue
    const toldFirst = draw.chance(0.5)
    for (const [label, again] of [different!, same!].entries()) examples.push({ texts: toldFirst ? [told, again] : [again, told], label })
    if (examples.length >= count) break
  }
  return examples.slice(0, count)
}

/** The plan with its people in each other's place; undefined where nobody did anything to anybody. */
function exchanged(plan: StoryPlan): StoryPlan | undefined {
  return plan.other && incidentOf(plan).whom && incidentOf(plan).who.length === 1 ? recast(plan, swapped(plan.hero, plan.other)) : undefined
}

/** These sentences name neither place nor turn, so what is held out is the two people with the thing, summed as in `world/split.ts`. */
const isApart = ({ hero, other, events }: StoryPlan): boolean => {
  const noun = events.find(({ thing }) => thing)!.thing!.noun
  return (PEOPLE.indexOf(hero) + PEOPLE.indexOf(other!) + NOUN_IDS.indexOf(noun)) % HELD_OUT_ONE_IN === 0
}

/** Where the two are a woman and a man, a word may give one of the texts away. */
const lacksAsMuch = (told: string, one: string, other: string): boolean =>
  onlyHere(one, told) === onlyHere(other, told) && onlyHere(told, one) === onlyHere(told, other)
