/** Where stories happen: each place with its prepositions, two spots where a thing can lie, and two things to be seen there. */
import type { Gender } from './cast.ts'

/** The same words in both languages. */
export interface Pair {
  english: string
  french: string
}

export interface Place {
  /** being there, in English: "at" the market */
  at: 'at' | 'in' | 'on'
  french: string
  gender: Gender
  /** being there and going there, in French: "à" contracts with the article */
  preposition: 'à' | 'dans' | 'sur'
  spots: readonly [Pair, Pair]
  scenes: readonly [Pair, Pair]
}

const pair = (english: string, french: string): Pair => ({ english, french })

export const PLACES = {
  market: {
    at: 'at',
    french: 'marché',
    gender: 'm',
    preposition: 'à',
    spots: [pair('behind a stall', 'derrière un étal'), pair('under a table', 'sous une table')],
    scenes: [
      pair('The farmers were selling fruit.', 'Les paysans vendaient des fruits.'),
      pair('It smelled of fresh bread.', 'Cela sentait le pain frais.'),
    ],
  },
  garden: {
    at: 'in',
    french: 'jardin',
    gender: 'm',
    preposition: 'dans',
    spots: [pair('under a rose bush', 'sous un rosier'), pair('near the fence', 'près de la clôture')],
    scenes: [pair('The roses were in bloom.', 'Les roses étaient en fleurs.'), pair('A bird was singing.', 'Un oiseau chantait.')],
  },
  library: {
    at: 'in',
    french: 'bibliothèque',
    gender: 'f',
    preposition: 'à',
    spots: [pair('between two books', 'entre deux livres'), pair('under a desk', 'sous un bureau')],
    scenes: [
      pair('It was a very quiet place.', "C'était un endroit très calme."),
      pair('An old man was reading.', 'Un vieil homme lisait.'),
    ],
  },
  station: {
    at: 'at',
    french: 'gare',
    gender: 'f',
    preposition: 'à',
    spots: [pair('under a bench', 'sous un banc'), pair('near the ticket office', 'près du guichet')],
    scenes: [
      pair('A train was about to leave.', 'Un train allait partir.'),
      pair('The travellers were in a hurry.', 'Les voyageurs étaient pressés.'),
    ],
  },
  beach: {
    at: 'on',
    french: 'plage',
    gender: 'f',
    preposition: 'à',
    spots: [pair('in the sand', 'dans le sable'), pair('behind a rock', 'derrière un rocher')],
    scenes: [pair('The waves were high.', 'Les vagues étaient hautes.'), pair('Some children were playing.', 'Des enfants jouaient.')],
  },
  park: {
    at: 'in',
    french: 'parc',
    gender: 'm',
    preposition: 'à',
    spots: [pair('behind a tree', 'derrière un arbre'), pair('in the grass', "dans l'herbe")],
    scenes: [pair('The ducks were asleep.', 'Les canards dormaient.'), pair('A band was playing.', 'Une fanfare jouait.')],
  },
  forest: {
    at: 'in',
    french: 'forêt',
    gender: 'f',
    preposition: 'dans',
    spots: [pair('under some leaves', 'sous des feuilles'), pair('behind an old oak', 'derrière un vieux chêne')],
    scenes: [pair('The path was narrow.', 'Le chemin était étroit.'), pair('An owl was watching.', 'Une chouette regardait.')],
  },
  harbour: {
    at: 'at',
    french: 'port',
    gender: 'm',
    preposition: 'à',
    spots: [pair('in a rowing boat', 'dans une barque'), pair('behind some nets', 'derrière des filets')],
    scenes: [pair('The fishermen were coming back.', 'Les pêcheurs revenaient.'), pair('The gulls were crying.', 'Les mouettes criaient.')],
  },
  school: {
    at: 'at',
    french: 'école',
    gender: 'f',
    preposition: 'à',
    spots: [pair('in the corridor', 'dans le couloir'), pair('under a chair', 'sous une chaise')],
    scenes: [
      pair('The bell had just rung.', 'La cloche venait de sonner.'),
      pair('The teacher was writing on the board.', "L'institutrice écrivait au tableau."),
    ],
  },
  museum: {
    at: 'at',
    french: 'musée',
    gender: 'm',
    preposition: 'à',
    spots: [pair('behind a statue', 'derrière une statue'), pair('near the stairs', "près de l'escalier")],
    scenes: [
      pair('The rooms were almost empty.', 'Les salles étaient presque vides.'),
      pair('A guide was telling a story.', 'Un guide racontait une histoire.'),
    ],
  },
  bakery: {
    at: 'at',
    french: 'boulangerie',
    gender: 'f',
    preposition: 'à',
    spots: [pair('under the counter', 'sous le comptoir'), pair('behind a sack of flour', 'derrière un sac de farine')],
    scenes: [pair('The bread was still warm.', 'Le pain était encore chaud.'), pair('The baker was whistling.', 'Le boulanger sifflait.')],
  },
  farm: {
    at: 'on',
    french: 'ferme',
    gender: 'f',
    preposition: 'à',
    spots: [pair('in the hay', 'dans le foin'), pair('behind the barn', 'derrière la grange')],
    scenes: [pair('The cows were in the field.', 'Les vaches étaient dans le pré.'), pair('A rooster was crowing.', 'Un coq chantait.')],
  },
  castle: {
    at: 'at',
    french: 'château',
    gender: 'm',
    preposition: 'à',
    spots: [pair('in the tower', 'dans la tour'), pair('behind a curtain', 'derrière un rideau')],
    scenes: [pair('The gate was open.', 'La porte était ouverte.'), pair('The walls were very thick.', 'Les murs étaient très épais.')],
  },
  island: {
    at: 'on',
    french: 'île',
    gender: 'f',
    preposition: 'sur',
    spots: [pair('under a palm tree', 'sous un palmier'), pair('in a cave', 'dans une grotte')],
    scenes: [pair('The sea was calm.', 'La mer était calme.'), pair('A ship was passing by.', 'Un bateau passait au loin.')],
  },
  theatre: {
    at: 'at',
    french: 'théâtre',
    gender: 'm',
    preposition: 'à',
    spots: [pair('under a seat', 'sous un fauteuil'), pair('behind the stage', 'derrière la scène')],
    scenes: [
      pair('The actors were rehearsing.', 'Les acteurs répétaient.'),
      pair('The lights were still on.', 'Les lumières étaient encore allumées.'),
    ],
  },
  airport: {
    at: 'at',
    french: 'aéroport',
    gender: 'm',
    preposition: 'à',
    spots: [pair('near the gate', "près de la porte d'embarquement"), pair('behind a suitcase', 'derrière une valise')],
    scenes: [
      pair('The planes were late.', 'Les avions étaient en retard.'),
      pair('A pilot was drinking coffee.', 'Un pilote buvait du café.'),
    ],
  },
} as const satisfies Record<string, Place>

export type PlaceId = keyof typeof PLACES
export const PLACE_IDS = Object.keys(PLACES) as PlaceId[]
