/** Loss and optimizer: how wrong the model is, what every weight has to do with it, and a step of AdamW. */
import { adamW } from '../../core/ops/adamw/reference.ts'
import type { Exercise, Known, Numbers } from '../exercise.ts'
import { mapped, one, shaped } from '../numbers.ts'
import { solution, start } from './code.ts'

const MATRIX = 'h.0.attn.c_proj.weight'
const VECTOR = 'h.0.attn.c_proj.bias'
/** So large that the decay shows beside what 32-bit floats leave open. */
const RATE = 0.5
const STEPS = 3

const logits = ({ read, ids, config }: Known): Numbers => shaped(read('logits'), 1, ids.length, config.nVocab)

const windowOf = ({ ids, targets }: Known): Int32Array => Int32Array.from([...ids, targets.at(-1)!])

/** Three steps with the core's gradient, the second and third turned a little, so that m and v matter. */
const gradientAt = (gradient: Numbers, step: number): Numbers => mapped(gradient, (g, i) => g * 1000 * Math.cos(step * (1 + (i % 5))))

function stepped({ weights, read }: Known, name: string): Numbers {
  const { shape, data } = weights[name]!
  const [w, m, v] = [Float64Array.from(data), new Float64Array(data.length), new Float64Array(data.length)]
  const settings = { learningRate: RATE, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01, clip: 0 }
  for (let step = 1; step <= STEPS; step++) {
    const gradient = gradientAt(read(`grad/${name}`), step).data
    adamW(w, gradient, m, v, 0, { ...settings, step, decayUntil: shape.length > 1 ? w.length : 0 })
  }
  return { shape, data: w }
}

/** Parameters whose gradients are compared one by one: the table, and a layer's. */
const COMPARED = [
  'tokens_embed.weight',
  'positions_embed.weight',
  'h.0.attn.c_attn.weight',
  'h.0.ln_1.weight',
  'h.0.mlp.c_fc.bias',
  'h.0.mlp.c_proj.weight',
]

