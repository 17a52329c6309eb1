/** What can come of it. */
import { ANIMALS } from '../cast.ts'
import { withA } from '../english.ts'
import type { EventKind } from '../events.ts'
import * as french from '../french.ts'
import { NOUNS } from '../things.ts'
import { spot } from './incidents.ts'
import type { FrenchWords, Saying } from './words.ts'

const NEW = { m: 'neuf', f: 'neuve' }

/** "le chien" */
function theAnimal({ event }: FrenchWords): string {
  const { french: word, gender } = ANIMALS[event.animal!]
  return french.the(word, gender)
}

export const TURNS = {
  return: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('find')} ${w.thing} ${spot(w.event, 'english')} and ${w.andDid('give')} it back to ${w.whom}`,
        french: (w) => `${w.who} ${w.did('retrouver')} ${w.thing} ${spot(w.event, 'french')} et ${w.itToWhom('rendre')}`,
      },
    ],
    reason: {
      english: (w) => `${w.who} ${w.did('find')} ${w.thing} and ${w.andDid('give')} it back to ${w.whom}`,
      french: (w) => `${w.who} ${w.did('retrouver')} ${w.thing} et ${w.itToWhom('rendre')}`,
    },
    brief: (w) => `${w.who} found ${w.thing} and gave it back`,
  },
  repair: {
    told: [{ english: (w) => `${w.who} ${w.did('repair')} ${w.thing}`, french: (w) => `${w.who} ${w.did('réparer')} ${w.thing}` }],
  },
  replace: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('give')} ${w.whom} ${withA(`new ${w.event.thing!.noun}`)}`,
        french: (w) => {
          const { french: word, gender } = NOUNS[w.event.thing!.noun]
          return `${w.who} ${w.toWhom('donner', french.withUn(french.noun(word, gender, [NEW]), gender))}`
        },
      },
    ],
  },
  search: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('look')} for ${w.thing} everywhere but ${w.didNot('find')} it`,
        french: (w) =>
          `${w.who} ${w.did('chercher')} ${w.thing} partout, mais ${w.pronoun} ${w.did('trouver', { direct: w.it, not: true })}`,
      },
    ],
    reason: {
      english: (w) => `${w.who} ${w.didNot('find')} ${w.thing}`,
      french: (w) => `${w.who} ${w.did('retrouver', { not: true })} ${w.thing}`,
    },
  },
  recover: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('run')} after the ${w.event.animal} and ${w.andDid('get')} ${w.thing} back`,
        french: (w) => `${w.who} ${w.did('courir')} après ${theAnimal(w)} et ${w.did('récupérer')} ${w.thing}`,
      },
    ],
    reason: { english: (w) => `${w.who} ${w.did('get')} ${w.thing} back`, french: (w) => `${w.who} ${w.did('récupérer')} ${w.thing}` },
  },
  fail: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('run')} after the ${w.event.animal} but ${w.didNot('catch')} it`,
        french: (w) => {
          const direct = { gender: ANIMALS[w.event.animal!].gender, plural: false }
          return `${w.who} ${w.did('courir')} après ${theAnimal(w)}, mais ${w.pronoun} ${w.did('attraper', { direct, not: true })}`
        },
      },
    ],
    reason: {
      english: (w) => `${w.who} ${w.didNot('catch')} the ${w.event.animal}`,
      french: (w) => `${w.who} ${w.did('attraper', { not: true })} ${theAnimal(w)}`,
    },
  },
  laugh: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('laugh')} at ${w.whom}`,
        french: (w) => `${w.who} ${w.did('moquer')} ${french.de(w.strongWhom)}`,
      },
    ],
  },
  comfort: {
    told: [{ english: (w) => `${w.who} ${w.did('comfort')} ${w.whom}`, french: (w) => `${w.who} ${w.didWhom('consoler')}` }],
  },
  leave: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('look')} at ${w.whom} and ${w.andDid('leave')} without a word`,
        french: (w) => `${w.who} ${w.didWhom('regarder')} et ${w.did('partir')} sans un mot`,
      },
    ],
    reason: {
      english: (w) => `${w.who} ${w.did('leave')} without a word`,
      french: (w) => `${w.who} ${w.did('partir')} sans un mot`,
    },
    brief: (w) => `${w.who} left without a word`,
  },
  keep: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('keep')} ${w.thing} and would not give it back`,
        french: (w) => `${w.who} ${w.did('garder')} ${w.thing} et ${w.did('vouloir', { not: true })} ${french.giveIt(w.it!)}`,
      },
    ],
    reason: { english: (w) => `${w.who} ${w.did('keep')} ${w.thing}`, french: (w) => `${w.who} ${w.did('garder')} ${w.thing}` },
  },
  thank: {
    told: [{ english: (w) => `${w.who} ${w.did('thank')} ${w.whom}`, french: (w) => `${w.who} ${w.didWhom('remercier')}` }],
  },
  apologize: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('apologize')} to ${w.whom}`,
        french: (w) => `${w.who} ${w.did('excuser')} auprès ${french.de(w.strongWhom)}`,
      },
    ],
  },
  admire: {
    told: [{ english: (w) => `${w.who} ${w.did('admire')} ${w.thing}`, french: (w) => `${w.who} ${w.did('admirer')} ${w.thing}` }],
  },
  look: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('look')} at ${w.thing} and ${w.andDid('nod')}`,
        french: (w) => `${w.who} ${w.did('regarder')} ${w.thing} et ${w.did('hocher')} la tête`,
      },
    ],
  },
  giveBack: {
    told: [
      {
        english: (w) => `an hour later, ${w.who} ${w.did('give')} ${w.thing} back`,
        french: (w) => `une heure plus tard, ${w.who} ${w.did('rendre')} ${w.thing}`,
      },
    ],
  },
  putAway: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('put')} ${w.thing} in ${w.own} bag`,
        french: (w) => `${w.who} ${w.did('mettre')} ${w.thing} dans son sac`,
      },
    ],
  },
  talk: {
    told: [
      {
        english: (w) => `${w.who} ${w.did('talk')} about ${w.thing} for an hour`,
        french: (w) => `${w.who} ${w.did('parler')} ${french.de(w.thing)} pendant une heure`,
      },
    ],
  },
} satisfies Partial<Record<EventKind, Saying>>
