/** Stories told again: shorter, in other words, or with one thing changed, so that what is true of a telling is known exactly. */
import type { Person } from '../world/cast.ts'
import { Draw } from '../world/draw.ts'
import { capital } from '../world/english.ts'
import type { WorldEvent } from '../world/events.ts'
import { planStory, type StoryPlan } from '../world/plan.ts'
import { reasonOf, renderSentences } from '../world/render.ts'
import { isHeldOut } from '../world/split.ts'
import type { Thing } from '../world/things.ts'

const TASK_STREAM = 0x7461736b

export interface Drawn {
  plan: StoryPlan
  /** the choices of a task about this story */
  draw: Draw
  index: number
}

/** The plans of a seed that may be learned from, or those that are held out, in order and without end. */
export function* plans(seed: number, heldOut: boolean): Generator<Drawn, never> {
  for (let index = 0; ; index++) {
    const plan = planStory(seed, index)
    if (isOf(plan, heldOut)) yield { plan, index, draw: new Draw(seed, index, TASK_STREAM) }
  }
}

export const isOf = ({ hero, place, plot }: StoryPlan, heldOut: boolean): boolean => isHeldOut(hero, place, plot) === heldOut

export const incidentOf = ({ events, plot }: StoryPlan): WorldEvent => events.find(({ kind }) => kind === plot.incident.kind)!
export const turnOf = ({ events, plot }: StoryPlan): WorldEvent => events.findLast(({ kind }) => kind === plot.turn.kind)!

/** What a short telling has beside the incident. */
export interface Told {
  /** where, when, and who was met there */
  opening: boolean
  /** what came of it, and who came for it */
  turn: boolean
}

/** The events that a short telling has. */
export function toldEvents(plan: StoryPlan, told: Told): WorldEvent[] {
  const [incident, turn] = [incidentOf(plan), turnOf(plan)]
  return plan.events.filter((event) => {
    if (event === incident) return true
    return event === turn || event.kind === 'arrive' ? told.turn : told.opening && (event.kind === 'go' || event.kind === 'meet')
  })
}

/** One sentence for each event of a plan; another `words` tells the same in other words. */
export const tellingOf = (plan: StoryPlan, words: number, index: number): string =>
  renderSentences(plan, words, index)
    .map(({ english }) => english)
    .join(' ')

/** What is told of a plan, and no more. 40 to 220 characters. */
export const telling = (plan: StoryPlan, told: Told, words: number, index: number): string =>
  tellingOf({ ...plan, events: toldEvents(plan, told) }, words, index)

/** An event as a sentence of its own, with names, as the stories give it as a reason: "Anna had lost the flute." */
export const sentenceOf = (event: WorldEvent): string => `${capital(reasonOf(event, '').english)}.`

/** The same events with other people, or another thing. */
export function recast(plan: StoryPlan, person: (one: Person) => Person, thing: (one: Thing) => Thing = (one) => one): StoryPlan {
  const events = plan.events.map(
    (event): WorldEvent => ({
      ...event,
      who: event.who.map(person),
      ...(event.whom && { whom: person(event.whom) }),
      ...(event.thing && { thing: thing(event.thing) }),
    }),
  )
  return { ...plan, hero: person(plan.hero), other: plan.other && person(plan.other), events }
}

export const swapped =
  (one: Person, other: Person) =>
  (person: Person): Person =>
    person === one ? other : person === other ? one : person
