/** French grammar, as much of it as the small world speaks: elision, contraction, agreement, passé composé and plus-que-parfait. */
import { CAST, type Gender, type Person } from './cast.ts'
import type { Tense } from './english.ts'
import { type Adjective, COLOURS, KINDS, NOUNS, type Thing } from './things.ts'

/** What an article, an adjective or a participle agrees with. */
export interface Agreement {
  gender: Gender
  plural: boolean
}

/** Words before which le, la, de, que, ne, se lose their vowel. Every h of the world is mute. */
export const startsWithVowel = (words: string): boolean => /^[aeiouhâàéèêëîïôöûùœ]/i.test(words)

/** de + "Anna" → "d'Anna", que + "il" → "qu'il" */
const elide = (word: string, next: string): string => (startsWithVowel(next) ? `${word.slice(0, -1)}'${next}` : `${word} ${next}`)

/** The definite article: "le livre", "la clé", "l'album". */
export const the = (noun: string, gender: Gender): string => elide(gender === 'f' ? 'la' : 'le', noun)

/** de + a noun phrase: "du livre", "de la clé", "de l'album", "d'Anna". */
export const de = (phrase: string): string => (phrase.startsWith('le ') ? `du ${phrase.slice(3)}` : elide('de', phrase))

/** à + a noun phrase: "au marché", "à la gare", "à l'école". */
export const to = (phrase: string): string => (phrase.startsWith('le ') ? `au ${phrase.slice(3)}` : `à ${phrase}`)

/** que + a clause: "parce qu'Anna est partie". */
export const because = (clause: string): string => `parce ${elide('que', clause)}`

/** An adjective before this word, or after it. */
export function agree(adjective: Adjective, gender: Gender, next = ''): string {
  if (gender === 'f') return adjective.f
  return adjective.vowel && startsWithVowel(next) ? adjective.vowel : adjective.m
}

/** A noun with its adjectives on the right side of it: "petit cerf-volant bleu", "vieil album". */
export function noun(word: string, gender: Gender, adjectives: readonly Adjective[]): string {
  const before = adjectives.filter((adjective) => adjective.before).map((adjective) => agree(adjective, gender, word))
  const after = adjectives.filter((adjective) => !adjective.before).map((adjective) => agree(adjective, gender))
  return [...before, word, ...after].join(' ')
}

export const withUn = (words: string, gender: Gender): string => `${gender === 'f' ? 'une' : 'un'} ${words}`

/** "un petit cerf-volant bleu" */
export function someThing(thing: Thing): string {
  const { french, gender } = NOUNS[thing.noun]
  const adjectives: Adjective[] = []
  if (thing.kind) adjectives.push(KINDS[thing.kind])
  if (thing.colour) adjectives.push(COLOURS[thing.colour])
  return withUn(noun(french, gender, adjectives), gender)
}

/** son, sa: by the noun, not by the owner, and "son" before a vowel ("son amie"). */
export const own = (word: string, gender: Gender): string => `${gender === 'f' && !startsWithVowel(word) ? 'sa' : 'son'} ${word}`

/** People together are masculine as soon as one of them is. */
export function agreementOf(people: readonly Person[]): Agreement {
  return { gender: people.every((person) => CAST[person] === 'f') ? 'f' : 'm', plural: people.length > 1 }
}

/** il, elle, ils, elles */
export const subjectPronoun = ({ gender, plural }: Agreement): string => (gender === 'f' ? 'elle' : 'il') + (plural ? 's' : '')

/** lui, elle, eux, elles: after a preposition. */
export function strongPronoun({ gender, plural }: Agreement): string {
  if (gender === 'f') return plural ? 'elles' : 'elle'
  return plural ? 'eux' : 'lui'
}

/** "le rendre", "la rendre": the object of an infinitive, which never contracts. */
export const giveIt = ({ gender }: Agreement): string => `${gender === 'f' ? 'la' : 'le'} rendre`

/** "Mila", "Mila et Tom" */
export const names = (people: readonly Person[]): string => people.join(' et ')

/** Adds -e and -s to a masculine singular; one that ends in s has no other plural. */
export function inflect(word: string, { gender, plural }: Agreement): string {
  const base = gender === 'f' ? `${word}e` : word
  return plural && !base.endsWith('s') ? `${base}s` : base
}

/** Participles of the verbs with avoir. */
const AVOIR = {
  admirer: 'admiré',
  apporter: 'apporté',
  attendre: 'attendu',
  attraper: 'attrapé',
  boire: 'bu',
  casser: 'cassé',
  chercher: 'cherché',
  consoler: 'consolé',
  courir: 'couru',
  dessiner: 'dessiné',
  donner: 'donné',
  écrire: 'écrit',
  gagner: 'gagné',
  garder: 'gardé',
  glisser: 'glissé',
  hocher: 'hoché',
  lire: 'lu',
  manger: 'mangé',
  mettre: 'mis',
  montrer: 'montré',
  nettoyer: 'nettoyé',
  parler: 'parlé',
  perdre: 'perdu',
  prendre: 'pris',
  prêter: 'prêté',
  raconter: 'raconté',
  récupérer: 'récupéré',
  regarder: 'regardé',
  remercier: 'remercié',
  rencontrer: 'rencontré',
  rendre: 'rendu',
  réparer: 'réparé',
  retrouver: 'retrouvé',
  trouver: 'trouvé',
  vouloir: 'voulu',
} as const

/** Participles of the verbs with être. */
const ETRE = {
  aller: 'allé',
  arriver: 'arrivé',
  partir: 'parti',
  rentrer: 'rentré',
  rester: 'resté',
  tomber: 'tombé',
} as const

/** Participles of the reflexive verbs, whose pronoun is their direct object: they agree with the subject. */
const REFLEXIVE = {
  asseoir: 'assis',
  disputer: 'disputé',
  enfuir: 'enfui',
  envoler: 'envolé',
  excuser: 'excusé',
  moquer: 'moqué',
  sentir: 'senti',
} as const

const PARTICIPLES = { ...AVOIR, ...ETRE, ...REFLEXIVE }

export type FrenchVerb = keyof typeof PARTICIPLES

const AUXILIARY = {
  avoir: { past: ['a', 'ont'], before: ['avait', 'avaient'] },
  être: { past: ['est', 'sont'], before: ['était', 'étaient'] },
} as const

/** Pronouns before the verb: a direct object (le, la, les), an indirect one (lui), a negation around it all. */
export interface Around {
  direct?: Agreement | undefined
  dative?: boolean
  not?: boolean
}

/**
 * A compound tense with all that clings to it: "est allée", "l'a rendue", "le lui a rendu", "ne l'a pas trouvée", "s'étaient disputés".
 * With être the participle agrees with the subject, with avoir with a direct object that comes before.
 */
export function compound(verb: FrenchVerb, subject: Agreement, tense: Tense, { direct, dative, not }: Around = {}): string {
  const reflexive = verb in REFLEXIVE
  const withEtre = reflexive || verb in ETRE
  const agreement = withEtre ? subject : (direct ?? { gender: 'm', plural: false })
  const form = inflect(PARTICIPLES[verb], agreement)
  const auxiliary = AUXILIARY[withEtre ? 'être' : 'avoir'][tense][subject.plural ? 1 : 0]
  let words = not ? `${auxiliary} pas ${form}` : `${auxiliary} ${form}`
  if (dative) words = `lui ${words}`
  if (direct) words = direct.plural ? `les ${words}` : elide(direct.gender === 'f' ? 'la' : 'le', words)
  if (reflexive) words = elide('se', words)
  return not ? elide('ne', words) : words
}
