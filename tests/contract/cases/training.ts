/** Cases of what a training step ends with: the loss, the gradient's norm and AdamW. */
import { layOut } from '../../../src/core/plan/trace.ts'
import { id, make, weight } from './case.ts'

export const entropies = [
  { rows: 3, vocab: 5 },
  { rows: 71, vocab: 67 },
  { rows: 9, vocab: 1031 },
].flatMap(({ rows, vocab }) =>
  [
    { gradient: false, weighted: false },
    { gradient: true, weighted: false },
    { gradient: true, weighted: true },
  ].map(({ gradient, weighted }) =>
    make(
      'crossEntropy',
      `[${rows},${vocab}]${gradient ? ' and its gradient' : ''}${weighted ? ', weighted' : ''}`,
      [weight('w', 1)],
      (t) => {
        const weights = weighted ? t.input('weights', [rows]) : undefined
        const inputs = { logits: t.input('logits', [rows, vocab]), targets: t.input('targets', [rows], 'i32'), weights }
        const dlogits = gradient ? t.activation('dlogits', [rows, vocab]) : undefined
        t.call('crossEntropy', inputs, { losses: t.activation('losses', [rows]), dlogits }, { rows, vocab })
        // Logits of ±60 as well: exp of them overflows a kernel that forgets to subtract the largest.
        // A row of weight 0 is padding.
        return { fill: { targets: id(vocab), logits: (i) => 60 * Math.sin(i * 1.7) * (i % 3), weights: (i) => (i % 3) / 7 } }
      },
    ),
  ),
)

/** alpha 0 is the plain loss, alpha 1 the teacher alone. */
export const softEntropies = [
  { rows: 3, vocab: 5, alpha: 0.5, temperature: 2, gradient: false },
  { rows: 71, vocab: 67, alpha: 1, temperature: 1, gradient: true },
  { rows: 9, vocab: 1031, alpha: 0.3, temperature: 4, gradient: true },
].map(({ rows, vocab, alpha, temperature, gradient }) =>
  make(
    'softCrossEntropy',
    `[${rows},${vocab}]${gradient ? ' and its gradient' : ''}, α ${alpha}, τ ${temperature}`,
    [weight('w', 1)],
    (t) => {
      const inputs = {
        logits: t.input('logits', [rows, vocab]),
        teacher: t.input('teacher', [rows, vocab]),
        targets: t.input('targets', [rows], 'i32'),
      }
      const dlogits = gradient ? t.activation('dlogits', [rows, vocab]) : undefined
      t.call('softCrossEntropy', inputs, { losses: t.activation('losses', [rows]), dlogits }, { rows, vocab, alpha, temperature })
      return {
        fill: { targets: id(vocab), logits: (i) => 60 * Math.sin(i * 1.7) * (i % 3), teacher: (i) => 8 * Math.cos(i * 0.7) + (i % 5) },
      }
    },
  ),
)

export const optimizers = [1, 777, 300_001].flatMap((n) => {
  const parameters = [weight('matrix', n, 3), weight('vector', n + 5)]
  return [
    make('gradNorm', `${n} × 3 and ${n + 5}`, parameters, (t) => {
      t.call('gradNorm', { grads: t.flat('grad') }, { norm: t.activation('norm', [1]) }, { size: t.layout.size })
      return { kept: ['flat/grad'] }
    }),
    ...[0, 0.7].map((clip) =>
      make('adamW', `${n} × 3 and ${n + 5}, clip ${clip}`, parameters, (t) => {
        const layout = layOut(parameters)
        const inputs = { grads: t.flat('grad'), norm: t.input('norm', [1]) }
        // An ε that is as large as the root beside it shows where it stands.
        const settings = { beta1: 0.9, beta2: 0.999, eps: clip ? 0.1 : 1e-8, weightDecay: 0.1, clip }
        t.call(
          'adamW',
          inputs,
          { weights: t.flat('weight'), m: t.flat('m'), v: t.flat('v') },
          {
            size: layout.size,
            decayUntil: layout.decayUntil,
            ...settings,
          },
        )
        return { kept: ['flat/weight', 'flat/m', 'flat/v', 'flat/grad'], fill: { norm: () => 3, 'flat/v': (i) => 0.01 + (i % 7) } }
      }),
    ),
  ]
})
