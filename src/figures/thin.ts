/** Fewer points for the same picture. */

export interface Point {
  x: number
  y: number
}

/** At most `buckets` points: the mean of each stretch, with the last point kept as it is. */
export function thin(points: readonly Point[], buckets: number): Point[] {
  if (points.length <= buckets) return [...points]
  const out: Point[] = []
  for (let b = 0; b < buckets; b++) {
    const from = Math.floor((b * points.length) / buckets)
    const to = Math.floor(((b + 1) * points.length) / buckets)
    let x = 0
    let y = 0
    for (let i = from; i < to; i++) {
      x += points[i]!.x
      y += points[i]!.y
    }
    out.push({ x: x / (to - from), y: y / (to - from) })
  }
  out.push(points.at(-1)!)
  return out
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
