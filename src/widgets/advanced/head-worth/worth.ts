/**
 * What each head of the open model is worth, in two ways: the slope of the loss by how loud the head speaks, which one pass back gives
 * for all of them (Michel, Levy and Neubig 2019), and what the loss really rises by when the head is silent.
 */
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

/** [nLayer][nHead], nats a token */
export type ByHead = readonly (readonly number[])[]

export interface Value {
  worth: ByHead
  /** what the held-out loss rises by without the head; null until each has been silenced in turn */
  rise: ByHead | null
}

export interface Progress {
  done: number
  of: number
}

/** Held-out passages, each as long as the window. */
const PASSAGES = 8

export async function worthOf(core: CoreApi, handle: ModelHandle, { config }: ModelSummary): Promise<Value> {
  const passages = await core.passages(handle, PASSAGES, config.nCtx)
  const layers = Array.from({ length: config.nLayer }, (_, layer) => `h.${layer}.attn.out`)
  const worth = layers.map(() => new Array<number>(config.nHead).fill(0))
  for (const passage of passages) {
    const { tensors } = await core.probe(handle, passage.join(''), [...layers, ...layers.map((name) => `grad/${name}`)])
    for (const [layer, row] of worth.entries()) {
      const slopes = slopesOf(tensors[layer]!.data, tensors[layers.length + layer]!.data, config.nHead, config.nEmbd / config.nHead)
      for (const [head, slope] of slopes.entries()) row[head]! += Math.abs(slope) / passages.length
    }
  }
  return { worth, rise: null }
}

/** dL/dξ of each head, where ξ = 1 multiplies what it says: Σ out·dL/dout over its numbers. @param out [T, nHead·size] @param d its gradient */
export function slopesOf(out: Float32Array, d: Float32Array, nHead: number, size: number): number[] {
  const sums = new Array<number>(nHead).fill(0)
  for (const [i, value] of out.entries()) sums[Math.floor(i / size) % nHead]! += value * d[i]!
  return sums
}

/** Silences every head by itself and measures the held-out loss. */
export async function silenceEach(core: CoreApi, handle: ModelHandle, { worth }: Value, report: (so: Progress) => void): Promise<Value> {
  const of = worth.reduce((sum, row) => sum + row.length, 0)
  let done = 0
  const rise: number[][] = []
  for (const [layer, row] of worth.entries()) {
    rise.push([])
    for (const head of row.keys()) {
      report({ done: done++, of })
      const { lossBefore, lossAfter } = await core.operate(handle, { heads: [{ layer, head, with: 'nothing' }] })
      rise[layer]!.push(lossAfter - lossBefore)
    }
  }
  return { worth, rise }
}

/** Ranks from 0, the smallest first; equal ones in their order. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!)
  const ranks = new Array<number>(values.length)
  for (const [rank, i] of order.entries()) ranks[i] = rank
  return ranks
}

/** Spearman's rank correlation, 1 where both put the heads into one order. */
export function agreementOf(a: readonly number[], b: readonly number[]): number {
  const [ranksA, ranksB] = [ranksOf(a), ranksOf(b)]
  const squares = ranksA.reduce((sum, rank, i) => sum + (rank - ranksB[i]!) ** 2, 0)
  return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1))
}

export function readingsOf({ worth, rise }: Value): Readings {
  const all = worth.flat()
  const measured = rise?.flat()
  return {
    most: Math.max(...all),
    least: Math.min(...all),
    ...(measured && {
      agreement: agreementOf(all, measured),
      dearest: Math.max(...measured),
      cheapest: Math.min(...measured),
    }),
  }
}
