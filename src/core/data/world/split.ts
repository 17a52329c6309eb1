/** Which combinations are kept out of training, so that what a model makes of them is generalization. */
import { PEOPLE, type Person } from './cast.ts'
import { PLACE_IDS, type PlaceId } from './places.ts'
import { PLOTS, type Plot } from './plots.ts'

/** One combination in so many is held out. */
export const HELD_OUT_ONE_IN = 8

/**
 * Whether stories of this person in this place with this plot are held out. The three are numbered and their sum is taken modulo 8
 * (a Latin cube), so that each person is seen in training in each place, and each with each plot: only the triple is new.
 */
export function isHeldOut(hero: Person, place: PlaceId, plot: Plot): boolean {
  return (PEOPLE.indexOf(hero) + PLACE_IDS.indexOf(place) + PLOTS.indexOf(plot)) % HELD_OUT_ONE_IN === 0
}
