/** The plots of the small world: what sets a story going, and the turn that it takes. */
import { type EventKind, VALENCE } from './events.ts'
import type { FeelingId } from './feelings.ts'
import { type Noun, NOUNS, type NounId } from './things.ts'

/** The one the story is about, the other one, or both. */
export type Doer = 'hero' | 'other' | 'both' | 'animal'

export interface Step {
  kind: EventKind
  by: Doer
}
export interface Plot {
  id: string
  incident: Step
  turn: Step
}

const step = (words: string): Step => {
  const [kind, by = 'hero'] = words.split(' ')
  return { kind: kind as EventKind, by: by as Doer }
}

/** An incident, and every turn that it may take; the hero does what nobody else is named for. */
const TABLE: readonly (readonly [incident: string, ...turns: string[]])[] = [
  ['lose', 'return other', 'search', 'laugh other', 'replace other', 'comfort other', 'leave other'],
  ['break', 'repair other', 'laugh other', 'replace other', 'comfort other', 'leave other'],
  ['steal animal', 'recover', 'fail', 'comfort other', 'laugh other'],
  ['find', 'admire other', 'lose', 'keep other', 'putAway', 'talk both'],
  ['give other', 'break', 'lose', 'putAway', 'talk both'],
  ['lend', 'giveBack other', 'break other', 'keep other', 'thank other', 'talk both', 'lose other'],
  ['show', 'look other', 'admire other', 'laugh other', 'break other', 'talk both'],
  ['draw', 'look other', 'admire other', 'putAway', 'talk both'],
  ['clean', 'putAway', 'look other', 'break', 'lend', 'lose'],
  ['quarrel both', 'apologize other', 'leave other'],
  ['fall', 'comfort other', 'laugh other', 'leave other'],
  ['win', 'admire other', 'lose', 'give', 'putAway'],
]

export const PLOTS: readonly Plot[] = TABLE.flatMap(([incident, ...turns]) =>
  turns.map((turn) => ({ id: `${incident} > ${turn}`, incident: step(incident), turn: step(turn) })),
)

/** The sign of a plot: that of its turn, or of its incident where the turn has none. */
export const plotValence = ({ incident, turn }: Plot): -1 | 0 | 1 => VALENCE[turn.kind] || VALENCE[incident.kind]

/** Whether the plot cannot do without the other one. */
export const needsOther = ({ incident, turn }: Plot): boolean => meetsOther(incident) || meetsOther(turn)

/** Whether the other one takes part in a step: does it, or has it done to them. */
export const meetsOther = ({ kind, by }: Step): boolean => by === 'other' || by === 'both' || ['give', 'lend', 'show'].includes(kind)

/** Whether the hero has the thing from the start, so that the incident can be about "the" thing. */
export const bringsThing = ({ incident }: Plot): boolean => !['find', 'give', 'win', 'fall'].includes(incident.kind)

const NOUN_IDS = Object.keys(NOUNS) as NounId[]

/** The things that a plot can be about: what breaks must be breakable, what an animal takes must be light. */
export function thingsFor({ incident, turn }: Plot): NounId[] {
  const kinds = [incident.kind, turn.kind]
  return NOUN_IDS.filter((id) => {
    const noun: Noun = NOUNS[id]
    return (noun.breakable || !kinds.includes('break')) && (noun.light || !kinds.includes('steal'))
  })
}

/** What the hero may feel after the event that decides: done by the hero, or by someone else. */
export const FEELINGS_AFTER: Partial<Record<EventKind, { hero?: readonly FeelingId[]; other?: readonly FeelingId[] }>> = {
  admire: { other: ['proud', 'happy'] },
  apologize: { other: ['relieved', 'glad'] },
  break: { hero: ['sad', 'ashamed'], other: ['angry', 'sad'] },
  comfort: { other: ['grateful', 'touched'] },
  fail: { hero: ['disappointed', 'angry'] },
  find: { hero: ['happy', 'glad'] },
  give: { hero: ['proud', 'happy'], other: ['happy', 'touched'] },
  keep: { other: ['angry', 'disappointed'] },
  laugh: { other: ['upset', 'ashamed'] },
  leave: { other: ['sad', 'upset'] },
  lose: { hero: ['sad', 'ashamed'], other: ['angry', 'disappointed'] },
  recover: { hero: ['proud', 'relieved'] },
  repair: { other: ['grateful', 'relieved'] },
  replace: { other: ['touched', 'glad'] },
  return: { other: ['relieved', 'grateful'] },
  search: { hero: ['disappointed', 'sad'] },
  thank: { other: ['proud', 'glad'] },
  win: { hero: ['proud', 'happy'] },
}
