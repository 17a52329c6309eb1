/** Tensors and gradients: a product, a rearrangement, and the way back. */
import type { Exercise, Known, Numbers } from '../exercise.ts'
import { filled, headsOf, mapped, one, shaped } from '../numbers.ts'
import { solution, start } from './code.ts'

const C_ATTN = 'h.0.attn.c_attn'

/** x·W, without the bias that the core has added. */
const product = ({ read, weights }: Known): Numbers => {
  const bias = weights[`${C_ATTN}.bias`]!.data
  return mapped(read(C_ATTN), (value, i) => value - bias[i % bias.length]!)
}

const headsShape = ({ config, ids }: Known): number[] => [config.nHead, ids.length, config.nEmbd / config.nHead]

/** What the heads have mixed, before they are joined: [H,T,d] of the core's [1,T,C]. */
const mixed = (known: Known): Numbers => {
  const [, T, d] = headsShape(known) as [number, number, number]
  const { data } = known.read('h.0.attn.out')
  return filled(headsShape(known), (i) => data[(Math.floor(i / d) % T) * known.config.nEmbd + Math.floor(i / (d * T)) * d + (i % d)]!)
}

/** Each token's gradient, added up by token: [V,C]. */
const scattered = ({ read, ids, config: { nVocab, nEmbd } }: Known): Numbers => {
  const sum = filled([nVocab, nEmbd], () => 0)
  read('grad/embed').data.forEach((value, i) => {
    sum.data[ids[Math.floor(i / nEmbd)]! * nEmbd + (i % nEmbd)]! += value
  })
  return sum
}

/** Some number of the model's. */
const anyNumber = ({ read }: Known): number => read('embed').data[0]!

const ROWS = 'pick(given.table, [1, given.ids.length, given.table.shape[1]], (b, t, c) => given.ids[t] * given.table.shape[1] + c)'

