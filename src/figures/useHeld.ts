/** The place that a figure speaks of: it follows the pointer until it is pressed or moved by keys, then stays, so that the pointer can leave for its number. */
import { useState } from 'react'

export interface Held<P> {
  place: P
  held: boolean
  /** the pointer is over this place */
  follow: (place: P) => void
  /** the place was pressed: it is held, or let go where it was held already */
  press: (place: P) => void
  /** arrow keys went there */
  hold: (place: P) => void
}

export function useHeld<P>(first: P, same: (a: P, b: P) => boolean = Object.is): Held<P> {
  const [{ place, held }, set] = useState({ place: first, held: false })
  return {
    place,
    held,
    follow: (next) => {
      if (!held && !same(next, place)) set({ place: next, held })
    },
    press: (next) => set({ place: next, held: !(held && same(next, place)) }),
    hold: (next) => set({ place: next, held: true }),
  }
}
