/** What the figure computes is what the model computed, and what the core's reference gives, in every head. */
import { describe, expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { attention } from '../../../core/ops/attention/reference.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { readingsOf, stepsOf } from './steps.ts'

describe.each([0, 0.3])('with noise of %d on the weights', (noise) => {
  test('shares and sums are the model’s own and the reference’s', async () => {
    const { core, handle, model } = await openWorld({ noise })
    const text = 'the union'
    for (let layer = 0; layer < 4; layer++) {
      const { tensors } = await core.probe(handle, text, [`h.${layer}.attn.c_attn`])
      const expected = attention(Float64Array.from(tensors[0]!.data), {
        batch: 1,
        time: 9,
        heads: 4,
        headSize: 32,
        scale: 1 / Math.sqrt(32),
        dropout: 0,
        key: 0,
        causal: true,
      })
      for (let head = 0; head < 4; head++) {
        const steps = await stepsOf(core, handle, model, { text, layer, head, token: 8 })
        const { difference, outDifference } = readingsOf(steps)
        expect(difference).toBeLessThan(1e-5)
        expect(outDifference).toBeLessThan(1e-5)
        for (const [t, { shares, out }] of steps.rows.entries()) {
          for (const [j, share] of shares.entries()) expect(share).toBeCloseTo(expected.probs[(head * 9 + t) * 9 + j]!, 10)
          for (const [i, value] of out.entries()) expect(value).toBeCloseTo(expected.out[t * 128 + head * 32 + i]!, 10)
        }
      }
    }
  })
})

test('where heads were taken out, those that stay are read at their own size', async () => {
  const { core, handle, model } = await openWorld({ heads: 3 })
  const steps = await stepsOf(core, handle, model, { text: 'the union', layer: 1, head: 2, token: 8 })
  expect(steps).toMatchObject({ C: 96, head: { d: 32 } })
  const { difference, outDifference } = readingsOf(steps)
  expect(difference).toBeLessThan(1e-5)
  expect(outDifference).toBeLessThan(1e-5)
})

test('readings are of the chosen token', async () => {
  const world = await openWorld()
  const first = await measure(widget, { text: 'the old man', layer: 2, head: 0, token: 0 }, world)
  expect(first).toMatchObject({ tokens: 11, sharpest: 1, earlier: 0, looksBack: 0 })
  const last = await measure(widget, { text: 'the old man', layer: 2, head: 0 }, world)
  expect(last.earlier).toBeLessThan(1)
  expect(last.looksBack).toBeGreaterThan(0)
})

test('a text with too many tokens is refused', async () => {
  const world = await openWorld()
  await expect(measure(widget, { text: 'x'.repeat(25) }, world)).rejects.toMatchObject({ code: 'bad-text' })
})
