/**
 * Stories with what their hero feels in the end, and what nobody would feel there. The false feeling is the true one of the last story
 * of the other kind, so that each feeling is true as often as false and none gives itself away.
 */
import { PEOPLE, type Person } from '../world/cast.ts'
import type { Draw } from '../world/draw.ts'
import type { FeelingId } from '../world/feelings.ts'
import type { StoryPlan } from '../world/plan.ts'
import { FEELINGS_AFTER, PLOTS, plotValence } from '../world/plots.ts'
import { decidingEvent } from '../world/sentiment.ts'
import { HELD_OUT_ONE_IN } from '../world/split.ts'
import { type Drawn, plans } from './retelling.ts'

export interface Felt extends Drawn {
  right: FeelingId
  wrong: FeelingId
}

/** The stories of a seed that end well or badly, those that may be learned from or those that are held out, in order and without end. */
export function* feltStories(seed: number, heldOut: boolean): Generator<Felt> {
  const last = new Map<number, FeelingId>()
  for (const drawn of plans(seed, heldOut)) {
    const valence = plotValence(drawn.plan.plot)
    if (valence === 0) continue
    const right = feelingAfter(drawn.plan, drawn.draw)
    const wrong = last.get(-valence)
    last.set(valence, right)
    if (wrong) yield { ...drawn, right, wrong }
  }
}

/** As the stories themselves feel after the event that decides. */
function feelingAfter({ events, hero }: StoryPlan, draw: Draw): FeelingId {
  const { kind, who } = events[decidingEvent(events)!]!
  return draw.pick(FEELINGS_AFTER[kind]![who[0] === hero ? 'hero' : 'other']!)
}

/**
 * Whether a telling that names no place is on the right side: its place cannot set it apart from those that are learned from, so the
 * two people and the plot do, numbered and summed as in `world/split.ts`.
 */
export const isApart = ({ hero, other, plot }: StoryPlan, heldOut: boolean): boolean =>
  ((PEOPLE.indexOf(hero) + (other ? PEOPLE.indexOf(other) : 0) + PLOTS.indexOf(plot)) % HELD_OUT_ONE_IN === 0) === heldOut

/** Somebody whom the story does not know. */
export const strangerTo = ({ hero, other }: StoryPlan, draw: Draw): Person =>
  draw.pick(PEOPLE.filter((person) => person !== hero && person !== other))

export const VERBS = ['was', 'felt'] as const

export const feelingSentence = (person: Person, verb: (typeof VERBS)[number], feeling: FeelingId): string => `${person} ${verb} ${feeling}.`
