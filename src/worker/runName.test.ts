/** A run's name is what changed, in few words. */
import { expect, test } from 'vitest'
import type { RunSpec } from './protocol.ts'
import { runName } from './runName.ts'
import { tinySpec } from './testing/environment.ts'

const first = tinySpec({ kind: 'bundled', id: 'moby-dick' })
const sized = (sizes: Partial<RunSpec['sizes']>): RunSpec => ({ ...first, sizes: { ...first.sizes, ...sizes } })
const trained = (training: Partial<RunSpec['training']>) => tinySpec({ kind: 'bundled', id: 'moby-dick' }, training)
const name = (spec: RunSpec, previous: RunSpec | null = first) => runName(spec, previous, () => 'A text')

test.each<[string, RunSpec, RunSpec]>([
  ['the same again', first, first],
  ['norm post → pre', sized({ variant: { norm: 'pre' } }), first],
  ['tied output yes → no, heads of keys and values all → 1', sized({ variant: { tied: false, nKvHead: 1 } }), first],
  ['the same again', sized({ variant: { norm: 'post', nKvHead: null } }), first],
  ['family gpt → rnn', sized({ family: 'rnn' }), sized({ variant: { norm: 'pre', normKind: 'rms', biases: false } })],
  ['family mlp → gpt', first, sized({ family: 'mlp' })],
  ['other parts cut out', sized({ surgery: { noMask: true } }), first],
  ['the same again', sized({ surgery: { heads: [], noMask: false } }), first],
  ['steps 1,500 → 2,250', trained({ steps: 2250, warmup: 225 }), trained({ steps: 1500, warmup: 150 })],
  ['steps 1,500 → 2,250, warm-up 150 → 10', trained({ steps: 2250, warmup: 10 }), trained({ steps: 1500, warmup: 150 })],
  ['warm-up 150 → 155', trained({ steps: 1500, warmup: 155 }), trained({ steps: 1500, warmup: 150 })],
  ['tokens char → bpe:512', { ...first, tokenizer: 'bpe:512' }, first],
])('%s', (expected, spec, previous) => {
  expect(name(spec, previous)).toBe(expected)
})

test('the first has none before it', () => expect(name(first, null)).toBe('first run'))
