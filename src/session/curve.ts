/** A loss curve that stays bounded: when it grows too long, neighbours are averaged. */

export interface LossPoint {
  step: number
  loss: number
}

const mean = (a: LossPoint, b: LossPoint): LossPoint => ({ step: b.step, loss: (a.loss + b.loss) / 2 })

/**
 * `curve` with `added` at its end, at most `limit` points.
 * Only the older points are merged, so that the newest are always there as measured.
 */
export function extend(curve: readonly LossPoint[], added: readonly LossPoint[], limit = 4000): LossPoint[] {
  let all = [...curve, ...added]
  while (all.length > limit) {
    const merged: LossPoint[] = []
    const recent = Math.max(1, Math.floor(limit / 8))
    const older = all.length - recent
    for (let i = 0; i < older; i += 2) merged.push(i + 1 < older ? mean(all[i]!, all[i + 1]!) : all[i]!)
    all = [...merged, ...all.slice(older)]
  }
  return all
}
