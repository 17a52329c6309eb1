/** When stories happen: a time of the day and its weather. */
import type { Gender } from './cast.ts'
import type { Adjective } from './things.ts'

export const TIMES = {
  morning: { french: 'matin', gender: 'm' },
  afternoon: { french: 'après-midi', gender: 'm' },
  evening: { french: 'soir', gender: 'm' },
  day: { french: 'journée', gender: 'f' },
} as const satisfies Record<string, { french: string; gender: Gender }>

export const WEATHERS = {
  sunny: { m: 'ensoleillé', f: 'ensoleillée' },
  rainy: { m: 'pluvieux', f: 'pluvieuse' },
  windy: { m: 'venteux', f: 'venteuse' },
  foggy: { m: 'brumeux', f: 'brumeuse' },
  snowy: { m: 'neigeux', f: 'neigeuse' },
  cold: { m: 'froid', f: 'froide' },
  warm: { m: 'chaud', f: 'chaude' },
  fine: { m: 'beau', f: 'belle', vowel: 'bel', before: true },
} as const satisfies Record<string, Adjective>

export type TimeId = keyof typeof TIMES
export type WeatherId = keyof typeof WEATHERS
