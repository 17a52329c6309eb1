/** Cases of packed matrices: eight bits and four, rows that end within a word and within a group, one input row and many. */
import type { Trace } from '../../../src/core/plan/trace.ts'
import { id, make, weight } from './case.ts'

/** Any 32 bits are numbers of a packed matrix. */
const packed = (t: Trace, name: string, rows: number, columns: number, bits: number) => {
  const words = Math.ceil((columns * bits) / 32)
  return t.constant(
    name,
    [rows, words],
    Int32Array.from({ length: rows * words }, (_, i) => Math.imul(i + 1, 0x9e3779b1)),
  )
}
const scale = (i: number): number => 0.01 + (i % 7) / 500

const packings = [
  { bits: 8, group: (K: number) => K },
  { bits: 4, group: () => 32 },
]

const linears = [
  { rows: 1, in: 36, out: 20 },
  { rows: 1, in: 301, out: 37 },
  { rows: 71, in: 96, out: 66 },
  { rows: 33, in: 275, out: 40 },
  { rows: 7, in: 301, out: 37 },
].flatMap(({ rows, in: K, out: N }, shape) =>
  packings.map(({ bits, group }, p) => {
    const full = (shape + p) % 2 === 0
    const args = { rows, in: K, out: N, bits, group: group(K) }
    return make('linearQuantized', `[${rows},${K}] to ${N}, ${bits} bits${full ? ', bias and GELU' : ''}`, [weight('b', N)], (t) => {
      const words = packed(t, 'words', N, K, bits)
      const scales = t.input('scales', [N, Math.ceil(K / args.group)])
      const inputs = { x: t.input('x', [rows, K]), words, scales, bias: full ? t.weight('b') : undefined }
      t.call('linearQuantized', inputs, { y: t.activation('y', [rows, N]), pre: full ? t.activation('pre', [rows, N]) : undefined }, args)
      return { fill: { scales: scale } }
    })
  }),
)

const embeddings = [
  { positions: 'packed', width: 36, decode: 0, time: 5 },
  { positions: 'packed', width: 70, decode: 1, time: 1 },
  { positions: 'floats', width: 33, decode: 0, time: 5 },
  { positions: 'none', width: 32, decode: 0, time: 3 },
].flatMap(({ positions, width, decode, time }) =>
  packings.map(({ bits, group }) => {
    const [batch, vocab, ctx] = [decode ? 1 : 3, 11, 9]
    const groups = Math.ceil(width / group(width))
    return make('embeddingQuantized', `${width} wide, ${bits} bits, positions: ${positions}${decode ? ', decoding' : ''}`, [], (t) => {
      const wpe =
        positions === 'packed' ? packed(t, 'wpe', ctx, width, bits) : positions === 'floats' ? t.input('wpe', [ctx, width]) : undefined
      const inputs = {
        ids: t.input('ids', [batch, time], 'i32'),
        wte: packed(t, 'wte', vocab, width, bits),
        wteScales: t.input('wteScales', [vocab, groups]),
        wpe,
        wpeScales: positions === 'packed' ? t.input('wpeScales', [ctx, groups]) : undefined,
      }
      t.call(
        'embeddingQuantized',
        inputs,
        { x: t.activation('x', [batch, time, width]) },
        { batch, time, width, decode, bits, group: group(width) },
      )
      return { position: 4, fill: { ids: id(vocab), wteScales: scale, wpeScales: scale } }
    })
  }),
)

export const quantized = [...linears, ...embeddings]
