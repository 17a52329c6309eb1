/** A loss curve that stays short: the one rule by which the worker, the page, the files and the figures thin it. */

export interface LossPoint {
  step: number
  /** nats per token; of fine-tuning L3 = L2 + λ·L1, nats */
  loss: number
  /** of fine-tuning: L2, nats per example */
  taskLoss?: number
  /** of fine-tuning with λ above 0: L1, nats per token */
  tokenLoss?: number
}

type Loss = Exclude<keyof LossPoint, 'step'>
const LOSSES: readonly Loss[] = ['loss', 'taskLoss', 'tokenLoss']

/** A step's report as a point of the curve. */
export function pointOf({
  step,
  loss,
  fineTuning,
}: {
  step: number
  loss: number
  fineTuning?: { taskLoss: number; tokenLoss: number | null }
}): LossPoint {
  const { taskLoss, tokenLoss } = fineTuning ?? {}
  return { step, loss, ...(taskLoss !== undefined && { taskLoss }), ...(typeof tokenLoss === 'number' && { tokenLoss }) }
}

/** A curve of `n` steps has at most about this many points, wherever it is kept. */
export const CURVE_POINTS = 500

/**
 * Each point stands for a stretch of steps: it has their mean loss and the last of their steps. Stretches are of one length, the
 * smallest power of two with which the whole curve takes `limit` of them. The steps after the last full stretch stay as they were
 * measured, so that the newest loss is there, and so that a curve that is gone on with ends as one that was never interrupted.
 * Thinning a thinned curve again gives what thinning the whole at once would have given.
 */
export function thinned(curve: readonly LossPoint[], limit = CURVE_POINTS): LossPoint[] {
  const stride = strideOf(curve.at(-1)?.step ?? 0, limit)
  if (stride === 1) return [...curve]
  const points: LossPoint[] = []
  for (let from = 0; from < curve.length; ) {
    const end = Math.max(1, Math.ceil(curve[from]!.step / stride)) * stride
    let to = from + 1
    while (to < curve.length && curve[to]!.step <= end) to++
    if (curve[to - 1]!.step < end && to === curve.length) points.push(...curve.slice(from))
    else points.push(merged(curve, from, to, end - stride, end))
    from = to
  }
  return points
}

/** `curve` with `added`, later steps, at its end. */
export const extended = (curve: readonly LossPoint[], added: readonly LossPoint[], limit = CURVE_POINTS): LossPoint[] =>
  thinned([...curve, ...added], limit)

/** Steps that one point stands for, once a run has come so far. */
export function strideOf(step: number, limit = CURVE_POINTS): number {
  let stride = 1
  while (step > limit * stride) stride *= 2
  return stride
}

/** One point for those from `from` up to `to`, with the means of the losses that it has. */
function merged(curve: readonly LossPoint[], from: number, to: number, low: number, high: number): LossPoint {
  const last = curve[to - 1]!
  const means = LOSSES.filter((loss) => last[loss] !== undefined).map((loss) => [loss, meanOf(loss, curve, from, to, low, high)])
  return { step: last.step, ...(Object.fromEntries(means) as Record<'loss', number>) }
}

/** The mean over the steps after `low` up to `high`: halves first, so that it is the same number whether they were merged before or not. */
function meanOf(loss: Loss, curve: readonly LossPoint[], from: number, to: number, low: number, high: number): number {
  if (to - from === 1 || high - low < 1) return curve[to - 1]![loss]!
  const middle = (low + high) / 2
  let half = from
  while (half < to && curve[half]!.step <= middle) half++
  if (half === from || half === to)
    return half === from ? meanOf(loss, curve, from, to, middle, high) : meanOf(loss, curve, from, to, low, middle)
  return (meanOf(loss, curve, from, half, low, middle) + meanOf(loss, curve, half, to, middle, high)) / 2
}
