/** Cases of attention: causal and not, with dropout and kept probabilities, and one token against a cache. */
import type { Tensor } from '../../../src/core/plan/plan.ts'
import type { Trace } from '../../../src/core/plan/trace.ts'
import { DROPOUTS, make, weight } from './case.ts'

const whole = [
  { batch: 1, time: 3, heads: 1, headSize: 5, dropouts: [0], causal: 1 },
  { batch: 2, time: 37, heads: 3, headSize: 7, dropouts: DROPOUTS, causal: 1 },
  { batch: 1, time: 70, heads: 2, headSize: 36, dropouts: [0.3], causal: 1 },
  { batch: 1, time: 33, heads: 1, headSize: 132, dropouts: DROPOUTS, causal: 1 },
  // A width of heads whose rows four lanes of a subgroup load together.
  { batch: 1, time: 37, heads: 2, headSize: 16, dropouts: [0.3], causal: 1 },
  { batch: 1, time: 3, heads: 1, headSize: 5, dropouts: [0], causal: 0 },
  { batch: 2, time: 70, heads: 2, headSize: 36, dropouts: [0.3], causal: 0 },
  { batch: 1, time: 101, heads: 3, headSize: 7, dropouts: [0], causal: 0 },
].flatMap(({ batch, time, heads, headSize, dropouts, causal }) =>
  dropouts.flatMap((dropout) => {
    const C = heads * headSize
    const args = { batch, time, heads, headSize, scale: 1 / Math.sqrt(headSize), dropout, stream: 2, causal }
    const title = `[${batch},${time},${heads}×${headSize}], dropout ${dropout}${causal ? '' : ', not causal'}`
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

/** Scores of some hundreds: exp of them overflows a kernel that forgets to subtract the largest. */
const steep = make('attention', '[1,9,2×5], scores beyond what exp takes', [weight('w', 1)], (t) => {
  const outputs = { out: t.activation('out', [1, 9, 10]), lse: t.activation('lse', [1, 2, 9]) }
  const args = { batch: 1, time: 9, heads: 2, headSize: 5, scale: 1 / Math.sqrt(5), dropout: 0, stream: 2, causal: 1 }
  t.call('attention', { qkv: t.input('qkv', [1, 9, 30]) }, outputs, args)
  return { fill: { qkv: (i) => 14 * Math.sin(i * 1.7) } }
})

/** One token against a cache, or several. */
const decodes = [
  { heads: 1, headSize: 5, ctx: 9, position: 0, time: 1 },
  { heads: 3, headSize: 7, ctx: 301, position: 300, time: 1 },
  { heads: 2, headSize: 36, ctx: 70, position: 41, time: 29 },
  { heads: 1, headSize: 260, ctx: 40, position: 12, time: 3 },
  { heads: 2, headSize: 6, ctx: 9, position: 0, time: 9 },
].map(({ heads, headSize, ctx, position, time }) =>
  make(
    'attentionDecode',
    `${heads}×${headSize}, ${time === 1 ? 'token' : `${time} tokens from`} ${position} of ${ctx}`,
    [weight('w', 1)],
    (t) => {
      const C = heads * headSize
      const outputs = { out: t.activation('out', [time, C]), keys: t.state('keys', [ctx, C]), values: t.state('values', [ctx, C]) }
      t.call('attentionDecode', { qkv: t.input('qkv', [time, 3 * C]) }, outputs, {
        time,
        heads,
        headSize,
        scale: 1 / Math.sqrt(headSize),
        ctx,
      })
      return { position, kept: ['keys', 'values'] }
    },
  ),
)

/** Each key scores above all before it, so that a kernel which goes block by block has to scale down what it has. */
const growing = make('attentionDecode', '1×4, token 300 of 301, scores that grow', [weight('w', 1)], (t) => {
  const outputs = { out: t.activation('out', [1, 4]), keys: t.state('keys', [301, 4]), values: t.state('values', [301, 4]) }
  t.call('attentionDecode', { qkv: t.input('qkv', [1, 12]) }, outputs, { time: 1, heads: 1, headSize: 4, scale: 0.5, ctx: 301 })
  return { position: 300, kept: ['keys', 'values'], fill: { qkv: (i) => 1 + i / 12, keys: (i) => Math.floor(i / 4) / 300 } }
})

export const attentions = [...whole, steep, ...decodes, growing]
