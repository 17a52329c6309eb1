/** Every gradient rule against central differences, in float64, through the reference runtime. */
import { describe, expect, it } from 'vitest'
import { differentiate } from '../../src/core/plan/differentiate.ts'
import type { Tensor } from '../../src/core/plan/plan.ts'
import { layOut, Trace } from '../../src/core/plan/trace.ts'
import { normal, streamKey } from '../../src/core/random.ts'
import { createReferenceRuntime, type ReferenceProgram } from '../../src/core/runtime/reference/reference.ts'
import { expectClose } from '../support/compare.ts'
import { pointwiseRoads } from './roads/pointwise.ts'
import { B, C, type Road, rows, T, V, weight } from './roads/road.ts'
import { sequenceRoads } from './roads/sequence.ts'
import { sharedRoads } from './roads/shared.ts'

const EPS = 1e-6
const scalars = { step: 2, learningRate: 0, seed: 9, position: 0 }
const same = (_: Trace, x: Tensor) => x

const roads: Road[] = [
  { title: 'embedding and cross-entropy', parameters: [], middle: same },
  { title: 'embedding with dropout', parameters: [], middle: same, dropout: 0.3 },
  { title: 'a tied output layer', parameters: [], middle: same, tied: true },
  {
    title: 'linear with bias and GELU, then linear without',
    parameters: [weight('fc', C, 11), weight('fc.bias', 11), weight('proj', 11, C)],
    middle(t, x) {
      const [y, pre, out] = [t.activation('gelu', [B, T, 11]), t.activation('pre', [B, T, 11]), t.activation('proj.out', [B, T, C])]
      t.call('linear', { x, weight: t.weight('fc'), bias: t.weight('fc.bias') }, { y, pre }, { rows, in: C, out: 11, transposed: 0 })
      t.call('linear', { x: y, weight: t.weight('proj') }, { y: out }, { rows, in: 11, out: C, transposed: 0 })
      return out
    },
  },
  ...[
    { dropout: 0, causal: 1 },
    { dropout: 0.3, causal: 1 },
    { dropout: 0.3, causal: 0 },
  ].map(({ dropout, causal }): Road => {
    const name = `${dropout ? ' with dropout' : ''}${causal ? '' : ', not causal'}`
    return {
      title: `attention${name}`,
      parameters: [weight('qkv', C, 3 * C)],
      middle(t, x) {
        const [qkv, out, lse] = [t.activation('qkv.out', [B, T, 3 * C]), t.activation('out', [B, T, C]), t.activation('lse', [B, 2, T])]
        t.call('linear', { x, weight: t.weight('qkv') }, { y: qkv }, { rows, in: C, out: 3 * C, transposed: 0 })
        t.call(
          'attention',
          { qkv },
          { out, lse },
          { batch: B, time: T, heads: 2, headSize: 3, scale: 1 / Math.sqrt(3), dropout, stream: 1, causal },
        )
        return out
      },
    }
  }),
  ...[0, 0.3].map((dropout): Road => {
    const name = dropout ? ' with dropout' : ''
    return {
      title: `add and LayerNorm${name}, with a residual around a linear layer`,
      parameters: [weight('w', C, C), weight('gain', C), weight('bias', C)],
      middle(t, x) {
        const shape = [B, T, C]
        const [b, y, sum] = [t.activation('b', shape), t.activation('y', shape), t.activation('sum', shape)]
        const [mean, rstd] = [t.activation('mean', [B, T]), t.activation('rstd', [B, T])]
        t.call('linear', { x, weight: t.weight('w') }, { y: b }, { rows, in: C, out: C, transposed: 0 })
        const inputs = { a: x, b, gain: t.weight('gain'), bias: t.weight('bias') }
        t.call('addLayerNorm', inputs, { y, sum, mean, rstd }, { rows, width: C, eps: 1e-5, dropout, stream: 2 })
        return y
      },
    }
  }),
  ...sequenceRoads,
  ...pointwiseRoads,
  ...sharedRoads,
]

