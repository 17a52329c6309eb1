/**
 * The small world: short stories about a fixed cast, made from a seed, with everything that a task about them needs.
 * It is a toy language, so that ideas can be measured: each story, its French, its summary, its sentiment and its answers
 * follow from one list of events, and combinations that are kept out of training show what a model makes of what it never saw.
 */
import type { Person } from './cast.ts'
import type { WorldEvent } from './events.ts'
import type { Pair, PlaceId } from './places.ts'
import { planStory, type StoryPlan } from './plan.ts'
import { questionsOf, type Turn } from './questions.ts'
import { renderSentences } from './render.ts'
import { type Sentiment, sentimentOf } from './sentiment.ts'
import { isHeldOut } from './split.ts'
import { summarize } from './summary.ts'

export interface Story {
  /** who, where and what happens: the combination that is in training or held out */
  hero: Person
  place: PlaceId
  plot: string
  /** what happens, in order; the rest follows from it */
  events: WorldEvent[]
  /** one sentence for each event, in both languages */
  sentences: Pair[]
  /** the story in English, one paragraph of 150 to 500 characters */
  text: string
  /** the same in French */
  french: string
  /** the same in one English sentence */
  summary: string
  sentiment: Sentiment
  /** questions with exact answers */
  turns: Turn[]
  heldOut: boolean
}

/** Story `index` of the world of a seed; the same two numbers give the same story everywhere. */
export const story = (seed: number, index: number): Story => tell(planStory(seed, index), seed, index)

/** The stories of a seed that may be trained on, or those that are held out, in order and without end. */
export function* stories(seed: number, heldOut = false): Generator<Story, never> {
  for (let index = 0; ; index++) {
    const plan = planStory(seed, index)
    if (isHeldOut(plan.hero, plan.place, plan.plot) === heldOut) yield tell(plan, seed, index)
  }
}

function tell(plan: StoryPlan, seed: number, index: number): Story {
  const { hero, place, plot, events } = plan
  const sentences = renderSentences(plan, seed, index)
  const [incident, turn] = [
    events.find(({ kind }) => kind === plot.incident.kind)!,
    events.findLast(({ kind }) => kind === plot.turn.kind)!,
  ]
  return {
    hero,
    place,
    plot: plot.id,
    events,
    sentences,
    text: sentences.map(({ english }) => english).join(' '),
    french: sentences.map(({ french }) => french).join(' '),
    summary: summarize(events[0]!, incident, turn),
    sentiment: sentimentOf(events),
    turns: questionsOf(plan),
    heldOut: isHeldOut(hero, place, plot),
  }
}
