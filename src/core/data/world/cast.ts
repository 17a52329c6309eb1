/** Who lives in the small world: sixteen people, how each is related to each, and four animals. */

export type Gender = 'f' | 'm'

export const CAST = {
  Mila: 'f',
  Anna: 'f',
  Ida: 'f',
  Rosa: 'f',
  Emma: 'f',
  Nora: 'f',
  Clara: 'f',
  Olga: 'f',
  Tom: 'm',
  Simon: 'm',
  Oscar: 'm',
  Ivan: 'm',
  Max: 'm',
  Paul: 'm',
  Adam: 'm',
  Sami: 'm',
} as const satisfies Record<string, Gender>

export type Person = keyof typeof CAST
export const PEOPLE = Object.keys(CAST) as Person[]

/** A noun for a person in both languages, by that person's gender. */
export interface Role {
  english: Record<Gender, string>
  french: Record<Gender, string>
}

export const RELATIONS: readonly Role[] = [
  { english: { f: 'friend', m: 'friend' }, french: { f: 'amie', m: 'ami' } },
  { english: { f: 'cousin', m: 'cousin' }, french: { f: 'cousine', m: 'cousin' } },
  { english: { f: 'neighbour', m: 'neighbour' }, french: { f: 'voisine', m: 'voisin' } },
]

/** What two people are to each other, the same in every story. */
export function relationOf(one: Person, other: Person): Role {
  return RELATIONS[(PEOPLE.indexOf(one) + PEOPLE.indexOf(other)) % RELATIONS.length]!
}

/** Whom a person tells about the day. */
export const RELATIVES = {
  mother: { gender: 'f', french: 'mère' },
  father: { gender: 'm', french: 'père' },
  sister: { gender: 'f', french: 'sœur' },
  brother: { gender: 'm', french: 'frère' },
  aunt: { gender: 'f', french: 'tante' },
  uncle: { gender: 'm', french: 'oncle' },
} as const satisfies Record<string, { gender: Gender; french: string }>

export type Relative = keyof typeof RELATIVES

/** Who may run off with a thing. */
export const ANIMALS = {
  dog: { gender: 'm', french: 'chien', flies: false },
  cat: { gender: 'm', french: 'chat', flies: false },
  goat: { gender: 'f', french: 'chèvre', flies: false },
  crow: { gender: 'f', french: 'corneille', flies: true },
} as const satisfies Record<string, { gender: Gender; french: string; flies: boolean }>

export type Animal = keyof typeof ANIMALS
