/** Contract cases of the ops between matrix products: add, dropout, column scaling, activations, SwiGLU, norms. */
import { type Case, make, weight } from './case.ts'

/** Beyond ±88 the exponential of single precision overflows. */
const wide = (i: number) => 100 * Math.sin(i * 1.7) ** 3

/** One number; no multiple of four; a multiple of four and more than one workgroup. */
const SIZES = [1, 777, 2052]

const sums = SIZES.map((size) =>
  make('add', `${size}`, [], (t) => {
    t.call('add', { a: t.input('a', [size]), b: t.input('b', [size]) }, { y: t.activation('y', [size]) }, { size })
    return undefined
  }),
)

const dropouts = SIZES.map((size, i) => {
  const p = [0.5, 0.3, 0][i]
  return make('dropout', `${size}, p ${p}`, [], (t) => {
    t.call('dropout', { x: t.input('x', [size]) }, { y: t.activation('y', [size]) }, { size, dropout: p, stream: 6 })
    return undefined
  })
})

/** Of 2²⁴ equally likely numbers, element 240 of this stream draws the first that 0.4 keeps in double precision, and the last that it drops in single. */
const atTheBorder = make('dropout', 'at the border of p 0.4', [], (t) => {
  t.call('dropout', { x: t.input('x', [250]) }, { y: t.activation('y', [250]) }, { size: 250, dropout: 0.4, stream: 12275 })
  return undefined
})

/** rows, width */
const SHAPES = [
  [1, 3],
  [67, 37],
  [33, 76],
]

const scalings = SHAPES.map(([rows, width]) =>
  make('scaleColumns', `[${rows},${width}]`, [], (t) => {
    const inputs = { x: t.input('x', [rows, width]), scale: t.input('scale', [width]) }
    t.call('scaleColumns', inputs, { y: t.activation('y', [rows, width]) }, { rows, width })
    return { fill: { scale: (i) => i % 3 } }
  }),
)

/** Each function reads single numbers on its way forward and fours on its way back, or the other way round. */
const activations = ['GELU', 'ReLU', 'tanh', 'GELU by erf'].flatMap((name, kind) => {
  const [forward, backward] = kind % 2 ? [2052, 777] : [777, 2052]
  return [
    make('activation', `${name} of ${forward}`, [], (t) => {
      t.call('activation', { x: t.input('x', [forward]) }, { y: t.activation('y', [forward]) }, { size: forward, kind })
      return { fill: { x: wide } }
    }),
    make('activationBackward', `${name} of ${backward}`, [], (t) => {
      const inputs = { dy: t.input('dy', [backward]), x: t.input('x', [backward]) }
      t.call('activationBackward', inputs, { dx: t.activation('dx', [backward]) }, { size: backward, kind })
      return { fill: { x: wide } }
    }),
  ]
})

const gates = SHAPES.flatMap(([rows, width]) => {
  const title = `[${rows},2×${width}]`
  return [
    make('swiglu', title, [], (t) => {
      t.call('swiglu', { x: t.input('x', [rows, 2 * width]) }, { y: t.activation('y', [rows, width]) }, { rows, width })
      return { fill: { x: wide } }
    }),
    make('swigluBackward', title, [], (t) => {
      const inputs = { dy: t.input('dy', [rows, width]), x: t.input('x', [rows, 2 * width]) }
      t.call('swigluBackward', inputs, { dx: t.activation('dx', [rows, 2 * width]) }, { rows, width })
      return { fill: { x: wide } }
    }),
  ]
})

/** Every option is on and off in both kinds; more rows than workgroups of the backward pass; more than 512 columns. */
const norms = [
  { rows: 3, width: 5, kind: 0, biased: true, residual: true, accumulate: 1 },
  { rows: 131, width: 70, kind: 1, biased: false, residual: true, accumulate: 0 },
  { rows: 17, width: 515, kind: 0, biased: false, residual: false, accumulate: 0 },
  { rows: 260, width: 36, kind: 1, biased: true, residual: false, accumulate: 1 },
].flatMap(({ biased, residual, accumulate, ...shape }) => {
  const { rows, width, kind } = shape
  const args = { ...shape, eps: 1e-5 }
  const title = `${kind ? 'RMSNorm' : 'LayerNorm'} [${rows},${width}]${biased ? ', bias' : ''}`
  const parameters = [weight('gain', width), ...(biased ? [weight('bias', width)] : [])]
  // A mean far from zero: the difference of two large sums would not give the variance.
  const fill: Case['fill'] = { x: (i) => 20 + Math.sin(i * 2.3) * (1 + (i % 5)) }
  return [
    make('norm', title, parameters, (t) => {
      const inputs = { x: t.input('x', [rows, width]), gain: t.weight('gain'), bias: biased ? t.weight('bias') : undefined }
      const outputs = { y: t.activation('y', [rows, width]), mean: t.activation('mean', [rows]), rstd: t.activation('rstd', [rows]) }
      t.call('norm', inputs, outputs, args)
      return { fill }
    }),
    make('normBackward', `${title}${residual ? ', addend' : ''}${accumulate ? ', accumulate' : ''}`, parameters, (t) => {
      const statistics = { mean: t.input('mean', [rows]), rstd: t.input('rstd', [rows]) }
      const addend = residual ? t.input('addend', [rows, width]) : undefined
      const inputs = { dy: t.input('dy', [rows, width]), x: t.input('x', [rows, width]), ...statistics, gain: t.weight('gain'), addend }
      const gradients = { dgain: t.weightGradient('gain'), dbias: biased ? t.weightGradient('bias') : undefined }
      t.call('normBackward', inputs, { dx: t.activation('dx', [rows, width]), ...gradients }, { ...args, accumulate })
      return { fill: { rstd: (i) => 0.5 + (i % 3) }, kept: accumulate ? ['grad/gain', 'grad/bias'] : [] }
    }),
  ]
})

export const pointwise: readonly Case[] = [...sums, ...dropouts, atTheBorder, ...scalings, ...activations, ...gates, ...norms]
