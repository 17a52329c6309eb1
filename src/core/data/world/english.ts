/** English grammar, as much of it as the small world speaks: articles, pronouns, the past and what came before it. */
import { CAST, type Gender, type Person } from './cast.ts'
import type { Thing } from './things.ts'

/** "past": she lost it. "before": she had lost it. */
export type Tense = 'past' | 'before'

/** Simple past and past participle. */
const VERBS = {
  admire: ['admired', 'admired'],
  apologize: ['apologized', 'apologized'],
  arrive: ['arrived', 'arrived'],
  break: ['broke', 'broken'],
  bring: ['brought', 'brought'],
  catch: ['caught', 'caught'],
  clean: ['cleaned', 'cleaned'],
  comfort: ['comforted', 'comforted'],
  draw: ['drew', 'drawn'],
  drink: ['drank', 'drunk'],
  eat: ['ate', 'eaten'],
  fall: ['fell', 'fallen'],
  find: ['found', 'found'],
  get: ['got', 'got'],
  give: ['gave', 'given'],
  go: ['went', 'gone'],
  keep: ['kept', 'kept'],
  laugh: ['laughed', 'laughed'],
  leave: ['left', 'left'],
  lend: ['lent', 'lent'],
  look: ['looked', 'looked'],
  lose: ['lost', 'lost'],
  meet: ['met', 'met'],
  nod: ['nodded', 'nodded'],
  put: ['put', 'put'],
  quarrel: ['quarrelled', 'quarrelled'],
  read: ['read', 'read'],
  repair: ['repaired', 'repaired'],
  run: ['ran', 'run'],
  show: ['showed', 'shown'],
  sit: ['sat', 'sat'],
  slip: ['slipped', 'slipped'],
  stay: ['stayed', 'stayed'],
  take: ['took', 'taken'],
  talk: ['talked', 'talked'],
  tell: ['told', 'told'],
  thank: ['thanked', 'thanked'],
  wait: ['waited', 'waited'],
  win: ['won', 'won'],
  write: ['wrote', 'written'],
} as const satisfies Record<string, readonly [string, string]>

export type EnglishVerb = keyof typeof VERBS

/** lose → "lost" or "had lost" */
export const did = (verb: EnglishVerb, tense: Tense): string => (tense === 'past' ? VERBS[verb][0] : `had ${VERBS[verb][1]}`)

/** find → "did not find" or "had not found" */
export const didNot = (verb: EnglishVerb, tense: Tense): string => (tense === 'past' ? `did not ${verb}` : `had not ${VERBS[verb][1]}`)

/** The participle alone, after a "had" that is already there. */
export const participle = (verb: EnglishVerb): string => VERBS[verb][1]

/** "a" or "an" before these words. No word of the world is spelled with a vowel that is not heard, or the other way round. */
export const withA = (words: string): string => `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`

/** "a small blue kite" */
export const someThing = ({ noun, kind, colour }: Thing): string => withA([kind, colour, noun].filter(Boolean).join(' '))

interface Pronouns {
  subject: string
  object: string
  own: string
}

const SINGULAR: Record<Gender, Pronouns> = {
  f: { subject: 'she', object: 'her', own: 'her' },
  m: { subject: 'he', object: 'him', own: 'his' },
}

/** she, her, her; he, him, his; they, them, their */
export function pronouns(people: readonly Person[]): Pronouns {
  return people.length === 1 ? SINGULAR[CAST[people[0]!]] : { subject: 'they', object: 'them', own: 'their' }
}

/** "Mila", "Mila and Tom" */
export const names = (people: readonly Person[]): string => people.join(' and ')

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
