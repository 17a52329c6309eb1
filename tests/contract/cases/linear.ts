/** Cases of the linear layer: shapes around its tiles, and weights that several calls share. */
import { make, weight } from './case.ts'

/** rows, in, out: smaller than a tile, no multiples of four, multiples of four, larger than a 64×64 tile, one row. */
const shapes = [
  { rows: 7, in: 5, out: 3 },
  { rows: 1, in: 36, out: 20 },
  { rows: 71, in: 35, out: 66 },
  { rows: 197, in: 76, out: 100 },
  { rows: 530, in: 20, out: 491 },
].flatMap(({ rows, in: K, out: N }, shape) =>
  [0, 1].flatMap((transposed) => {
    const args = { rows, in: K, out: N, transposed }
    const parameters = [weight('w', ...(transposed ? [N, K] : [K, N])), weight('b', N)]
    const title = `[${rows},${K}] to ${N}${transposed ? ', transposed' : ''}`
    // Every option meets every form on two shapes or more.
    const options = [(shape + transposed) % 2 === 0]
    return [
      ...options.map((full) =>
        make('linear', `${title}${full ? ', bias and GELU' : ''}`, parameters, (t) => {
          const y = t.activation('y', [rows, N])
          const bias = full ? t.weight('b') : undefined
          const pre = full ? t.activation('pre', [rows, N]) : undefined
          t.call('linear', { x: t.input('x', [rows, K]), weight: t.weight('w'), bias }, { y, pre }, args)
          return undefined
        }),
      ),
      ...options.map((full) =>
        make('linearBackwardInput', `${title}${full ? ', pre and addend' : ''}`, parameters, (t) => {
          const pre = full ? t.input('pre', [rows, K]) : undefined
          const addend = full ? t.input('addend', [rows, K]) : undefined
          const inputs = { dy: t.input('dy', [rows, N]), weight: t.weight('w'), pre, addend }
          t.call('linearBackwardInput', inputs, { dx: t.activation('dx', [rows, K]) }, args)
          return undefined
        }),
      ),
      ...options.map((full) =>
        make('linearBackwardWeight', `${title}${full ? ', bias, accumulate' : ''}`, parameters, (t) => {
          const outputs = { dweight: t.weightGradient('w'), dbias: full ? t.weightGradient('b') : undefined }
          t.call('linearBackwardWeight', { x: t.input('x', [rows, K]), dy: t.input('dy', [rows, N]) }, outputs, {
            ...args,
            accumulate: full ? 1 : 0,
          })
          return { kept: full ? ['grad/w', 'grad/b'] : [] }
        }),
      ),
    ]
  }),
)

/** One row, as a token is decoded, of a sum that is longer than a chain of one and of more columns than are taken at a time. */
const long = make('linear', '[1,300] to 1030', [weight('w', 300, 1030)], (t) => {
  t.call(
    'linear',
    { x: t.input('x', [1, 300]), weight: t.weight('w') },
    { y: t.activation('y', [1, 1030]) },
    { rows: 1, in: 300, out: 1030, transposed: 0 },
  )
  return undefined
})

/** Three layers that share a weight and a bias: each call adds to what those before have just written, partial sums or not. */
const shared = [
  { rows: 300, in: 9, out: 12 },
  { rows: 40, in: 9, out: 12 },
].map(({ rows, in: K, out: N }) =>
  make('linearBackwardWeight', `[${rows},${K}] to ${N}, three times on one weight`, [weight('w', K, N), weight('b', N)], (t) => {
    for (const [i, accumulate] of [0, 1, 1].entries()) {
      const inputs = { x: t.input(`x${i}`, [rows, K]), dy: t.input(`dy${i}`, [rows, N]) }
      const outputs = { dweight: t.weightGradient('w'), dbias: t.weightGradient('b') }
      t.call('linearBackwardWeight', inputs, outputs, { rows, in: K, out: N, transposed: 0, accumulate })
    }
    return undefined
  }),
)

/** A kernel that writes a target itself, then one whose partial sums are added to it, then one that needs all of it. */
const mixed = make('linearBackwardWeight', 'few rows, many rows, few rows on one weight', [weight('w', 9, 12)], (t) => {
  for (const [i, rows] of [40, 300, 40].entries()) {
    const inputs = { x: t.input(`x${i}`, [rows, 9]), dy: t.input(`dy${i}`, [rows, 12]) }
    const args = { rows, in: 9, out: 12, transposed: 0, accumulate: i > 0 ? 1 : 0 }
    t.call('linearBackwardWeight', inputs, { dweight: t.weightGradient('w') }, args)
  }
  return undefined
})

/** Three layers of one shape, which a GPU takes at once: weights of their own, biases, and rows long enough for partial sums or not. */
const layers = [
  { rows: 300, in: 9, out: 14, transposed: 0, accumulate: 0 },
  { rows: 300, in: 20, out: 36, transposed: 1, accumulate: 1 },
  { rows: 40, in: 36, out: 20, transposed: 0, accumulate: 1 },
].map(({ in: K, out: N, ...rest }) => {
  const parameters = [0, 1, 2].flatMap((i) => [weight(`w${i}`, ...(rest.transposed ? [N, K] : [K, N])), weight(`b${i}`, N)])
  return make(
    'linearBackwardWeight',
    `[${rest.rows},${K}] to ${N}, three layers${rest.transposed ? ', transposed' : ''}`,
    parameters,
    (t) => {
      for (const i of [2, 1, 0]) {
        const inputs = { x: t.input(`x${i}`, [rest.rows, K]), dy: t.input(`dy${i}`, [rest.rows, N]) }
        const outputs = { dweight: t.weightGradient(`w${i}`), dbias: t.weightGradient(`b${i}`) }
        t.call('linearBackwardWeight', inputs, outputs, { in: K, out: N, ...rest })
      }
      return { kept: rest.accumulate ? [0, 1, 2].flatMap((i) => [`grad/w${i}`, `grad/b${i}`]) : [] }
    },
  )
})

/** One layer's input is computed from the other's, so the two cannot lie in one buffer. */
const chained = make('linearBackwardWeight', 'two layers, one input from the other', [weight('w0', 8, 12), weight('w1', 8, 12)], (t) => {
  const [a, y] = [t.input('x0', [40, 8]), t.activation('x1', [40, 8])]
  t.call('add', { a, b: t.input('c', [40, 8]) }, { y }, { size: 320 })
  for (const [i, x] of [a, y].entries()) {
    const args = { rows: 40, in: 8, out: 12, transposed: 0, accumulate: 0 }
    t.call('linearBackwardWeight', { x, dy: t.input(`dy${i}`, [40, 12]) }, { dweight: t.weightGradient(`w${i}`) }, args)
  }
  return undefined
})

export const linears = [...shapes, long, ...shared, mixed, ...layers, chained]