function trace({ title, parameters, middle, dropout = 0, tied = false }: Road): Trace {
  const t = new Trace(title, layOut([weight('wte', V, C), weight('wpe', T + 1, C), ...(tied ? [] : [weight('head', C, V)]), ...parameters]))
  const ids = t.input('ids', [B, T], 'i32')
  const embedded = t.activation('embed', [B, T, C])
  const sizes = { batch: B, time: T, width: C, vocab: V, ctx: T + 1, dropout, stream: 0, decode: 0 }
  t.call('embedding', { ids, wte: t.weight('wte'), wpe: t.weight('wpe') }, { x: embedded }, sizes)
  const logits = t.activation('logits', [rows, V])
  const head = t.weight(tied ? 'wte' : 'head')
  t.call('linear', { x: middle(t, embedded), weight: head }, { y: logits }, { rows, in: C, out: V, transposed: tied ? 1 : 0 })
  const targets = t.input('targets', [B, T], 'i32')
  const outputs = { losses: t.activation('losses', [rows]), dlogits: t.activation('grad/logits', [rows, V]) }
  t.call('crossEntropy', { logits, targets }, outputs, { rows, vocab: V })
  differentiate(t)
  return t
}

async function compile(t: Trace): Promise<ReferenceProgram> {
  const store = await createReferenceRuntime().createStore(t.layout)
  const program = (await store.compile(t.plan())) as ReferenceProgram
  t.layout.parameters.forEach(({ name }, stream) => {
    const values = program.values(name)
    for (let i = 0; i < values.length; i++) values[i] = 0.6 * normal(streamKey(3, 0, stream), i)
  })
  program.write(
    'ids',
    Int32Array.from({ length: rows }, (_, i) => (i * i) % V),
  )
  program.write(
    'targets',
    Int32Array.from({ length: rows }, (_, i) => (3 * i + 1) % V),
  )
  return program
}

describe('gradients against central differences', () => {
  it.each(roads.map((road) => [road.title, road] as const))('%s', async (_, road) => {
    const t = trace(road)
    const program = await compile(t)
    const loss = () => {
      program.replay(scalars)
      return program.values('losses').reduce((a, b) => a + b, 0) / rows
    }
    loss()
    for (const { name } of t.layout.parameters) {
      const analytic = program.values(`grad/${name}`).slice()
      const values = program.values(name)
      const numeric = Array.from(values, (value, i) => {
        values[i] = value + EPS
        const above = loss()
        values[i] = value - EPS
        const below = loss()
        values[i] = value
        return (above - below) / (2 * EPS)
      })
      expectClose(analytic, numeric, { rtol: 1e-3, atol: 1e-5, name: `grad/${name}` })
      expect(
        analytic.some((value) => Math.abs(value) > 1e-4),
        `grad/${name} is all zero`,
      ).toBe(true)
    }
  })
})

it('a plan says which tensor holds the gradient of each activation and weight', async () => {
  const road = roads.find(({ title }) => title.startsWith('add and LayerNorm, with a residual'))!
  const t = trace(road)
  const { gradients, tensors } = t.plan()
  expect(gradients.get('w')).toBe('grad/w')
  expect(gradients.get('b')).toBe('grad/sum')
  expect(gradients.get('sum')).toBe('grad/sum')
  expect(gradients.get('embed')).toBe('grad/embed')
  expect(gradients.get('logits')).toBe('grad/logits')
  for (const [name, gradient] of gradients) expect(tensors.get(gradient)!.shape.join(), name).toBe(tensors.get(name)!.shape.join())
  const gelu = trace(roads.find(({ title }) => title.startsWith('linear with bias and GELU'))!).plan()
  expect(gelu.gradients.get('pre')).toBe('grad/pre')
  expect(gelu.gradients.has('gelu')).toBe(false)
  // Softmax minus the target: each row of the logits' gradient sums to 0.
  const program = await compile(t)
  program.replay(scalars)
  const dlogits = program.values(gradients.get('logits')!)
  for (let row = 0; row < rows; row++) expect(dlogits.subarray(row * V, (row + 1) * V).reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12)
})
