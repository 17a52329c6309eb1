/** Draws the events of a story: who, where, when, what happens and what comes of it. No words yet. */
import { ANIMALS, type Animal, PEOPLE, type Person, RELATIVES, type Relative } from './cast.ts'
import { Draw } from './draw.ts'
import { type EventKind, VALENCE, type WorldEvent } from './events.ts'
import { type FeelingId, FEELINGS } from './feelings.ts'
import { PASTIMES } from './phrases/pastimes.ts'
import { PLACE_IDS, type PlaceId } from './places.ts'
import { bringsThing, FEELINGS_AFTER, meetsOther, needsOther, PLOTS, type Plot, plotValence, type Step, thingsFor } from './plots.ts'
import { decidingEvent } from './sentiment.ts'
import { COLOURS, KINDS, type Thing } from './things.ts'
import { TIMES, type TimeId, WEATHERS, type WeatherId } from './times.ts'

export interface StoryPlan {
  hero: Person
  /** who else takes part, or nobody */
  other: Person | undefined
  place: PlaceId
  plot: Plot
  events: WorldEvent[]
}

const EVENT_STREAM = 0x65766e74
const ids = <T extends string>(table: Record<T, unknown>): T[] => Object.keys(table) as T[]
const CALM: readonly FeelingId[] = ids(FEELINGS).filter((id) => FEELINGS[id].valence === 0)
const BY_VALENCE = [-1, 0, 1].map((valence) => PLOTS.filter((plot) => plotValence(plot) === valence))
const WITHOUT_THING: readonly EventKind[] = ['fall', 'laugh', 'comfort', 'leave', 'thank', 'apologize']
/** What is done to somebody who is named. */
const TO_WHOM: readonly EventKind[] = [
  'give',
  'lend',
  'show',
  'return',
  'replace',
  'laugh',
  'comfort',
  'leave',
  'thank',
  'apologize',
  'steal',
]
/** A story has at least so many events, so that none is too short to be one. */
const FEWEST_EVENTS = 7

/** The events of story `index`; the three sentiments are equally likely. */
export function planStory(seed: number, index: number): StoryPlan {
  const draw = new Draw(seed, index, EVENT_STREAM)
  const plot = draw.pick(draw.pick(BY_VALENCE))
  const hero = draw.pick(PEOPLE)
  const someone = draw.pick(PEOPLE.filter((person) => person !== hero))
  const place = draw.pick(PLACE_IDS)
  const thing = drawThing(draw, plot)
  const animal = draw.pick(ids<Animal>(ANIMALS))
  const entrance = draw.pick(entrances(plot))
  const other = entrance === 'none' ? undefined : someone
  const day = { time: draw.pick(ids<TimeId>(TIMES)), weather: draw.pick(ids<WeatherId>(WEATHERS)) }

  const events: WorldEvent[] = [{ kind: 'go', who: entrance === 'together' ? [hero, someone] : [hero], place, ...day }]
  const carry: WorldEvent[] = bringsThing(plot) ? [{ kind: 'carry', who: [hero], thing }] : []
  const meet: WorldEvent[] = entrance === 'meet' ? [{ kind: 'meet', who: [hero], whom: someone }] : []
  const scene: WorldEvent[] = [{ kind: 'scene', who: [], place, detail: draw.pick([0, 1]) }]
  const pass: WorldEvent[] = [
    { kind: 'pass', who: entrance === 'together' ? [hero, someone] : [hero], pastime: draw.pick([...PASTIMES.keys()]) },
  ]
  const happens = ({ kind, by }: Step): WorldEvent => {
    const who = { hero: [hero], other: [someone], both: [hero, someone], animal: [] }[by]
    const event: WorldEvent = { kind, who }
    if (!WITHOUT_THING.includes(kind)) event.thing = thing
    if (TO_WHOM.includes(kind)) event.whom = by === 'hero' ? someone : hero
    if (kind === 'find' || kind === 'return') Object.assign(event, { place, detail: draw.pick([0, 1]) })
    if (kind === 'steal' || kind === 'recover' || kind === 'fail') event.animal = animal
    return event
  }

  const end: WorldEvent[] = []
  const story = [...(draw.chance(0.5) ? [...meet, ...carry] : [...carry, ...meet]), happens(plot.incident)]
  if (entrance === 'arrive') story.push({ kind: 'arrive', who: [someone], whom: hero })
  story.push(happens(plot.turn))
  const feels = draw.chance(0.7)
  const closes = draw.chance(0.5)
  const missing = FEWEST_EVENTS - events.length - story.length - Number(feels) - Number(closes)
  if (missing > 0 || draw.chance(0.4)) events.push(...scene)
  if (missing > 1 || draw.chance(0.3)) events.push(...pass)
  events.push(...story)
  if (feels) end.push(feeling(draw, events, hero))
  if (closes || missing > 2) end.push(closing(draw, plot, hero, other))
  return { hero, other, place, plot, events: [...events, ...end] }
}

function drawThing(draw: Draw, plot: Plot): Thing {
  const thing: Thing = { noun: draw.pick(thingsFor(plot)) }
  const form = draw.pick(['kind', 'colour', 'both'])
  const kind = draw.pick(ids<keyof typeof KINDS>(KINDS))
  const colour = draw.pick(ids<keyof typeof COLOURS>(COLOURS))
  if (form !== 'colour') thing.kind = kind
  if (form !== 'kind') thing.colour = colour
  return thing
}

/** How the other one can come into the story; who is needed for the incident cannot arrive after it. */
function entrances(plot: Plot): readonly ('together' | 'meet' | 'arrive' | 'none')[] {
  if (!needsOther(plot)) return ['none', 'none', 'meet', 'together']
  return meetsOther(plot.incident) ? ['together', 'meet'] : ['together', 'meet', 'arrive']
}

function feeling(draw: Draw, events: readonly WorldEvent[], hero: Person): WorldEvent {
  const because = decidingEvent(events)
  if (because === undefined) return { kind: 'feel', who: [hero], feeling: draw.pick(CALM) }
  const { kind, who } = events[because]!
  const after = FEELINGS_AFTER[kind]![who[0] === hero ? 'hero' : 'other']!
  return { kind: 'feel', who: [hero], feeling: draw.pick(after), because }
}

/** Nobody goes home together after a turn that was the other one's fault. */
function closing(draw: Draw, { turn }: Plot, hero: Person, other: Person | undefined): WorldEvent {
  const alone = !other || (turn.by === 'other' && VALENCE[turn.kind] < 0)
  const kind = draw.pick(['home', 'home', 'tell', 'write', 'stay'] as const)
  if (kind === 'home' && !alone) return { kind, who: [hero, other] }
  return kind === 'tell' ? { kind, who: [hero], relative: draw.pick(ids<Relative>(RELATIVES)) } : { kind, who: [hero] }
}
