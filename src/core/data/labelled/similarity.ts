/**
 * Similarity in the small world: two short tellings, in other words, of the same events or of different ones. What is different is
 * little: the two people have changed places (with the very same words), something else came of it, or it was another thing.
 */
import type { Draw } from '../world/draw.ts'
import type { StoryPlan } from '../world/plan.ts'
import { thingsFor } from '../world/plots.ts'
import { COLOURS, KINDS, type Thing } from '../world/things.ts'
import type { LabelledExample, LabelledSet } from './labelled.ts'
import { incidentOf, isOf, plans, recast, swapped, telling } from './retelling.ts'
import { HELD_OUT_SEED, TRAIN_SEED } from './stories.ts'

const CHANGES = ['people', 'turn', 'thing'] as const
const TOLD = { opening: false, turn: true }

export function storySimilarity(counts: { train: number; heldOut: number }): LabelledSet {
  return {
    id: 'similarity',
    form: 'similarity',
    title: 'Do two tellings of the small world tell the same story?',
    credit: "this course's own generator, MIT",
    labels: ['different', 'same'],
    keep: 'start',
    train: take(counts.train, TRAIN_SEED, false),
    heldOut: take(counts.heldOut, HELD_OUT_SEED, true),
  }
}

/** Same and different take turns, and so do the three changes. */
function take(count: number, seed: number, heldOut: boolean): LabelledExample[] {
  const examples: LabelledExample[] = []
  if (count === 0) return examples
  // The last story with each incident, for its turn.
  const before = new Map<string, StoryPlan>()
  for (const { plan, draw, index } of plans(seed, heldOut)) {
    const label = examples.length % 2
    const second =
      label === 1 ? plan : changed(CHANGES[Math.floor(examples.length / 2) % 3]!, plan, draw, before.get(plan.plot.incident.kind))
    before.set(plan.plot.incident.kind, plan)
    // No telling of a training pair may be of a held-out combination; of a held-out pair the first is.
    if (!second || (!heldOut && !isOf(second, false))) continue
    const [one, other] = [telling(plan, TOLD, seed, index), telling(second, TOLD, seed + 1, index)]
    if (one === other) continue
    examples.push({ texts: draw.chance(0.5) ? [one, other] : [other, one], label })
    if (examples.length === count) break
  }
  return examples
}

/** The plan with one change, or undefined where this story cannot be changed so. */
function changed(change: (typeof CHANGES)[number], plan: StoryPlan, draw: Draw, similar: StoryPlan | undefined): StoryPlan | undefined {
  const { hero, other, place, plot } = plan
  const thing = incidentOf(plan).thing
  switch (change) {
    case 'people':
      return other && recast(plan, swapped(hero, other))
    case 'thing': {
      const instead = thing && otherThing(thing, thingsFor(plot), draw)
      return (
        instead &&
        recast(
          plan,
          (one) => one,
          () => instead,
        )
      )
    }
    case 'turn': {
      if (!similar || similar.plot === plot || !other || !similar.other) return undefined
      if (thing && !thingsFor(similar.plot).includes(thing.noun)) return undefined
      const same = recast(
        similar,
        (person) => (person === similar.hero ? hero : other),
        (its) => thing ?? its,
      )
      return { ...same, place, events: same.events.map((event) => ({ ...event, ...(event.place && { place }) })) }
    }
  }
}

/** Another noun, or the same with another look: half of the time each. */
function otherThing(thing: Thing, nouns: readonly Thing['noun'][], draw: Draw): Thing {
  if (draw.chance(0.5)) return { ...thing, noun: draw.pick(nouns.filter((noun) => noun !== thing.noun)) }
  if (thing.colour)
    return { ...thing, colour: draw.pick((Object.keys(COLOURS) as (keyof typeof COLOURS)[]).filter((colour) => colour !== thing.colour)) }
  return { ...thing, kind: draw.pick((Object.keys(KINDS) as (keyof typeof KINDS)[]).filter((kind) => kind !== thing.kind)) }
}