export default {
  id: 'tensors',
  title: 'Tensors and gradients',
  start,
  solution,
  hints: [
    'In the product every number of a meets a row of b: out[r][j] += a[r][p] · b[p][j]. Three loops, over r, p and j.',
    'The gradient of a product is the other factor: a.grad[r][p] += out.grad[r][j] · b[p][j], and b.grad[p][j] += out.grad[r][j] · a[r][p]. The same three loops.',
    'In backward, visit a tensor’s parents before the tensor itself, and each only once. Walk the list from its end.',
  ],
  reads: () => ['embed', C_ATTN, 'h.0.attn.probs', 'h.0.attn.out', `grad/${C_ATTN}`, 'grad/embed', 'grad/h.0.ln_1.sum'],
  tests: [
    {
      name: 'matmul(x, W)',
      body: 'return matmul(given.x, given.W)',
      given: ({ read, weights }) => ({ x: read('embed'), W: weights[`${C_ATTN}.weight`]! }),
      expected: (known) => ({ out: product(known) }),
      label: 'matmul',
    },
    {
      name: 'matmul of one matrix for each head',
      hidden: true,
      body: 'return matmul(given.shares, given.v)',
      given: ({ read, config, ids }) => ({
        shares: shaped(read('h.0.attn.probs'), config.nHead, ids.length, ids.length),
        v: headsOf(read(C_ATTN), 2, config.nHead),
      }),
      expected: (known) => ({ out: mixed(known) }),
      label: 'matmul',
    },
    {
      name: 'matmul’s way back',
      body: 'const out = matmul(given.x, given.W); out.grad.set(given.up.data); out.back(); return { "x.grad": tensor(given.x.shape, given.x.grad), "W.grad": tensor(given.W.shape, given.W.grad) }',
      given: ({ read, weights }) => ({ x: read('embed'), W: weights[`${C_ATTN}.weight`]!, up: read(`grad/${C_ATTN}`) }),
      expected: ({ read, ids, config: { nEmbd: C } }) => {
        const [x, up, past] = [read('embed').data, read(`grad/${C_ATTN}`).data, read('grad/h.0.ln_1.sum').data]
        return {
          'x.grad': mapped(read('grad/embed'), (value, i) => value - past[i]!),
          'W.grad': filled([C, 3 * C], (i) =>
            ids.reduce((sum, _, t) => sum + x[t * C + Math.floor(i / (3 * C))]! * up[t * 3 * C + (i % (3 * C))]!, 0),
          ),
        }
      },
    },
    {
      name: 'pick: rows of a table',
      body: `return ${ROWS}`,
      given: ({ weights, ids }) => ({ table: weights['tokens_embed.weight']!, ids: Int32Array.from(ids) }),
      expected: ({ read, weights }) => {
        const places = weights['positions_embed.weight']!.data
        return { out: mapped(read('embed'), (value, i) => value - places[i]!) }
      },
      label: 'pick',
    },
    {
      name: 'pick’s way back',
      body: `const out = ${ROWS}; out.grad.set(given.up.data); out.back(); return { 'x.grad': tensor(given.table.shape, given.table.grad) }`,
      given: ({ weights, ids, read }) => ({
        table: weights['tokens_embed.weight']!,
        ids: Int32Array.from(ids),
        up: read('grad/embed'),
      }),
      expected: (known) => ({ 'x.grad': scattered(known) }),
    },
    {
      name: 'backward(x² + x)',
      body: 'const { x } = given; backward(add(map(x, (v) => v * v, (v) => 2 * v), x)); return { "x.grad": tensor([1], x.grad) }',
      given: (known) => ({ x: one(anyNumber(known)) }),
      expected: (known) => ({ 'x.grad': one(2 * anyNumber(known) + 1) }),
    },
    {
      name: 'backward where paths of two lengths meet',
      hidden: true,
      body: 'const { x } = given; const y = map(x, (v) => v * v, (v) => 2 * v); const z = map(y, (v) => 3 * v, () => 3); backward(add(y, add(z, y))); return { "x.grad": tensor([1], x.grad) }',
      given: (known) => ({ x: one(anyNumber(known)) }),
      expected: (known) => ({ 'x.grad': one(10 * anyNumber(known)) }),
    },
  ],
  mistakes: [
    {
      id: 'transposed',
      change: ['O[r * n + j] += x * B[row + j]', 'O[r * n + j] += x * B[j * k + p]'],
      says: 'b is read by its columns, as if it were transposed. Weights here are [in, out]: b[p][j] is b.data[p * n + j].',
    },
    {
      id: 'one-matrix',
      change: [
        '      const x = A[r * k + p], row = (Math.floor(r / m) * k + p) * n\n      for',
        '      const x = A[r * k + p], row = p * n\n      for',
      ],
      says: 'Every row of a is multiplied by the first matrix of b. Row r belongs to matrix ⌊r / m⌋.',
    },
    {
      id: 'no-b-gradient',
      change: ['          dB[row + j] += dOut[r * n + j] * x\n', ''],
      says: 'b.grad stays 0, and b is where the weights are: nothing would learn.',
    },
    {
      id: 'assigned',
      change: ['x.grad[from[i]] += out.grad[i]', 'x.grad[from[i]] = out.grad[i]'],
      says: 'A gradient is assigned where it should be added. A row that is picked twice gets the gradients of both places.',
    },
    {
      id: 'not-reversed',
      change: ['[...order].reverse()', '[...order]'],
      says: 'The tensors are walked from the first to the last. A tensor’s own gradient must be complete before it is passed on, so begin at the loss.',
    },
    {
      id: 'too-early',
      change: ['t.parents.forEach(visit)\n    order.add(t)', 'order.add(t)\n    t.parents.forEach(visit)'],
      also: ['[...order].reverse()', '[...order]'],
      says: 'Where a short and a long path meet, the tensor passes its gradient on before the long one has arrived. List the parents first, then the tensor, and walk the list from its end.',
    },
    {
      id: 'no-seed',
      change: ['  loss.grad.fill(1)\n', ''],
      says: 'The loss’s own gradient is still 0, and 0 is all that flows back. How much does the loss change when the loss is moved by 1?',
    },
  ],
} satisfies Exercise as Exercise
