/** Gradient roads through the ops between matrix products, each with a residual: their gradients meet an earlier one. */
import type { OpName } from '../../../src/core/ops/name.ts'
import type { Tensor } from '../../../src/core/plan/plan.ts'
import type { Trace } from '../../../src/core/plan/trace.ts'
import { B, C, type Road, rows, T, weight } from './road.ts'

const size = rows * C

/** y = op(x) */
function apply(t: Trace, op: OpName, x: Tensor, args: Record<string, number>, width = C): Tensor {
  const y = t.activation(op, [B, T, width])
  t.call(op, { x }, { y }, args)
  return y
}

function sum(t: Trace, name: string, a: Tensor, b: Tensor): Tensor {
  const y = t.activation(name, a.shape)
  t.call('add', { a, b }, { y }, { size })
  return y
}

function norm(t: Trace, name: string, x: Tensor, kind: number, biased: boolean): Tensor {
  const y = t.activation(name, x.shape)
  const statistics = { mean: t.activation(`${name}.mean`, [rows]), rstd: t.activation(`${name}.rstd`, [rows]) }
  const inputs = { x, gain: t.weight('gain'), bias: biased ? t.weight('bias') : undefined }
  t.call('norm', inputs, { y, ...statistics }, { rows, width: C, eps: 1e-5, kind })
  return y
}

export const pointwiseRoads: Road[] = [
  {
    title: 'a sum of a tensor and itself',
    parameters: [],
    middle: (t, x) => sum(t, 'twice', x, x),
  },
  {
    title: 'dropout',
    parameters: [],
    middle: (t, x) => sum(t, 'residual', x, apply(t, 'dropout', x, { size, dropout: 0.3, stream: 5 })),
  },
  {
    title: 'scaled columns',
    parameters: [],
    middle(t, x) {
      const [y, scale] = [
        t.activation('scaled', x.shape),
        t.constant(
          'scale',
          [C],
          Float32Array.from({ length: C }, (_, c) => c % 3),
        ),
      ]
      t.call('scaleColumns', { x, scale }, { y }, { rows, width: C })
      return sum(t, 'residual', x, y)
    },
  },
  ...['GELU', 'ReLU', 'tanh', 'GELU by erf'].map(
    (name, kind): Road => ({
      title: `${name} on its own`,
      parameters: [],
      middle: (t, x) => sum(t, 'residual', x, apply(t, 'activation', x, { size, kind })),
    }),
  ),
  {
    title: 'SwiGLU',
    parameters: [weight('proj', C / 2, C)],
    middle(t, x) {
      const out = t.activation('proj.out', x.shape)
      const gated = apply(t, 'swiglu', x, { rows, width: C / 2 }, C / 2)
      t.call('linear', { x: gated, weight: t.weight('proj') }, { y: out }, { rows, in: C / 2, out: C, transposed: 0 })
      return sum(t, 'residual', x, out)
    },
  },
  {
    title: 'LayerNorm before a residual sum',
    parameters: [weight('gain', C), weight('bias', C)],
    middle: (t, x) => sum(t, 'residual', x, norm(t, 'norm', x, 0, true)),
  },
  {
    title: 'RMSNorm without bias, one gain in two places',
    parameters: [weight('gain', C)],
    middle: (t, x) => norm(t, 'second', sum(t, 'residual', x, norm(t, 'first', x, 1, false)), 1, false),
  },
]
