/** The loss along one weight, measured move by move by the core, and the straight line that the gradient predicts. */
import type { CoreApi, ModelHandle } from '../../../worker/protocol.ts'

export const TEXT = 'The people of the United States'
export const SPAN = 0.4

/** As shares of the span; the smallest is an eighth of it. */
const MOVES = [-1, -0.75, -0.5, -0.25, -0.125, 0.125, 0.25, 0.5, 0.75, 1]

export interface Slice {
  tensor: string
  shape: readonly number[]
  index: number
  /** the weight as trained */
  weight: number
  gradient: number
  loss: number
  moves: readonly { epsilon: number; loss: number; predicted: number; measured: number }[]
}

/** Parameters that a figure offers: matrices and embeddings, of any family. */
export async function parameterNames(
  core: CoreApi,
  handle: ModelHandle,
  text: string,
): Promise<{ name: string; shape: readonly number[] }[]> {
  const all = await core.tensorNames(handle, text)
  return all.filter(({ name }) => /\.(weight|bias)$/.test(name) && !name.startsWith('grad/'))
}

export async function measureSlice(
  core: CoreApi,
  handle: ModelHandle,
  text: string,
  { tensor, index, span = SPAN }: { tensor?: string; index?: number; span?: number },
): Promise<Slice> {
  const known = await parameterNames(core, handle, text)
  const found =
    known.find(({ name }) => name === (tensor ?? 'h.0.mlp.c_fc.weight')) ?? known.find(({ shape }) => shape.length === 2) ?? known[0]!
  const size = found.shape.reduce((a, b) => a * b, 1)
  const place = index !== undefined && index < size ? index : await steepest(core, handle, text, found.name)
  const moves = []
  let first: { weight: number; gradient: number; lossBefore: number } | undefined
  for (const share of MOVES) {
    const nudge = await core.nudge(handle, text, { name: found.name, index: place, epsilon: share * span })
    first ??= nudge
    moves.push({ epsilon: share * span, loss: nudge.lossAfter, predicted: nudge.predicted, measured: nudge.measured })
  }
  const { weight, gradient, lossBefore } = first!
  return { tensor: found.name, shape: found.shape, index: place, weight, gradient, loss: lossBefore, moves }
}

/** The number whose gradient is largest in size. */
async function steepest(core: CoreApi, handle: ModelHandle, text: string, name: string): Promise<number> {
  const { tensors } = await core.probe(handle, text, [`grad/${name}`])
  return tensors[0]!.data.reduce((best, value, i, all) => (Math.abs(value) > Math.abs(all[best]!) ? i : best), 0)
}

/** The smallest move to the right, where a straight line holds best. */
export const smallest = ({ moves }: Slice): Slice['moves'][number] => moves[MOVES.indexOf(0.125)]!

export const errorOf = ({ predicted, measured }: { predicted: number; measured: number }): number =>
  Math.abs(measured - predicted) / Math.abs(predicted)

export function readingsOf(slice: Slice) {
  const { predicted, measured } = smallest(slice)
  return { index: slice.index, loss: slice.loss, gradient: slice.gradient, predicted, measured, error: errorOf({ predicted, measured }) }
}
