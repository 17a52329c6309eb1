/** What the contract test tries: for every op, small traces on odd shapes, with each option on and off. */
import type { Tensor } from '../../src/core/plan/plan.ts'
import { layOut, type Trace } from '../../src/core/plan/trace.ts'
import { type Case, DROPOUTS, id, make, weight } from './cases/case.ts'
import { pointwise } from './cases/pointwise.ts'
import { sequences } from './cases/sequence.ts'

export type { Case } from './cases/case.ts'

const embeddings = [
  { batch: 1, time: 5, width: 3, vocab: 7, ctx: 5 },
  { batch: 3, time: 11, width: 37, vocab: 65, ctx: 13 },
  { batch: 9, time: 67, width: 140, vocab: 5, ctx: 70 },
].flatMap((shape) =>
  DROPOUTS.flatMap((dropout) => {
    const { batch, time, width, vocab, ctx } = shape
    const parameters = [weight('wte', vocab, width), weight('wpe', ctx, width)]
    const args = { ...shape, dropout, stream: 4, decode: 0 }
    const title = `[${batch},${time},${width}] of ${vocab}, dropout ${dropout}`
    const fill = { ids: id(vocab) }
    return [
      make('embedding', title, parameters, (t) => {
        const ids = t.input('ids', [batch, time], 'i32')
        t.call('embedding', { ids, wte: t.weight('wte'), wpe: t.weight('wpe') }, { x: t.activation('x', [batch, time, width]) }, args)
        return { fill }
      }),
      ...[0, 1].map((accumulate) =>
        make('embeddingBackward', `${title}, accumulate ${accumulate}`, parameters, (t) => {
          const ids = t.input('ids', [batch, time], 'i32')
          const outputs = { dwte: t.weightGradient('wte'), dwpe: t.weightGradient('wpe') }
          t.call('embeddingBackward', { ids, dx: t.input('dx', [batch, time, width]) }, outputs, { ...args, accumulate })
          return { fill, kept: accumulate ? ['grad/wte'] : [] }
        }),
      ),
    ]
  }),
)

const decodingEmbedding = make('embedding', 'one token at position 6', [weight('wte', 9, 10), weight('wpe', 8, 10)], (t) => {
  const inputs = { ids: t.input('ids', [1, 1], 'i32'), wte: t.weight('wte'), wpe: t.weight('wpe') }
  t.call(
    'embedding',
    inputs,
    { x: t.activation('x', [1, 1, 10]) },
    {
      batch: 1,
      time: 1,
      width: 10,
      vocab: 9,
      ctx: 8,
      dropout: 0,
      stream: 0,
      decode: 1,
    },
  )
  return { position: 6, fill: { ids: () => 4 } }
})

/** rows, in, out: smaller than a tile, no multiples of four, multiples of four, larger than a 64×64 tile, one row. */
const linears = [
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
          return { kept: full ? ['grad/w'] : [] }
        }),
      ),
    ]
  }),
)

/** Two calls on one weight: the second adds to what the first has just written, partial sums or not. */
const sharedWeight = make('linearBackwardWeight', 'twice on one weight', [weight('w', 9, 12)], (t) => {
  const args = { rows: 300, in: 9, out: 12, transposed: 0 }
  for (const [i, accumulate] of [0, 1].entries()) {
    const inputs = { x: t.input(`x${i}`, [300, 9]), dy: t.input(`dy${i}`, [300, 12]) }
    t.call('linearBackwardWeight', inputs, { dweight: t.weightGradient('w') }, { ...args, accumulate })
  }
  return undefined
})

const attentions = [
  { batch: 1, time: 3, heads: 1, headSize: 5, dropouts: [0] },
  { batch: 2, time: 37, heads: 3, headSize: 7, dropouts: DROPOUTS },
  { batch: 1, time: 70, heads: 2, headSize: 36, dropouts: [0.3] },
  { batch: 1, time: 33, heads: 1, headSize: 132, dropouts: DROPOUTS },
].flatMap(({ batch, time, heads, headSize, dropouts }) =>
  dropouts.flatMap((dropout) => {
    const C = heads * headSize
    const args = { batch, time, heads, headSize, scale: 1 / Math.sqrt(headSize), dropout, stream: 2 }
    const title = `[${batch},${time},${heads}×${headSize}], dropout ${dropout}`
    const forward = (t: Trace, probs?: Tensor) => {
      const qkv = t.input('qkv', [batch, time, 3 * C])
      const outputs = { out: t.activation('out', [batch, time, C]), lse: t.activation('lse', [batch, heads, time]) }
      t.call('attention', { qkv }, { ...outputs, probs }, args)
      return { qkv, ...outputs }
    }
    return [
      make('attention', `${title}${dropout ? '' : ', probs'}`, [weight('w', 1)], (t) => {
        forward(t, dropout ? undefined : t.activation('probs', [batch, heads, time, time]))
        return undefined
      }),
      make('attentionBackward', title, [weight('w', 1)], (t) => {
        const { qkv, out, lse } = forward(t)
        const inputs = { qkv, out, lse, dout: t.input('dout', [batch, time, C]) }
        t.call('attentionBackward', inputs, { dqkv: t.activation('dqkv', [batch, time, 3 * C]) }, args)
        return undefined
      }),
    ]
  }),
)

