/** What can set a story going. */
import { ANIMALS } from '../cast.ts'
import type { EventKind, WorldEvent } from '../events.ts'
import * as french from '../french.ts'
import { PLACES } from '../places.ts'
import type { Saying } from './words.ts'

/** "behind a stall" */
export const spot = ({ place, detail }: WorldEvent, language: 'english' | 'french'): string => PLACES[place!].spots[detail!][language]

export const INCIDENTS = {
  lose: {
    told: [{ english: (w) => `${w.who} ${w.did('lose')} ${w.thing}`, french: (w) => `${w.who} ${w.did('perdre')} ${w.thing}` }],
    asked: () => 'lose',
  },
  break: {
    told: [{ english: (w) => `${w.who} ${w.did('break')} ${w.thing}`, french: (w) => `${w.who} ${w.did('casser')} ${w.thing}` }],
    asked: () => 'break',
  },
  steal: {
    told: [
      {
        english: ({ event, thing, whom, did, andDid }) =>
          `a ${event.animal} ${did('take')} ${thing} from ${whom} and ${ANIMALS[event.animal!].flies ? 'flew' : andDid('run')} away`,
        french: (w) => {
          const { french: word, gender, flies } = ANIMALS[w.event.animal!]
          const animal = { gender, plural: false }
          const took = french.compound('prendre', animal, 'past', { dative: w.whomByPronoun })
          const from = w.whomByPronoun ? '' : ` ${french.to(w.whom)}`
          return `${french.withUn(word, gender)} ${took} ${w.thing}${from} et ${french.compound(flies ? 'envoler' : 'enfuir', animal, 'past')}`
        },
      },
    ],
    asked: (w) => `take from ${w.whom}`,
  },
  find: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('find')} ${w.thing} ${spot(w.event, 'english')}`,
        french: (w) => `${w.who} ${w.did('trouver')} ${w.thing} ${spot(w.event, 'french')}`,
      },
    ],
    reason: { english: (w) => `${w.who} ${w.did('find')} ${w.thing}`, french: (w) => `${w.who} ${w.did('trouver')} ${w.thing}` },
    asked: (w) => `find ${spot(w.event, 'english')}`,
  },
  give: {
    told: [
      { english: (w) => `${w.who} ${w.did('give')} ${w.thing} to ${w.whom}`, french: (w) => `${w.who} ${w.toWhom('donner', w.thing)}` },
    ],
    asked: (w) => `give to ${w.whom}`,
  },
  lend: {
    told: [
      { english: (w) => `${w.who} ${w.did('lend')} ${w.thing} to ${w.whom}`, french: (w) => `${w.who} ${w.toWhom('prêter', w.thing)}` },
    ],
    asked: (w) => `lend to ${w.whom}`,
  },
  show: {
    told: [
      { english: (w) => `${w.who} ${w.did('show')} ${w.thing} to ${w.whom}`, french: (w) => `${w.who} ${w.toWhom('montrer', w.thing)}` },
    ],
    asked: (w) => `show to ${w.whom}`,
  },
  draw: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('draw')} ${w.thing} in a notebook`,
        french: (w) => `${w.who} ${w.did('dessiner')} ${w.thing} dans un cahier`,
      },
    ],
    asked: () => 'draw',
  },
  clean: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('clean')} ${w.thing} with a cloth`,
        french: (w) => `${w.who} ${w.did('nettoyer')} ${w.thing} avec un chiffon`,
      },
    ],
    asked: () => 'clean',
  },
  quarrel: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('quarrel')} about ${w.thing}`,
        french: (w) => `${w.who} ${w.did('disputer')} à cause ${french.de(w.thing)}`,
      },
    ],
    asked: () => 'quarrel about',
  },
  fall: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('slip')} and ${w.andDid('fall')}`,
        french: (w) => `${w.who} ${w.did('glisser')} et ${w.did('tomber')}`,
      },
    ],
  },
  win: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('win')} ${w.thing} in a game`,
        french: (w) => `${w.who} ${w.did('gagner')} ${w.thing} à un jeu`,
      },
    ],
    reason: { english: (w) => `${w.who} ${w.did('win')} ${w.thing}`, french: (w) => `${w.who} ${w.did('gagner')} ${w.thing}` },
    asked: () => 'win',
  },
} satisfies Partial<Record<EventKind, Saying>>
