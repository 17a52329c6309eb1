/** A block, a model: LayerNorm, GELU, and everything put together, up to the logits. */
import { gelu, geluSlope } from '../../core/ops/linear/reference.ts'
import type { Exercise, Known, Numbers } from '../exercise.ts'
import { mapped, shaped } from '../numbers.ts'
import { solution, start } from './code.ts'

const [LN, FC] = ['h.0.ln_1', 'h.0.mlp.c_fc']

const ofLayer = ({ weights }: Known, prefix: string): Record<string, Numbers> =>
  Object.fromEntries(Object.entries(weights).filter(([name]) => name.startsWith(prefix)))

const backwards = (out: string): string =>
  `const out = ${out}; backward(map(out, (v, i) => v * given.up.data[i], (v, i) => given.up.data[i]))`

const GPT = 'gpt(given.ids, 1, given.p, { nLayer: given.nLayer, nHead: given.nHead })'

export default {
  id: 'model',
  title: 'A block, a model',
  start,
  solution,
  hints: [
    'LayerNorm: of every row its mean, and the mean of (x − mean)². Keep (x − mean) · inverse in hat: the way back needs it.',
    'A block of GPT-1 is LN₁(x + attention(x)), then LN₂(n + mlp(n)), and the mlp is linear, gelu, linear.',
    'The logits compare what comes out of the last block with every row of the token table: h times the table, transposed by pick to [1,C,V].',
  ],
  reads: ({ nLayer }) => [
    'embed',
    `${LN}.sum`,
    LN,
    `grad/${LN}`,
    `grad/${LN}.sum`,
    `grad/${LN}.weight`,
    `grad/${LN}.bias`,
    FC,
    'h.0.ln_2',
    'grad/h.0.ln_2',
    'grad/embed',
    `h.${nLayer - 1}.ln_2`,
    'logits',
  ],
  tests: [
    {
      name: 'layerNorm(x, p, name)',
      body: `return layerNorm(given.x, given.p, '${LN}')`,
      given: (known) => ({ x: known.read(`${LN}.sum`), p: ofLayer(known, LN) }),
      expected: ({ read }) => ({ out: read(LN) }),
      label: 'layerNorm',
    },
    {
      name: 'layerNorm’s way back',
      body: `${backwards(`layerNorm(given.x, given.p, '${LN}')`)}; const [w, b] = [given.p['${LN}.weight'], given.p['${LN}.bias']]; return { 'x.grad': tensor(given.x.shape, given.x.grad), 'gain.grad': tensor(w.shape, w.grad), 'bias.grad': tensor(b.shape, b.grad) }`,
      given: (known) => ({ x: known.read(`${LN}.sum`), p: ofLayer(known, LN), up: known.read(`grad/${LN}`) }),
      expected: ({ read }) => ({
        'x.grad': read(`grad/${LN}.sum`),
        'gain.grad': read(`grad/${LN}.weight`),
        'bias.grad': read(`grad/${LN}.bias`),
      }),
    },
    {
      name: 'gelu(x)',
      body: 'return gelu(given.x)',
      given: ({ read }) => ({ x: read(FC) }),
      expected: ({ read }) => ({ out: mapped(read(FC), gelu) }),
      label: 'gelu',
    },
    {
      name: 'gelu’s slope',
      hidden: true,
      body: 'backward(gelu(given.x)); return { "x.grad": tensor(given.x.shape, given.x.grad) }',
      given: ({ read }) => ({ x: read(FC) }),
      expected: ({ read }) => ({ 'x.grad': mapped(read(FC), geluSlope) }),
    },
    {
      name: 'block(x, p, …)',
      body: "return block(given.x, given.p, 'h.0', given.heads)",
      given: (known) => ({ x: known.read('embed'), p: ofLayer(known, 'h.0.'), heads: known.config.nHead }),
      expected: ({ read }) => ({ out: read('h.0.ln_2') }),
      label: 'block',
    },
    {
      name: 'gpt(ids, 1, p, config)',
      body: `return ${GPT}`,
      given: ({ ids, weights, config: { nLayer, nHead } }) => ({ ids: Int32Array.from(ids), p: { ...weights }, nLayer, nHead }),
      expected: ({ read, ids, config }) => ({ out: shaped(read('logits'), 1, ids.length, config.nVocab) }),
      label: 'logits',
    },
    {
      name: 'a block’s way back, by backward',
      hidden: true,
      body: `${backwards("block(given.x, given.p, 'h.0', given.heads)")}; return { 'x.grad': tensor(given.x.shape, given.x.grad) }`,
      given: (known) => ({
        x: known.read('embed'),
        p: ofLayer(known, 'h.0.'),
        heads: known.config.nHead,
        up: known.read('grad/h.0.ln_2'),
      }),
      expected: ({ read }) => ({ 'x.grad': read('grad/embed') }),
    },
  ],
  mistakes: [
    {
      id: 'pre-norm',
      change: [
        "const n = layerNorm(add(x, attention(x, p, name + '.attn', heads)), p, name + '.ln_1')",
        "const n = add(x, attention(layerNorm(x, p, name + '.ln_1'), p, name + '.attn', heads))",
      ],
      also: [
        "const inner = gelu(linear(n, p, name + '.mlp.c_fc'))\n  return layerNorm(add(n, linear(inner, p, name + '.mlp.c_proj')), p, name + '.ln_2')",
        "const inner = gelu(linear(layerNorm(n, p, name + '.ln_2'), p, name + '.mlp.c_fc'))\n  return add(n, linear(inner, p, name + '.mlp.c_proj'))",
      ],
      says: 'This is a block with the norm first, as GPT-2 has it. GPT-1’s comes after each sum.',
    },
    {
      id: 'no-residual-attention',
      change: ["layerNorm(add(x, attention(x, p, name + '.attn', heads)), p", "layerNorm(attention(x, p, name + '.attn', heads), p"],
      says: 'The residual is missing around attention: its result is added to its input.',
    },
    {
      id: 'no-residual-mlp',
      change: ["layerNorm(add(n, linear(inner, p, name + '.mlp.c_proj')), p", "layerNorm(linear(inner, p, name + '.mlp.c_proj'), p"],
      says: 'The residual is missing around the feed-forward layer: its result is added to its input.',
    },
    {
      id: 'residual-from-x',
      change: ['layerNorm(add(n, linear(inner', 'layerNorm(add(x, linear(inner'],
      says: 'The feed-forward layer’s result is added to the block’s input. It belongs to n, its own input.',
    },
    {
      id: 'one-norm-twice',
      change: ["p, name + '.ln_2')", "p, name + '.ln_1')"],
      says: 'ln_1 is used twice. The second norm has a gain and a bias of its own, ln_2.',
    },
    {
      id: 'relu',
      change: ['(v) => 0.5 * v * (1 + tanh(v)), (v) => slope(v)', '(v) => Math.max(0, v), (v) => (v > 0 ? 1 : 0)'],
      says: 'This is a ReLU. GELU bends before it reaches 0, and lets a little of the negative through.',
    },
    {
      id: 'no-half',
      change: ['(v) => 0.5 * v * (1 + tanh(v)), (v)', '(v) => v * (1 + tanh(v)), (v)'],
      says: 'The ½ is missing in gelu: everything is twice as large.',
    },
    {
      id: 'no-gain',
      change: ['out.data[i] = hat[i] * gain.data[j] + bias.data[j]', 'out.data[i] = hat[i]'],
      says: 'Gain and bias are missing: the rows have mean 0 and variance 1, and the model has learned to want something else.',
    },
    {
      id: 'variance-not-root',
      change: ['inverse[r] = 1 / Math.sqrt(', 'inverse[r] = 1 / ('],
      says: 'The rows are divided by the variance. It should be its root.',
    },
    {
      id: 'sample-variance',
      change: ['(v - mean) ** 2, 0) / n + 1e-5', '(v - mean) ** 2, 0) / (n - 1) + 1e-5'],
      says: 'The variance is divided by n − 1. LayerNorm’s is divided by n.',
    },
    {
      id: 'norm-is-a-scale',
      change: [' - mean - hat[i] * along)', ')'],
      says: 'The way back treats mean and variance as if they were fixed. They move with every number of the row, which is what the two subtracted terms are.',
    },
    {
      id: 'one-layer-again',
      change: ["h = block(h, p, 'h.' + l, nHead)", "h = block(h, p, 'h.0', nHead)"],
      says: 'Every layer uses the weights of h.0.',
    },
    {
      id: 'one-layer',
      change: ['l < nLayer', 'l < 1'],
      says: 'Only the first block is there.',
    },
  ],
} satisfies Exercise as Exercise
