/** How a story ends: what the hero felt, and where the day went. */
import { RELATIVES } from '../cast.ts'
import type { EventKind } from '../events.ts'
import { FEELINGS } from '../feelings.ts'
import * as french from '../french.ts'
import type { Saying } from './words.ts'

export const CLOSING = {
  feel: {
    told: [
      {
        english: (w) => `${w.who} was ${w.event.feeling}`,
        french: (w) => `${w.who} était ${french.agree(FEELINGS[w.event.feeling!], w.subject.gender)}`,
      },
      {
        english: (w) => `${w.who} felt ${w.event.feeling}`,
        french: (w) => `${w.who} ${w.did('sentir')} ${french.agree(FEELINGS[w.event.feeling!], w.subject.gender)}`,
      },
    ],
  },
  home: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('go')} home${w.event.who.length > 1 ? ' together' : ''}`,
        french: (w) => `${w.who} ${w.did('rentrer')} ${w.subject.plural ? 'ensemble' : `chez ${w.self}`}`,
      },
    ],
  },
  tell: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('tell')} the story to ${w.own} ${w.event.relative}`,
        french: (w) => {
          const { french: word, gender } = RELATIVES[w.event.relative!]
          return `${w.who} ${w.did('raconter')} l'histoire à ${french.own(word, gender)}`
        },
      },
    ],
  },
  write: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('write')} the story in ${w.own} diary`,
        french: (w) => `${w.who} ${w.did('écrire')} l'histoire dans son journal`,
      },
    ],
  },
  stay: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('stay')} there until dark`,
        french: (w) => `${w.who} ${w.did('rester')} là jusqu'à la nuit`,
      },
    ],
  },
} satisfies Partial<Record<EventKind, Saying>>
