/** Train and sample: the loop, and text. What the loop must give is what the core's own run gave, from the same weights and batches. */
import type { Exercise, Known, Numbers } from '../exercise.ts'
import { filled, one } from '../numbers.ts'
import { solution, start } from './code.ts'

const CONFIG = '{ nLayer: given.nLayer, nHead: given.nHead, nCtx: given.nCtx }'

const modelOf = ({ weights, config: { nLayer, nHead, nCtx } }: Known) => ({ p: { ...weights }, nLayer, nHead, nCtx })

/** Shares after the last token, by the core. */
function last({ read, ids, config: { nVocab: V } }: Known): Numbers {
  const { data } = read('logits')
  const row = data.subarray((ids.length - 1) * V, ids.length * V)
  const top = Math.max(...row)
  const sum = row.reduce((all, x) => all + Math.exp(x - top), 0)
  return filled([V], (i) => Math.exp(row[i]! - top) / sum)
}

/** The token at which the shares, added up, exceed a number. */
function drawn(shares: Numbers, random: number): number {
  let sum = 0
  return shares.data.findIndex((share) => {
    sum += share
    return sum > random
  })
}

const RANDOM = [0.03, 0.12, 0.27, 0.41, 0.5, 0.66, 0.83, 0.97]

/** Two windows of five tokens, the second a token later. */
const windowsOf = ({ ids, targets }: Known): Int32Array => Int32Array.from([...ids.slice(0, 5), ...[...ids, targets.at(-1)!].slice(1, 6)])
const BATCH = '[[given.windows.slice(0, 5), given.windows.slice(5, 10)]]'

export default {
  id: 'training',
  title: 'Train and sample',
  start,
  solution,
  hints: [
    'A step: empty every gradient, compute the loss of the windows, call backward on it, then adamw with the number of the step, which counts from 1.',
    'yield hands out the loss, loss.data[0]. The weights have moved by then, but the number was computed before.',
    'In sample, only the last row of the logits counts. Read no more than the last nCtx ids.',
  ],
  reads: () => ['logits', 'losses'],
  tests: [
    {
      name: 'train yields the loss of a step',
      body: `const [first] = [...train(given.p, ${CONFIG}, [[given.window]], 0.001)]; return first`,
      given: (known) => ({ ...modelOf(known), window: Int32Array.from([...known.ids, known.targets.at(-1)!]) }),
      expected: ({ loss }) => ({ out: { shape: [], data: one(loss).data } }),
      label: 'the first loss',
    },
    {
      name: 'the same batch again: the loss falls',
      body: `const losses = [...train(given.p, ${CONFIG}, [...${BATCH}, ...${BATCH}, ...${BATCH}], 0.0003)]; return losses.slice(1).map((x, i) => (x < losses[i] ? 1 : 0))`,
      given: (known) => ({ ...modelOf(known), windows: windowsOf(known) }),
      expected: () => ({ out: filled([2], () => 1) }),
      label: 'falls',
    },
    {
      name: 'what stood in the gradients before',
      hidden: true,
      body: `const run = (left) => { const p = Object.fromEntries(Object.entries(given.p).map(([name, w]) => { const own = tensor(w.shape, w.data); own.grad.fill(left); return [name, own] })); return [...train(p, ${CONFIG}, [...${BATCH}, ...${BATCH}], 0.001)][1] }; return run(5) - run(0)`,
      given: (known) => ({ ...modelOf(known), windows: windowsOf(known) }),
      expected: () => ({ out: { shape: [], data: Float64Array.of(0) } }),
      label: 'the change of the second loss',
    },
    {
      name: 'sample(p, config, ids, 1, random)',
      body: `return [${RANDOM.join(', ')}].map((r) => sample(given.p, ${CONFIG}, given.ids, 1, () => r).at(-1))`,
      given: (known) => ({ ...modelOf(known), ids: Int32Array.from(known.ids) }),
      expected: (known) => ({ out: filled([RANDOM.length], (i) => drawn(last(known), RANDOM[i]!)) }),
      label: 'next',
    },
    {
      name: 'sample keeps what it was given, and adds count tokens',
      body: `return sample(given.p, ${CONFIG}, given.ids, 3, () => 0.5).map((id, i) => (i < given.ids.length ? id : 0))`,
      given: (known) => ({ ...modelOf(known), ids: Int32Array.from(known.ids) }),
      expected: ({ ids }) => ({ out: filled([ids.length + 3], (i) => ids[i] ?? 0) }),
      label: 'ids',
    },
    {
      name: 'a text that is longer than the context',
      hidden: true,
      body: `return sample(given.p, ${CONFIG}, [...Array(given.nCtx).fill(given.ids[0]), ...given.ids], 1, () => 0.5).length`,
      given: (known) => ({ ...modelOf(known), ids: Int32Array.from(known.ids) }),
      expected: ({ ids, config }) => ({ out: { shape: [], data: Float64Array.of(config.nCtx + ids.length + 1) } }),
      label: 'length',
    },
  ],
  mistakes: [
    {
      id: 'not-emptied',
      change: ['    for (const w of Object.values(p)) w.grad.fill(0)\n', ''],
      says: 'The gradients of earlier steps are still there when backward adds the new ones. Empty them first.',
    },
    {
      id: 'no-backward',
      change: ['    backward(now)\n', ''],
      says: 'backward is not called, so every gradient is 0 and only the decay moves the weights.',
    },
    {
      id: 'first-row',
      change: ['logits.data.slice(-V)', 'logits.data.slice(0, V)'],
      says: 'The shares are those after the first token. What comes next stands in the last row of the logits.',
    },
    {
      id: 'likeliest',
      change: [
        'let rest = random(), next = 0\n    while (next < V - 1 && (rest -= last[next]) >= 0) next++',
        'const next = last.indexOf(Math.max(...last))',
      ],
      says: 'This takes the likeliest token every time, whatever random gives.',
    },
    {
      id: 'same-text',
      change: ['ids = [...ids, next]', 'ids = [next]'],
      says: 'What was there before is lost: the new token is added to the ids.',
    },
  ],
} satisfies Exercise as Exercise
