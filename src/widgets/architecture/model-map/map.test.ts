/** The map's numbers are the model's own, and every region of it follows the weights and the text. */
import { beforeAll, expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { layoutMap } from '../../../figures/map/layout.ts'
import type { Numbers } from '../../../figures/map/data.ts'
import { geluSlope } from '../../../core/ops/linear/reference.ts'
import { readBackward } from '../../../instruments/map/backward.ts'
import { type MapReading, readForward } from '../../../instruments/map/read.ts'
import { readWeights, shapesIn } from '../../../instruments/map/useWeights.ts'
import type { MeasuredWorld } from '../../frame/define.ts'

const TEXT = 'the people of the union'
const frame = { width: 1344, height: 712 }

let plain: MeasuredWorld
let noisy: MeasuredWorld
beforeAll(async () => {
  plain = await openWorld()
  noisy = await openWorld({ noise: 0.3 })
}, 60_000)

const forward = ({ core, handle, model }: MeasuredWorld, text = TEXT) => readForward({ core, handle, config: model.config }, text)
const sceneOf = ({ model }: MeasuredWorld, { tokens }: MapReading) => layoutMap({ config: model.config, tokens, frame })

/** A fingerprint of the numbers that one heat map shows. */
function shown({ data, width }: Numbers, rows: readonly [number, number], columns: readonly [number, number]): number {
  let mark = 0
  for (let r = rows[0]; r < rows[1]; r++) for (let c = columns[0]; c < columns[1]; c++) mark = mark * 0.99 + data[r * width + c]!
  return mark
}

test('every region changes with the weights, and every activation with the text', async () => {
  const [a, b, other] = [await forward(plain), await forward(noisy), await forward(plain, 'our army and a new land')]
  const scene = sceneOf(plain, a)
  const [own, moved] = await Promise.all([plain, noisy].map(({ core, handle }) => readWeights(core, handle, shapesIn(scene), 1)))
  for (const { part, kind, name, rows, columns } of scene.tensors) {
    const numbers = (from: MapReading, weights = own!) => shown((kind === 'weight' ? weights : from.activations).get(name)!, rows, columns)
    expect(numbers(b, moved!), `${part} under other weights`).not.toBe(numbers(a))
    if (kind === 'weight' || part === 'position') expect(numbers(other), part).toBe(numbers(a))
    else expect(numbers(other), `${part} of another text`).not.toBe(numbers(a))
  }
  expect(b.expected).not.toEqual(a.expected)
  expect(other.guesses).not.toEqual(a.guesses)
})

test('they agree with what the core says when it is asked for each', async () => {
  const { core, handle } = plain
  const { activations, expected, tokens } = await forward(plain)
  for (const name of ['h.2.attn.probs', 'h.3.mlp.c_fc.gelu', 'h.0.ln_1', 'logits'])
    expect(activations.get(name)!.data).toEqual((await core.probe(handle, TEXT, [name])).tensors[0]!.data)
  const { candidates } = await core.nextToken(handle, TEXT, { temperature: 1, topK: 0, topP: 1, seed: 1 })
  for (const [i, { token, share }] of expected.entries()) {
    expect(token).toBe(candidates[i]!.token)
    expect(share).toBeCloseTo(candidates[i]!.probability, 4)
  }
  const table = (await core.weights(handle, ['tokens_embed.weight']))[0]!
  const rows = activations.get('token rows')!
  const letter = tokens.indexOf('p')
  const same = Array.from({ length: table.shape[0]! }, (_, id) => id).find(
    (id) => Math.abs(table.data[id * rows.width]! - rows.data[letter * rows.width]!) < 1e-5,
  )!
  for (let c = 0; c < rows.width; c++) expect(rows.data[letter * rows.width + c]).toBeCloseTo(table.data[same * rows.width + c]!, 4)
})

test('a model too large for the page sends the largest of each box', async () => {
  const { core, handle } = plain
  const [whole] = await core.weights(handle, ['h.1.mlp.c_fc.weight'])
  const coarse = await readWeights(core, handle, [{ name: 'h.1.mlp.c_fc.weight', rows: 128, columns: 512 }], 116_534_784)
  const { data, rows, width, of } = coarse.get('h.1.mlp.c_fc.weight')!
  expect([rows, width, of]).toEqual([128, 192, { rows: 128, columns: 512 }])
  expect(Math.max(...data)).toBe(Math.max(...whole!.data))
  expect(Math.min(...data)).toBe(Math.min(...whole!.data))
})

test('a window outside the tensor is refused in words', async () => {
  const { core, handle } = plain
  const asked = { name: 'h.0.mlp.c_fc.weight', window: { rows: [0, 129] as const, columns: [0, 1] as const }, rows: 1, columns: 1 }
  await expect(core.pooledWeights(handle, [asked])).rejects.toMatchObject({ code: 'bad-argument' })
})

test('what it works out of the backward pass leads to the gradients that the core has', async () => {
  const { core, handle, model } = plain
  const { activations: grads } = await readBackward({ core, handle, config: model.config }, TEXT, model.parameters)
  const { activations } = await forward(plain)
  const [H, C] = [model.config.nHead, model.config.nEmbd]
  const D = C / H
  const [dAlpha, alpha, qkv] = [grads.get('h.2.attn.probs')!, activations.get('h.2.attn.probs')!, activations.get('h.2.attn.c_attn')!]
  const T = dAlpha.width
  // Through softmax and the scaled product, a head's shares give its queries their gradient.
  for (const [h, i] of [
    [0, 5],
    [3, T - 2],
  ] as const) {
    const at = (h * T + i) * T
    const row = Array.from({ length: i + 1 }, (_, j) => ({ a: alpha.data[at + j]!, d: dAlpha.data[at + j]! }))
    const mean = row.reduce((sum, { a, d }) => sum + a * d, 0)
    for (let c = 0; c < D; c += 7) {
      const q = row.reduce((sum, { a, d }, j) => sum + a * (d - mean) * qkv.data[j * qkv.width + C + h * D + c]!, 0) / Math.sqrt(D)
      expect(q).toBeCloseTo(grads.get('h.2.attn.c_attn')!.data[i * qkv.width + h * D + c]!, 5)
    }
  }
  // And the bent layer, times the slope of GELU, gives the layer before its bend its own.
  const [bent, before, inner] = [grads.get('h.1.mlp.c_fc.gelu')!, grads.get('h.1.mlp.c_fc')!, activations.get('h.1.mlp.c_fc')!]
  for (let k = 0; k < 5 * inner.width; k += 97) expect(bent.data[k]! * geluSlope(inner.data[k]!)).toBeCloseTo(before.data[k]!, 5)
})

test('backward follows weights and text, and change is the distance of two states of the weights', async () => {
  const read = ({ core, handle, model }: MeasuredWorld, text = TEXT) =>
    readBackward({ core, handle, config: model.config }, text, model.parameters)
  const [a, b, other] = [await read(plain), await read(noisy), await read(plain, 'our army and a new land')]
  for (const [name, { data }] of a.activations) {
    expect(b.activations.get(name)!.data, `${name} under other weights`).not.toEqual(data)
    expect(other.activations.get(name)!.data, `${name} of another text`).not.toEqual(data)
  }
  const { core, handle } = plain
  const shapes = [{ name: 'h.1.mlp.c_fc.weight', rows: 128, columns: 512 }]
  const same = await readWeights(core, handle, shapes, 1, handle)
  expect(Math.max(...same.get('h.1.mlp.c_fc.weight')!.data)).toBe(0)
})
