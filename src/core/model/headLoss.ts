/** The loss of a large vocabulary, some rows at a time: B·T times V logits are never in memory at once, nor is their gradient. */
import { rowsOf, type Tensor } from '../plan/plan.ts'
import type { Trace } from '../plan/trace.ts'

/** More logits than this (64 MiB of them) are not kept. */
const KEPT = 2 ** 24
/** About so many logits are in memory at once otherwise; whole blocks of 64 rows, where a GPU can bind them. */
const AT_ONCE = 2 ** 23

/** Do the shapes alone ask for the loss in chunks? */
export const losesInChunks = (rows: number, vocab: number): boolean => rows * vocab > KEPT

const chunkRows = (vocab: number): number => 64 * Math.max(1, Math.floor(AT_ONCE / vocab / 64))

interface HeadLoss {
  /** hidden states [B,T,C] */
  x: Tensor
  /** [V,C]; a constant is frozen: it gets no gradient */
  table: Tensor
  /** [B,T] */
  targets: Tensor
  rows: number
  withGradient: boolean
  /** [B·T]: what each token's loss counts; default 1/(B·T) */
  weights?: Tensor | undefined
  /** rows at once, a multiple of 64 */
  chunk?: number
}

/**
 * losses [B·T] of the logits x·tableᵀ. With the gradient, each chunk leaves its share of dL/dx and adds to dL/dtable at once,
 * since its logits are gone afterwards: differentiate goes on from there.
 */
export function headLoss(
  t: Trace,
  { x, table, targets, rows, withGradient, weights: given, chunk = chunkRows(table.shape[0]!) }: HeadLoss,
): Tensor {
  const [V, C] = table.shape as [number, number]
  const R = Math.min(chunk, rows)
  const losses = t.activation('losses', [rows])
  const logits = t.activation('logits/chunk', [R, V])
  const gradient = withGradient && {
    dlogits: t.activation('grad/logits/chunk', [R, V]),
    dx: t.activation(`grad/${x.name}`, x.shape),
    dtable: table.kind === 'constant' ? undefined : t.weightGradient(table.name),
    // A chunk alone would divide by its own number of rows.
    weights: given ?? t.constant('loss weights', [rows], new Float32Array(rows).fill(1 / rows)),
  }
  const first = t.calls.length
  for (let from = 0; from < rows; from += R) {
    const count = Math.min(R, rows - from)
    const here = rowsOf(x, from, count, C)
    const some = rowsOf(logits, 0, count, V)
    const sizes = { rows: count, in: C, out: V, transposed: 1 }
    const dlogits = gradient ? rowsOf(gradient.dlogits, 0, count, V) : undefined
    const weights = gradient ? rowsOf(gradient.weights, from, count) : undefined
    t.call('linear', { x: here, weight: table }, { y: some }, sizes)
    t.call(
      'crossEntropy',
      { logits: some, targets: rowsOf(targets, from, count), weights },
      { losses: rowsOf(losses, from, count), dlogits },
      { rows: count, vocab: V },
    )
    if (!gradient || !dlogits) continue
    t.call('linearBackwardInput', { dy: dlogits, weight: table }, { dx: rowsOf(gradient.dx, from, count, C) }, sizes)
    if (gradient.dtable)
      t.call('linearBackwardWeight', { x: here, dy: dlogits }, { dweight: gradient.dtable }, { ...sizes, accumulate: from > 0 ? 1 : 0 })
  }
  if (gradient) t.settle(first, [[x, gradient.dx], ...(gradient.dtable ? [[table, gradient.dtable] as const] : [])])
  return losses
}
