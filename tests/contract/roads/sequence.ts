/** Gradient roads through the ops that know the order of tokens, each with a residual: their gradients meet an earlier one. */
import { rotaryTable } from '../../../src/core/ops/rotary/reference.ts'
import type { Tensor } from '../../../src/core/plan/plan.ts'
import type { Trace } from '../../../src/core/plan/trace.ts'
import { B, C, type Road, rows, T, weight } from './road.ts'

/** x·W: [B,T,from] → [B,T,to] */
function project(t: Trace, name: string, x: Tensor, from: number, to: number): Tensor {
  const y = t.activation(`${name}.out`, [B, T, to])
  t.call('linear', { x, weight: t.weight(name) }, { y }, { rows, in: from, out: to, transposed: 0 })
  return y
}

/** LayerNorm(x + branch): on the way back x gets the residual's gradient first. */
function residual(t: Trace, x: Tensor, branch: Tensor, width: number): Tensor {
  const [y, sum] = [t.activation('y', x.shape), t.activation('sum', x.shape)]
  const statistics = { mean: t.activation('mean', [rows]), rstd: t.activation('rstd', [rows]) }
  const inputs = { a: x, b: branch, gain: t.weight('gain'), bias: t.weight('bias') }
  t.call('addLayerNorm', inputs, { y, sum, ...statistics }, { rows, width, eps: 1e-5, dropout: 0, stream: 0 })
  return y
}
const norm = (width: number) => [weight('gain', width), weight('bias', width)]

/** Two query heads on one key head. */
const heads = { heads: 2, kvHeads: 1, headSize: 4 }
const narrow = 16
const wide = 24

function turn(t: Trace, x: Tensor): Tensor {
  const y = t.activation('turned', x.shape)
  const table = t.constant('rotary.table', [T, 2, 2], rotaryTable(T, heads.headSize, 10_000))
  t.call('rotary', { x, table }, { y }, { batch: B, time: T, ...heads, inverse: 0, decode: 0 })
  return y
}

function repeat(t: Trace, x: Tensor): Tensor {
  const y = t.activation('repeated', [B, T, wide])
  t.call('repeatHeads', { x }, { y }, { rows, ...heads })
  return y
}

function recur(t: Trace, name: string, x: Tensor): Tensor {
  const h = t.activation(name, x.shape)
  t.call('recurrence', { x, weight: t.weight('recurrent') }, { h }, { batch: B, time: T, width: C })
  return h
}

export const sequenceRoads: Road[] = [
  {
    title: 'rotary positions',
    parameters: [weight('in', C, narrow), ...norm(narrow), weight('back', narrow, C)],
    middle(t, x) {
      const qkv = project(t, 'in', x, C, narrow)
      return project(t, 'back', residual(t, qkv, turn(t, qkv), narrow), narrow, C)
    },
  },
  {
    title: 'heads that are shared',
    parameters: [weight('in', C, narrow), weight('repeat', wide, narrow), ...norm(narrow), weight('back', narrow, C)],
    middle(t, x) {
      const qkv = project(t, 'in', x, C, narrow)
      return project(t, 'back', residual(t, qkv, project(t, 'repeat', repeat(t, qkv), wide, narrow), narrow), narrow, C)
    },
  },
  {
    title: 'grouped-query attention with rotary positions',
    parameters: [weight('in', C, narrow), weight('back', 8, C)],
    middle(t, x) {
      const qkv = repeat(t, turn(t, project(t, 'in', x, C, narrow)))
      const [out, lse] = [t.activation('out', [B, T, 8]), t.activation('lse', [B, 2, T])]
      const args = { batch: B, time: T, heads: 2, headSize: 4, scale: 0.5, dropout: 0, stream: 0, causal: 1 }
      t.call('attention', { qkv }, { out, lse }, args)
      return project(t, 'back', out, 8, C)
    },
  },
  {
    title: 'a window of three tokens',
    parameters: [weight('window', 3 * C, C), ...norm(C)],
    middle(t, x) {
      const y = t.activation('side by side', [B, T, 3 * C])
      t.call('contextWindow', { x }, { y }, { batch: B, time: T, width: C, window: 3 })
      return residual(t, x, project(t, 'window', y, 3 * C, C), C)
    },
  },
  {
    title: 'rows that are picked, one of them twice, and put back into all',
    parameters: [weight('w', C, C), ...norm(C)],
    middle(t, x) {
      const picked = (name: string, first: number) => {
        const y = t.activation(name, [B, T, C])
        const at = t.constant(
          `${name}.at`,
          [rows],
          Float32Array.from({ length: rows }, (_, n) => (n < 2 ? first : (3 * n) % rows)),
        )
        t.call('gatherRows', { x, at }, { y }, { rows, picked: rows, width: C })
        return y
      }
      const sum = t.activation('sum of picks', [B, T, C])
      t.call('add', { a: picked('first', 1), b: picked('second', 4) }, { y: sum }, { size: rows * C })
      return residual(t, x, project(t, 'w', sum, C, C), C)
    },
  },
  {
    title: 'a recurrent layer, twice with one weight',
    parameters: [weight('recurrent', C, C), ...norm(C)],
    middle: (t, x) => residual(t, x, recur(t, 'second', recur(t, 'first', x)), C),
  },
]