export default {
  id: 'learning',
  title: 'Loss and optimizer',
  start,
  solution,
  hints: [
    'softmax gives p for all logits. The loss is the mean of −log p[target]; the gradient at a logit is (p − y)/N, and it is multiplied by out.grad[0].',
    'In loss, inputs are the window without its last id, targets the window without its first.',
    'AdamW: m ← .9m + .1g, v ← .999v + .001g². A matrix first shrinks by rate · decay · w. Then w moves by rate · m̂ / (√v̂ + eps), where m̂ is m/(1 − .9^step), v̂ likewise.',
  ],
  reads: () => ['logits', 'grad/logits', ...COMPARED.map((name) => `grad/${name}`), `grad/${MATRIX}`, `grad/${VECTOR}`],
  tests: [
    {
      name: 'crossEntropy(logits, targets)',
      body: 'return crossEntropy(given.logits, given.targets)',
      given: (known) => ({ logits: logits(known), targets: Int32Array.from(known.targets) }),
      expected: ({ loss }) => ({ out: one(loss) }),
      label: 'crossEntropy',
    },
    {
      name: 'crossEntropy’s way back',
      body: 'backward(crossEntropy(given.logits, given.targets)); return { "logits.grad": tensor(given.logits.shape, given.logits.grad) }',
      given: (known) => ({ logits: logits(known), targets: Int32Array.from(known.targets) }),
      expected: ({ read, ids, config }) => ({ 'logits.grad': shaped(read('grad/logits'), 1, ids.length, config.nVocab) }),
    },
    {
      name: 'loss([window], p, config)',
      body: 'return loss([given.window], given.p, { nLayer: given.nLayer, nHead: given.nHead })',
      given: (known) => ({ window: windowOf(known), p: { ...known.weights }, nLayer: known.config.nLayer, nHead: known.config.nHead }),
      expected: ({ loss }) => ({ out: one(loss) }),
      label: 'loss',
    },
    {
      name: 'every gradient, by backward(loss)',
      body: `backward(loss([given.window], given.p, { nLayer: given.nLayer, nHead: given.nHead })); return Object.fromEntries(${JSON.stringify(COMPARED)}.map((name) => [name + '.grad', tensor(given.p[name].shape, given.p[name].grad)]))`,
      given: (known) => ({ window: windowOf(known), p: { ...known.weights }, nLayer: known.config.nLayer, nHead: known.config.nHead }),
      expected: ({ read }) => Object.fromEntries(COMPARED.map((name) => [`${name}.grad`, read(`grad/${name}`)])),
    },
    {
      name: 'three steps of adamw',
      body: `const moments = {}; for (let step = 1; step <= ${STEPS}; step++) { for (const name of Object.keys(given.p)) given.p[name].grad.set(given['step' + step][name].data); adamw(given.p, moments, step, ${RATE}) } return { [${JSON.stringify(MATRIX)}]: given.p[${JSON.stringify(MATRIX)}], [${JSON.stringify(VECTOR)}]: given.p[${JSON.stringify(VECTOR)}] }`,
      given: ({ weights, read }) => {
        const of = (values: (name: string) => Numbers) => ({ [MATRIX]: values(MATRIX), [VECTOR]: values(VECTOR) })
        return {
          p: of((name) => weights[name]!),
          ...Object.fromEntries([1, 2, 3].map((step) => [`step${step}`, of((name) => gradientAt(read(`grad/${name}`), step))])),
        }
      },
      expected: (known) => ({ [MATRIX]: stepped(known, MATRIX), [VECTOR]: stepped(known, VECTOR) }),
    },
    {
      name: 'loss of two windows',
      hidden: true,
      body: 'return loss([given.window, given.window], given.p, { nLayer: given.nLayer, nHead: given.nHead })',
      given: (known) => ({ window: windowOf(known), p: { ...known.weights }, nLayer: known.config.nLayer, nHead: known.config.nHead }),
      expected: ({ loss }) => ({ out: one(loss) }),
      label: 'loss',
    },
  ],
  mistakes: [
    {
      id: 'not-shifted',
      change: ['windows.flatMap((w) => w.slice(1))', 'windows.flatMap((w) => w.slice(0, -1))'],
      says: 'The targets are not shifted: each token is asked to predict itself.',
    },
    {
      id: 'shifted-back',
      change: [
        'windows.flatMap((w) => w.slice(0, -1)), targets = windows.flatMap((w) => w.slice(1))',
        'windows.flatMap((w) => w.slice(1)), targets = windows.flatMap((w) => w.slice(0, -1))',
      ],
      says: 'The targets are shifted the wrong way: each token is asked to predict the one before it.',
    },
    {
      id: 'sum',
      change: ['out.data[0] -= Math.log(p[r * V + target]) / N', 'out.data[0] -= Math.log(p[r * V + target])'],
      says: 'This is the sum over all targets. The loss is their mean.',
    },
    {
      id: 'gradient-of-sum',
      change: ['? 1 : 0)) / N) * out.grad[0]', '? 1 : 0))) * out.grad[0]'],
      says: 'The loss is a mean, so its gradient at every logit is (p − y) divided by N as well.',
    },
    {
      id: 'only-p',
      change: ['(p[i] - (targets[Math.floor(i / V)] === i % V ? 1 : 0))', '(p[i])'],
      says: 'The gradient is p at every logit. At the target it is p − 1: that one should rise.',
    },
    {
      id: 'wrong-sign',
      change: ['out.data[0] -= Math.log', 'out.data[0] += Math.log'],
      says: 'The sign is wrong: log p is negative, and the loss is −log p.',
    },
    {
      id: 'base-2',
      change: ['Math.log(p[r', 'Math.log2(p[r'],
      says: 'This is in bits. The core counts in nats, with the natural logarithm.',
    },
    {
      id: 'no-correction',
      change: ['(rate * m[i]) / (1 - b1 ** step) / (Math.sqrt(v[i] / (1 - b2 ** step)) + eps)', '(rate * m[i]) / (Math.sqrt(v[i]) + eps)'],
      says: 'm and v begin at 0 and are too small in the first steps: divide them by 1 − βᵗ.',
    },
    {
      id: 'l2',
      change: [
        '      m[i] = b1 * m[i] + (1 - b1) * w.grad[i]',
        '      if (w.shape.length > 1) w.grad[i] += decay * w.data[i]\n      m[i] = b1 * m[i] + (1 - b1) * w.grad[i]',
      ],
      also: ['      if (w.shape.length > 1) w.data[i] -= rate * decay * w.data[i]\n', ''],
      says: 'The decay is added to the gradient, as in Adam with L2. In AdamW it stands apart, and √v does not rescale it.',
    },
    {
      id: 'all-decay',
      change: ['if (w.shape.length > 1) w.data[i] -=', 'w.data[i] -='],
      says: 'Everything decays. Biases and gains should not: they are vectors.',
    },
    {
      id: 'no-decay',
      change: ['      if (w.shape.length > 1) w.data[i] -= rate * decay * w.data[i]\n', ''],
      says: 'Nothing decays: this is Adam without its W.',
    },
    {
      id: 'uphill',
      change: ['w.data[i] -= (rate * m[i])', 'w.data[i] += (rate * m[i])'],
      says: 'The weights go uphill: the gradient points to where the loss grows.',
    },
    {
      id: 'no-square-root',
      change: ['(Math.sqrt(v[i] / (1 - b2 ** step)) + eps)', '(v[i] / (1 - b2 ** step) + eps)'],
      says: 'm̂ is divided by v̂. It should be its root.',
    },
  ],
} satisfies Exercise as Exercise
