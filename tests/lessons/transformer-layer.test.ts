/** What “The transformer layer” says of the course's model, measured on it as the lesson's figures do. */
import { beforeAll, expect, it } from 'vitest'
import lengths from '../../src/widgets/architecture/stream-lengths/widget.ts'
import surgery from '../../src/widgets/transformer/surgery/widget.ts'
import type { MeasuredWorld } from '../../src/widgets/frame/define.ts'
import { measure } from '../../src/widgets/frame/measure.ts'
import { openWorld } from '../support/world.ts'

let world: MeasuredWorld
beforeAll(async () => {
  world = await openWorld()
}, 60_000)

const without = async (out: string): Promise<number> => (await measure(surgery, { cut: 'layers', out }, world)).change as number

it('attention is worth most in block 0, and the last feed-forward layer most of all', { timeout: 120_000 }, async () => {
  const attention = await Promise.all([0, 1, 2, 3].map((layer) => without(`h.${layer}.attn`)))
  expect(attention.map((change) => change.toFixed(2))).toEqual(['0.31', '0.29', '0.17', '0.18'])
  expect((await without('h.3.mlp')).toFixed(2)).toBe('1.02')
  expect((await without('h.2.mlp')).toFixed(2)).toBe('0.75')
})

it('block 0’s attention adds the shortest vector, the last feed-forward layer mostly one longer than the stream', async () => {
  const { core, handle, model } = world
  const around = { core, handle, model, signal: new AbortController().signal }
  const { layers, embedding, tokens } = await lengths.compute!({ text: 'the people of the united states', place: 0 }, around)
  const places = tokens.map((_, t) => t)
  const [first, ...others] = layers
  expect(places.every((t) => others.every(({ branch }) => branch[t]! > first!.branch[t]!))).toBe(true)
  const last = layers.at(-1)!
  expect(places.filter((t) => last.branch[t]! > last.stream[t]!).length).toBeGreaterThan(tokens.length / 2)
  expect(Math.min(...others.flatMap(({ stream }) => [...stream]))).toBeGreaterThan(8)
  expect(Math.max(...others.flatMap(({ stream }) => [...stream]))).toBeLessThan(14.5)
  expect(Math.min(...embedding)).toBeGreaterThan(1)
  expect(Math.max(...embedding)).toBeLessThan(2.2)
})
