/** Two layers on two rows of three numbers: every matrix of the forward pass, every gradient, and each leaf's gradient by differences. */
import { crossEntropy } from '../../../core/ops/cross-entropy/reference.ts'
import { matmul } from '../../../core/ops/linear/reference.ts'
import type { Readings } from '../../frame/define.ts'

/** rows (examples, or tokens), and numbers in each */
export const N = 2
export const C = 3

export interface Given {
  /** [2,3] */
  x: string
  /** [3,3], [in, out] */
  w1: string
  w2: string
  /** the right class of each row */
  y: string
  /** on: h = x + tanh(z) */
  skip: 'off' | 'on'
}

export const LEAVES = ['x', 'w1', 'w2'] as const
export type Leaf = (typeof LEAVES)[number]
export const MATRICES = ['x', 'w1', 'z', 'h', 'w2', 's'] as const
export type Matrix = (typeof MATRICES)[number]

export const rowsOf = (matrix: Matrix): number => (matrix === 'w1' || matrix === 'w2' ? C : N)
export const isLeaf = (matrix: Matrix): matrix is Leaf => (LEAVES as readonly string[]).includes(matrix)

export interface Pass {
  value: Record<Matrix, Float64Array>
  gradient: Record<Matrix, Float64Array>
  /** of x: what came back through W₁, and what came back past it */
  through: Float64Array
  past: Float64Array
  p: Float64Array
  y: readonly number[]
  skip: boolean
  loss: number
}

export const numbersOf = (list: string): Float64Array => Float64Array.from(list.split(','), Number)

/** The list with one number in it changed. */
export const withNumber = (list: string, index: number, value: number): string =>
  list
    .split(',')
    .map((old, i) => (i === index ? String(Number(value.toFixed(2))) : old))
    .join(',')

/** z = xW₁, h = tanh z (+ x), s = hW₂, and the mean surprise of softmax(s) at the right classes; then the way back. */
export function passOf(given: Given): Pass {
  const [x, w1, w2] = [numbersOf(given.x), numbersOf(given.w1), numbersOf(given.w2)]
  return run({ x, w1, w2 }, given.y.split(',').map(Number), given.skip === 'on')
}

function run({ x, w1, w2 }: Record<Leaf, Float64Array>, y: readonly number[], skip: boolean): Pass {
  const z = matmul(x, w1, N, C, C)
  const h = z.map((value, i) => Math.tanh(value) + (skip ? x[i]! : 0))
  const s = matmul(h, w2, N, C, C)
  const { losses, dlogits: ds } = crossEntropy(s, y, N, C)
  const back = backwards({ x, w1, z, h, w2, ds, skip })
  return {
    value: { x, w1, z, h, w2, s },
    gradient: { ...back.gradient, s: ds },
    through: back.through,
    past: back.past,
    p: ds.map((value, i) => value * N + (y[Math.floor(i / C)] === i % C ? 1 : 0)),
    y,
    skip,
    loss: losses.reduce((sum, loss) => sum + loss, 0) / N,
  }
}

interface Forwards {
  x: Float64Array
  w1: Float64Array
  z: Float64Array
  h: Float64Array
  w2: Float64Array
  ds: Float64Array
  skip: boolean
}

/** Each product hands one gradient to its input and one to its weights. */
function backwards({ x, w1, z, h, w2, ds, skip }: Forwards) {
  const dw2 = matmul(h, ds, C, C, N, true)
  const dh = matmul(ds, w2, N, C, C, false, true)
  const dz = dh.map((value, i) => value * (1 - Math.tanh(z[i]!) ** 2))
  const dw1 = matmul(x, dz, C, C, N, true)
  const through = matmul(dz, w1, N, C, C, false, true)
  const past = skip ? dh : new Float64Array(N * C)
  const dx = through.map((value, i) => value + past[i]!)
  return { gradient: { x: dx, w1: dw1, z: dz, h: dh, w2: dw2 }, through, past }
}

const EPSILON = 1e-4

export interface Difference {
  leaf: Leaf
  index: number
  before: number
  after: number
  slope: number
  gradient: number
}

/** The loss with one number a little smaller and a little larger. */
export function differenceAt({ value, gradient, y, skip }: Pass, leaf: Leaf, index: number): Difference {
  const lossWith = (by: number): number =>
    run({ ...value, [leaf]: value[leaf].map((old, i) => (i === index ? old + by : old)) }, y, skip).loss
  const [before, after] = [lossWith(-EPSILON), lossWith(EPSILON)]
  return { leaf, index, before, after, slope: (after - before) / (2 * EPSILON), gradient: gradient[leaf][index]! }
}

/** Every number that could be changed. */
export const differencesOf = (pass: Pass): Difference[] =>
  LEAVES.flatMap((leaf) => Array.from(pass.value[leaf], (_, index) => differenceAt(pass, leaf, index)))

export const worstOf = (differences: readonly Difference[]): number =>
  Math.max(...differences.map(({ slope, gradient }) => Math.abs(slope - gradient)))

export function readingsOf(pass: Pass): Readings {
  const largest = (matrix: Matrix): number => pass.gradient[matrix].reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return {
    loss: pass.loss,
    inputGradient: largest('x'),
    w1Gradient: largest('w1'),
    w2Gradient: largest('w2'),
    apart: worstOf(differencesOf(pass)),
  }
}
