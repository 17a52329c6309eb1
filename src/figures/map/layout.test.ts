/** Every coordinate follows from the model and the text: nothing overlaps, leaves the frame or is missing, from one layer to GPT-1. */
import { expect, test } from 'vitest'
import { GPT1, type ModelConfig } from '../../core/config.ts'
import { modelLayout } from '../../core/model/plans.ts'
import { layoutMap } from './layout.ts'
import { blockNames } from './names.ts'
import type { Box, Scene } from './scene.ts'
import { namesToRead, weightsIn } from './tensorsOf.ts'

const SHIPPED: ModelConfig = { nLayer: 4, nHead: 4, nEmbd: 128, nCtx: 128, nVocab: 92, dropout: 0 }
const text = (length: number) => Array.from({ length }, (_, i) => 'abcdefghij'[i % 10]!)
const frame = { width: 1344, height: 712 }

const sizes: [string, ModelConfig, number][] = [
  ['one layer, one head, four numbers, one letter', { ...SHIPPED, nLayer: 1, nHead: 1, nEmbd: 4, nCtx: 2, nVocab: 2 }, 1],
  ['the shipped model', SHIPPED, 23],
  ['the shipped model, its whole context', SHIPPED, 128],
  ['GPT-1', GPT1, 23],
  ['48 layers of 64 heads', { ...SHIPPED, nLayer: 48, nHead: 64, nEmbd: 4096 }, 64],
  ['GPT-2’s shape', { ...SHIPPED, variant: { norm: 'pre' } }, 23],
  [
    'a Llama’s shape',
    {
      ...SHIPPED,
      variant: { norm: 'pre', normKind: 'rms', positions: 'rotary', activation: 'swiglu', tied: false, nKvHead: 2, biases: false },
    },
    23,
  ],
]

const apart = (a: Box, b: Box) => a.x + a.w <= b.x + 0.5 || b.x + b.w <= a.x + 0.5 || a.y + a.h <= b.y + 0.5 || b.y + b.h <= a.y + 0.5

function expectSound({ tensors, width, height }: Scene): void {
  const bad = tensors.filter(
    ({ box: { x, y, w, h } }) =>
      ![x, y, w, h].every(Number.isFinite) || w <= 0 || h <= 0 || x < 0 || y < 0 || x + w > width + 0.5 || y + h > height + 0.5,
  )
  expect(bad).toEqual([])
  const sorted = tensors.toSorted((a, b) => a.box.y - b.box.y)
  const over: string[] = []
  for (const [i, a] of sorted.entries())
    for (let j = i + 1; j < sorted.length && sorted[j]!.box.y < a.box.y + a.box.h - 0.5; j++)
      if (!apart(a.box, sorted[j]!.box)) over.push(`${a.part} over ${sorted[j]!.part}`)
  expect(over).toEqual([])
}

test.each(sizes)('%s: everything stands in its own place', (_, config, letters) => {
  expectSound(layoutMap({ config, tokens: text(letters), frame }))
})

test.each(sizes)('%s: opened, folded and on a phone too', (_, config, letters) => {
  const tokens = text(letters)
  for (const width of [1344, 640, 358])
    for (const open of [{}, { layer: 0 }, { layer: config.nLayer - 1, head: config.nHead - 1 }])
      expectSound(layoutMap({ config, tokens, frame: { width, height: 712 } }, open))
})

test.each(['bigram', 'mlp', 'rnn'] as const)('a %s is drawn as what it is', (family) => {
  const config: ModelConfig = { ...SHIPPED, family, nLayer: family === 'bigram' ? 1 : 2, nCtx: 8 }
  const scene = layoutMap({ config, tokens: text(12), frame })
  expectSound(scene)
  for (const { name } of scene.tensors.filter(({ kind }) => kind !== 'weight'))
    expect([...namesToRead(config), 'token rows']).toContain(name)
  const learned = modelLayout(config).parameters.map(({ name }) => name)
  for (const name of weightsIn(scene)) expect(learned).toContain(name)
})

test('every tensor of every block is drawn, and only what the pass is asked for', () => {
  for (const [, config, letters] of sizes) {
    const { tensors } = layoutMap({ config, tokens: text(letters), frame })
    const drawn = new Set(tensors.map(({ name }) => name))
    for (let layer = 0; layer < config.nLayer; layer++) {
      const { attention, feedForward, weights, ...shown } = blockNames(config, layer)
      for (const name of [...Object.values(shown), ...Object.values(weights)]) expect(drawn).toContain(name)
    }
    const asked = new Set([...namesToRead(config), 'token rows', 'position rows'])
    for (const { kind, name } of tensors) if (kind !== 'weight') expect(asked).toContain(name)
  }
})

test('one scale for the whole map: what carries four times as many numbers is four times as high', () => {
  const { tensors, scale } = layoutMap({ config: SHIPPED, tokens: text(23), frame })
  const high = (part: string) => tensors.find((item) => item.part === part)!.box
  expect(high('h.0.before').h).toBeCloseTo(128 * scale.number)
  expect(high('h.2.mlp.bent').h).toBeCloseTo(4 * high('h.2.attn.mix').h)
  expect(high('h.1.attn.query').w).toBeCloseTo(23 * scale.letter)
  expect(high('h.1.between').w).toBeCloseTo(3 * high('h.1.attn.head.3').w)
})

test('post-norm draws its rules across the stem, pre-norm on the way into the branch, with one more at the end', () => {
  const rails = (config: ModelConfig) =>
    layoutMap({ config, tokens: text(23), frame }).marks.flatMap((mark) => (mark.kind === 'rail' ? [mark.upright] : []))
  expect(rails(SHIPPED)).toEqual(Array(8).fill(false))
  expect(rails({ ...SHIPPED, variant: { norm: 'pre' } }).sort()).toEqual([false, ...Array(8).fill(true)])
  expect(rails({ ...SHIPPED, surgery: { norms: ['h.1.ln_2'] } })).toHaveLength(7)
})

test('weights are named once each, shared ones too', () => {
  const shared = layoutMap({ config: { ...SHIPPED, variant: { shared: true } }, tokens: text(5), frame })
  expect(weightsIn(shared).sort()).toEqual(
    ['attn.c_attn', 'attn.c_proj', 'mlp.c_fc', 'mlp.c_proj']
      .map((name) => `h.0.${name}.weight`)
      .concat('positions_embed.weight', 'tokens_embed.weight')
      .sort(),
  )
})

test('a letter more moves nothing but the columns', () => {
  const [a, b] = [22, 23].map((letters) => layoutMap({ config: SHIPPED, tokens: text(letters), frame }))
  expect(b!.tensors.map(({ box }) => box)).toEqual(
    a!.tensors.map(({ box }, i) => ({
      ...box,
      ...(a!.tensors[i]!.part.startsWith('w') && { x: b!.tensors[i]!.box.x, w: b!.tensors[i]!.box.w }),
    })),
  )
})
