/** Sizes that a map is laid out for. */

/** A frame is as high as the map that was laid out for it, within these. */
export const HEIGHT = 712
export const MOST_HEIGHT = 900
/** As on a wide page: for a map that is then made small. */
export const WIDE = 1100
