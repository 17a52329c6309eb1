/** Small doings that change nothing: they make stories of the same events differ. */
import type { Phrase } from './words.ts'

export const PASTIMES: readonly Phrase[] = [
  { english: (w) => `${w.who} ${w.did('eat')} some cherries`, french: (w) => `${w.who} ${w.did('manger')} des cerises` },
  { english: (w) => `${w.who} ${w.did('drink')} some lemonade`, french: (w) => `${w.who} ${w.did('boire')} de la limonade` },
  { english: (w) => `${w.who} ${w.did('sit')} down for a moment`, french: (w) => `${w.who} ${w.did('asseoir')} un moment` },
  { english: (w) => `${w.who} ${w.did('take')} a photo`, french: (w) => `${w.who} ${w.did('prendre')} une photo` },
  { english: (w) => `${w.who} ${w.did('write')} a postcard`, french: (w) => `${w.who} ${w.did('écrire')} une carte postale` },
  { english: (w) => `${w.who} ${w.did('eat')} some bread and cheese`, french: (w) => `${w.who} ${w.did('manger')} du pain et du fromage` },
  { english: (w) => `${w.who} ${w.did('read')} a newspaper`, french: (w) => `${w.who} ${w.did('lire')} un journal` },
  { english: (w) => `${w.who} ${w.did('wait')} for an hour`, french: (w) => `${w.who} ${w.did('attendre')} pendant une heure` },
]