const decodes = [
  { heads: 1, headSize: 5, ctx: 9, position: 0 },
  { heads: 3, headSize: 7, ctx: 301, position: 300 },
  { heads: 2, headSize: 36, ctx: 70, position: 41 },
  { heads: 1, headSize: 260, ctx: 40, position: 12 },
].map(({ heads, headSize, ctx, position }) =>
  make('attentionDecode', `${heads}×${headSize}, token ${position} of ${ctx}`, [weight('w', 1)], (t) => {
    const C = heads * headSize
    const outputs = { out: t.activation('out', [1, C]), keys: t.state('keys', [ctx, C]), values: t.state('values', [ctx, C]) }
    t.call('attentionDecode', { qkv: t.input('qkv', [1, 3 * C]) }, outputs, { heads, headSize, scale: 1 / Math.sqrt(headSize), ctx })
    return { position, kept: ['keys', 'values'] }
  }),
)

const norms = [
  { rows: 3, width: 5 },
  { rows: 131, width: 70 },
  { rows: 17, width: 515 },
].flatMap(({ rows, width }) =>
  DROPOUTS.flatMap((dropout) => {
    const args = { rows, width, eps: 1e-5, dropout, stream: 3 }
    const parameters = [weight('gain', width), weight('bias', width)]
    const title = `[${rows},${width}], dropout ${dropout}`
    const forward = (t: Trace) => {
      const inputs = { a: t.input('a', [rows, width]), b: t.input('b', [rows, width]), gain: t.weight('gain'), bias: t.weight('bias') }
      const outputs = { sum: t.activation('sum', [rows, width]), mean: t.activation('mean', [rows]), rstd: t.activation('rstd', [rows]) }
      t.call('addLayerNorm', inputs, { y: t.activation('y', [rows, width]), ...outputs }, args)
      return { ...outputs, gain: inputs.gain }
    }
    return [
      make('addLayerNorm', title, parameters, (t) => {
        forward(t)
        return undefined
      }),
      make('addLayerNormBackward', title, parameters, (t) => {
        const inputs = { ...forward(t), dy: t.input('dy', [rows, width]) }
        const dbranch = dropout ? t.activation('dbranch', [rows, width]) : undefined
        const gradients = { dgain: t.weightGradient('gain'), dbias: t.weightGradient('bias') }
        t.call('addLayerNormBackward', inputs, { dsum: t.activation('dsum', [rows, width]), dbranch, ...gradients }, args)
        return undefined
      }),
    ]
  }),
)

const entropies = [
  { rows: 3, vocab: 5 },
  { rows: 71, vocab: 67 },
  { rows: 9, vocab: 1031 },
].flatMap(({ rows, vocab }) =>
  [false, true].map((gradient) =>
    make('crossEntropy', `[${rows},${vocab}]${gradient ? ' and its gradient' : ''}`, [weight('w', 1)], (t) => {
      const inputs = { logits: t.input('logits', [rows, vocab]), targets: t.input('targets', [rows], 'i32') }
      const dlogits = gradient ? t.activation('dlogits', [rows, vocab]) : undefined
      t.call('crossEntropy', inputs, { losses: t.activation('losses', [rows]), dlogits }, { rows, vocab })
      // Logits of ±60 as well: exp of them overflows a kernel that forgets to subtract the largest.
      return { fill: { targets: id(vocab), logits: (i) => 60 * Math.sin(i * 1.7) * (i % 3) } }
    }),
  ),
)

const optimizers = [1, 777, 300_001].flatMap((n) => {
  const parameters = [weight('matrix', n, 3), weight('vector', n + 5)]
  return [
    make('gradNorm', `${n} × 3 and ${n + 5}`, parameters, (t) => {
      t.call('gradNorm', { grads: t.flat('grad') }, { norm: t.activation('norm', [1]) }, { size: t.layout.size })
      return { kept: ['flat/grad'] }
    }),
    ...[0, 0.7].map((clip) =>
      make('adamW', `${n} × 3 and ${n + 5}, clip ${clip}`, parameters, (t) => {
        const layout = layOut(parameters)
        const inputs = { grads: t.flat('grad'), norm: t.input('norm', [1]) }
        const settings = { beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.1, clip }
        t.call(
          'adamW',
          inputs,
          { weights: t.flat('weight'), m: t.flat('m'), v: t.flat('v') },
          {
            size: layout.size,
            decayUntil: layout.decayUntil,
            ...settings,
          },
        )
        return { kept: ['flat/weight', 'flat/m', 'flat/v', 'flat/grad'], fill: { norm: () => 3, 'flat/v': (i) => 0.01 + (i % 7) } }
      }),
    ),
  ]
})

export const cases: readonly Case[] = [
  ...embeddings,
  decodingEmbedding,
  ...linears,
  sharedWeight,
  ...attentions,
  ...decodes,
  ...norms,
  ...entropies,
  ...optimizers,
  ...sequences,
  ...pointwise,
]
