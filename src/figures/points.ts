/** Points of a curve, and the one that lies nearest. */

export interface Point {
  x: number
  y: number
}

export interface Evaluated extends Point {
  train?: number
}

/** The point nearest to `x` in points sorted by x. */
export function nearest(points: readonly Point[], x: number): Point | undefined {
  let low = 0
  let high = points.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (points[middle]!.x <= x) low = middle
    else high = middle
  }
  const a = points[low]
  const b = points[high]
  if (!a || !b) return a ?? b
  return x - a.x <= b.x - x ? a : b
}
