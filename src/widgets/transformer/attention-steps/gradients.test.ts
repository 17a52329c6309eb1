/** Gradients by the chain rule are those of the core. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { gradientsOf, outGradient } from './gradients.ts'
import { stepsOf } from './steps.ts'

test('the gradients of a row’s scores make the gradient of its query', async () => {
  const { core, handle, model } = await openWorld()
  const [text, layer, head, t] = ['the union', 1, 2, 6]
  const { rows, head: own, scale } = await stepsOf(core, handle, model, { text, layer, head, token: t })
  const { tensors } = await core.probe(handle, text, [`grad/h.${layer}.attn.out`, `grad/h.${layer}.attn.c_attn`])
  const { shares, scores } = gradientsOf(rows[t]!.shares, own.v, outGradient(tensors[0]!, head, own.d, t)!)
  expect(scores.some((value) => Math.abs(value) > 1e-5)).toBe(true)
  expect(shares).toHaveLength(t + 1)
  for (let i = 0; i < own.d; i++) {
    const dq = scores.reduce((sum, score, j) => sum + score * own.k[j]![i]! * scale, 0)
    expect(tensors[1]!.data[t * 384 + head * own.d + i]).toBeCloseTo(dq, 6)
  }
  // A number added to every score changes no share.
  expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(0, 10)
  expect(outGradient(tensors[0]!, head, own.d, 8)).toBeNull()
})
