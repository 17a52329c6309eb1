/** Cases of the embedding: with, without and with constant positions, and one token at a time. */
import { DROPOUTS, id, make, weight } from './case.ts'

const tables = [
  { batch: 1, time: 5, width: 3, vocab: 7, ctx: 5 },
  { batch: 3, time: 11, width: 37, vocab: 65, ctx: 13 },
  { batch: 9, time: 67, width: 140, vocab: 5, ctx: 70 },
  // more rows than tokens, some of which come several times
  { batch: 4, time: 90, width: 12, vocab: 400, ctx: 93 },
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
      make('embedding', `${title}, no positions`, parameters, (t) => {
        const ids = t.input('ids', [batch, time], 'i32')
        t.call('embedding', { ids, wte: t.weight('wte') }, { x: t.activation('x', [batch, time, width]) }, args)
        return { fill }
      }),
      make('embeddingBackward', `${title}, no positions`, parameters, (t) => {
        const ids = t.input('ids', [batch, time], 'i32')
        const inputs = { ids, dx: t.input('dx', [batch, time, width]) }
        t.call('embeddingBackward', inputs, { dwte: t.weightGradient('wte') }, { ...args, accumulate: 0 })
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

const fixedPositions = make('embedding', 'positions that are a constant of the plan', [weight('wte', 9, 10)], (t) => {
  const wpe = t.constant(
    'positions',
    [8, 10],
    Float32Array.from({ length: 80 }, (_, i) => Math.sin(i)),
  )
  const args = { batch: 2, time: 7, width: 10, vocab: 9, ctx: 8, dropout: 0, stream: 0, decode: 0 }
  t.call('embedding', { ids: t.input('ids', [2, 7], 'i32'), wte: t.weight('wte'), wpe }, { x: t.activation('x', [2, 7, 10]) }, args)
  return { fill: { ids: id(9) } }
})

export const embeddings = [...tables, decodingEmbedding, fixedPositions]
