/** What the stories are about: things, and the adjectives that tell one from another. */
import type { Gender } from './cast.ts'

export interface Noun {
  french: string
  gender: Gender
  /** can be broken and repaired */
  breakable?: true
  /** an animal can run off with it */
  light?: true
}

export const NOUNS = {
  kite: { french: 'cerf-volant', gender: 'm', breakable: true },
  key: { french: 'clé', gender: 'f', light: true },
  ring: { french: 'bague', gender: 'f', light: true },
  lamp: { french: 'lampe', gender: 'f', breakable: true },
  drum: { french: 'tambour', gender: 'm', breakable: true },
  book: { french: 'livre', gender: 'm', light: true },
  umbrella: { french: 'parapluie', gender: 'm', breakable: true },
  basket: { french: 'panier', gender: 'm' },
  watch: { french: 'montre', gender: 'f', breakable: true, light: true },
  violin: { french: 'violon', gender: 'm', breakable: true },
  map: { french: 'carte', gender: 'f', light: true },
  bell: { french: 'cloche', gender: 'f' },
  hat: { french: 'chapeau', gender: 'm', light: true },
  scarf: { french: 'écharpe', gender: 'f', light: true },
  accordion: { french: 'accordéon', gender: 'm', breakable: true },
  doll: { french: 'poupée', gender: 'f', breakable: true, light: true },
  ball: { french: 'balle', gender: 'f', light: true },
  flute: { french: 'flûte', gender: 'f', breakable: true, light: true },
  box: { french: 'boîte', gender: 'f', breakable: true },
  mirror: { french: 'miroir', gender: 'm', breakable: true },
  compass: { french: 'boussole', gender: 'f', breakable: true, light: true },
  medal: { french: 'médaille', gender: 'f', light: true },
  album: { french: 'album', gender: 'm' },
  cup: { french: 'tasse', gender: 'f', breakable: true },
} as const satisfies Record<string, Noun>

export type NounId = keyof typeof NOUNS

/** A French adjective: `vowel` is the masculine form before a vowel, `before` says that it stands before its noun. */
export interface Adjective {
  m: string
  f: string
  vowel?: string
  before?: true
}

/** Size, age, beauty: at most one, first in English, before the noun in French. */
export const KINDS = {
  small: { m: 'petit', f: 'petite', before: true },
  big: { m: 'grand', f: 'grande', before: true },
  old: { m: 'vieux', f: 'vieille', vowel: 'vieil', before: true },
  beautiful: { m: 'beau', f: 'belle', vowel: 'bel', before: true },
} as const satisfies Record<string, Adjective>

/** Colours: at most one, after the noun in French. */
export const COLOURS = {
  red: { m: 'rouge', f: 'rouge' },
  blue: { m: 'bleu', f: 'bleue' },
  green: { m: 'vert', f: 'verte' },
  yellow: { m: 'jaune', f: 'jaune' },
  white: { m: 'blanc', f: 'blanche' },
  black: { m: 'noir', f: 'noire' },
} as const satisfies Record<string, Adjective>

/** A thing of a story; it has a kind, a colour, or both. */
export interface Thing {
  noun: NounId
  kind?: keyof typeof KINDS
  colour?: keyof typeof COLOURS
}
