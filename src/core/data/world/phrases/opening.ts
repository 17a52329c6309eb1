/** How a story begins: where, when, with whom, and what there was to see. */
import { relationOf } from '../cast.ts'
import { did, withA } from '../english.ts'
import type { EventKind, WorldEvent } from '../events.ts'
import * as french from '../french.ts'
import { PLACES } from '../places.ts'
import { TIMES, WEATHERS } from '../times.ts'
import { PASTIMES } from './pastimes.ts'
import type { Saying } from './words.ts'

/** "rainy morning" */
export const englishDay = ({ weather, time }: WorldEvent): string => `${weather} ${time}`

/** "un matin pluvieux", "une belle journée" */
export function frenchDay({ weather, time }: WorldEvent): string {
  const { french: word, gender } = TIMES[time!]
  return french.withUn(french.noun(word, gender, [WEATHERS[weather!]]), gender)
}

/** "au marché", "dans la forêt" */
export function frenchPlace({ place }: WorldEvent): string {
  const { french: word, gender, preposition } = PLACES[place!]
  const phrase = french.the(word, gender)
  return preposition === 'à' ? french.to(phrase) : `${preposition} ${phrase}`
}

export const englishPlace = ({ place }: WorldEvent): string => `${PLACES[place!].at} the ${place}`

export const OPENING = {
  go: {
    told: [
      {
        english: (w) => `one ${englishDay(w.event)}, ${w.who} ${w.did('go')} to the ${w.event.place}`,
        french: (w) => `par ${frenchDay(w.event)}, ${w.who} ${w.did('aller')} ${frenchPlace(w.event)}`,
      },
      {
        english: (w) => `${w.who} ${w.did('go')} to the ${w.event.place} one ${englishDay(w.event)}`,
        french: (w) => `${w.who} ${w.did('aller')} ${frenchPlace(w.event)} par ${frenchDay(w.event)}`,
      },
      {
        english: (w) => `it was ${withA(englishDay(w.event))}, and ${w.who} ${w.was} ${englishPlace(w.event)}`,
        french: (w) => `c'était ${frenchDay(w.event)}, et ${w.who} ${w.subject.plural ? 'étaient' : 'était'} ${frenchPlace(w.event)}`,
      },
    ],
  },
  meet: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('meet')} ${w.own} ${relation(w.event, 'english')} ${w.event.whom}`,
        french: (w) => `${w.who} ${w.did('rencontrer')} ${relation(w.event, 'french')} ${w.event.whom}`,
      },
    ],
  },
  arrive: {
    told: [
      {
        english: (w) => `${w.whose} ${relation(w.event, 'english', false)} ${w.event.who[0]} ${w.did('arrive')}`,
        french: (w) => {
          const word = relation(w.event, 'french', false)
          const { gender } = w.subject
          return w.whomByPronoun
            ? `${french.own(word, gender)} ${w.event.who[0]} ${w.did('arriver')}`
            : `${french.the(word, gender)} ${french.de(w.whom)}, ${w.event.who[0]}, ${w.did('arriver')}`
        },
      },
    ],
  },
  carry: {
    told: [
      { english: (w) => `${w.who} had ${w.thing} with ${w.self}`, french: (w) => `${w.who} avait ${w.thing} avec ${w.self}` },
      { english: (w) => `${w.who} was carrying ${w.thing}`, french: (w) => `${w.who} portait ${w.thing}` },
      {
        english: (w) => `${w.who} ${did('bring', 'before')} ${w.thing}`,
        french: (w) => `${w.who} ${french.compound('apporter', w.subject, 'before')} ${w.thing}`,
      },
    ],
  },
  scene: {
    told: [
      {
        english: ({ event }) => PLACES[event.place!].scenes[event.detail!].english,
        french: ({ event }) => PLACES[event.place!].scenes[event.detail!].french,
      },
    ],
  },
  pass: {
    told: [{ english: (w) => PASTIMES[w.event.pastime!]!.english(w), french: (w) => PASTIMES[w.event.pastime!]!.french(w) }],
  },
} satisfies Partial<Record<EventKind, Saying>>

/** What the two people of the event are to each other, by the gender of the one who is named: "cousin", "son amie". */
function relation({ who, whom }: WorldEvent, language: 'english' | 'french', ownWord = true): string {
  const named = ownWord ? whom! : who[0]!
  const { gender } = french.agreementOf([named])
  const word = relationOf(who[0]!, whom!)[language][gender]
  return language === 'french' && ownWord ? french.own(word, gender) : word
}
