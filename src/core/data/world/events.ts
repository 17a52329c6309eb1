/** What can happen in the small world: an event is plain data, and all that is said of a story follows from its list of events. */
import type { Animal, Person, Relative } from './cast.ts'
import type { FeelingId } from './feelings.ts'
import type { PlaceId } from './places.ts'
import type { Thing } from './things.ts'
import type { TimeId, WeatherId } from './times.ts'

/** Every kind of event, and whether it is good (1) or bad (-1) for the one the story is about. */
export const VALENCE = {
  // where and with whom
  go: 0,
  meet: 0,
  arrive: 0,
  carry: 0,
  scene: 0,
  pass: 0,
  // what sets the story going, or what comes of it
  admire: 1,
  apologize: 1,
  break: -1,
  clean: 0,
  comfort: 1,
  draw: 0,
  fall: -1,
  fail: -1,
  find: 1,
  give: 1,
  giveBack: 0,
  keep: -1,
  laugh: -1,
  leave: -1,
  lend: 0,
  look: 0,
  lose: -1,
  putAway: 0,
  quarrel: -1,
  recover: 1,
  repair: 1,
  replace: 1,
  return: 1,
  search: -1,
  show: 0,
  steal: -1,
  talk: 0,
  thank: 1,
  win: 1,
  // how it ends
  feel: 0,
  home: 0,
  tell: 0,
  write: 0,
  stay: 0,
} as const satisfies Record<string, -1 | 0 | 1>

export type EventKind = keyof typeof VALENCE

export interface WorldEvent {
  kind: EventKind
  /** who does it: one or two people, nobody where an animal does it or where it just is so */
  who: Person[]
  /** to whom it is done */
  whom?: Person
  thing?: Thing
  animal?: Animal
  place?: PlaceId
  /** which of the place's spots, or of its scenes */
  detail?: 0 | 1
  time?: TimeId
  weather?: WeatherId
  /** which of the small doings of `phrases/pastimes.ts` */
  pastime?: number
  relative?: Relative
  feeling?: FeelingId
  /** the index of the event that the feeling comes from */
  because?: number
}
