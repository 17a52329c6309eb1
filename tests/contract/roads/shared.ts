/** Roads on which a weight, or an activation, is read more than once, so that gradients are summed. */
import type { Tensor } from '../../../src/core/plan/plan.ts'
import type { Trace } from '../../../src/core/plan/trace.ts'
import { B, C, type Road, rows, T, weight } from './road.ts'

function linear(t: Trace, name: string, x: Tensor, weightName: string): Tensor {
  const y = t.activation(name, [B, T, C])
  const sizes = { rows, in: C, out: C, transposed: 0 }
  t.call('linear', { x, weight: t.weight(weightName), bias: t.weight(`${weightName}.bias`) }, { y }, sizes)
  return y
}

function add(t: Trace, name: string, a: Tensor, b: Tensor): Tensor {
  const y = t.activation(name, [B, T, C])
  t.call('add', { a, b }, { y }, { size: rows * C })
  return y
}

function norm(t: Trace, name: string, a: Tensor, b: Tensor): Tensor {
  const [y, sum] = [t.activation(name, [B, T, C]), t.activation(`${name}.sum`, [B, T, C])]
  const [mean, rstd] = [t.activation(`${name}.mean`, [B, T]), t.activation(`${name}.rstd`, [B, T])]
  const inputs = { a, b, gain: t.weight('gain'), bias: t.weight('gain.bias') }
  t.call('addLayerNorm', inputs, { y, sum, mean, rstd }, { rows, width: C, eps: 1e-5, dropout: 0, stream: 2 })
  return y
}

export const sharedRoads: Road[] = [
  {
    title: 'two layers with the same weights',
    parameters: [weight('w', C, C), weight('w.bias', C), weight('gain', C), weight('gain.bias', C)],
    middle(t, x) {
      const y = norm(t, 'ln.0', x, linear(t, 'h.0', x, 'w'))
      return norm(t, 'ln.1', y, linear(t, 'h.1', y, 'w'))
    },
  },
  {
    title: 'one activation, read by three layers',
    parameters: ['a', 'b', 'c'].flatMap((name) => [weight(name, C, C), weight(`${name}.bias`, C)]),
    middle: (t, x) => add(t, 'abc', add(t, 'ab', linear(t, 'ya', x, 'a'), linear(t, 'yb', x, 'b')), linear(t, 'yc', x, 'c')),
  },
  {
    title: 'a GELU that is read by a linear layer and by a sum',
    parameters: [weight('w', C, C), weight('w.bias', C), weight('fc', C, C)],
    middle(t, x) {
      const [y, pre] = [t.activation('gelu', [B, T, C]), t.activation('pre', [B, T, C])]
      t.call('linear', { x, weight: t.weight('fc') }, { y, pre }, { rows, in: C, out: C, transposed: 0 })
      return add(t, 'both', y, linear(t, 'proj', y, 'w'))
    },
  },
]
