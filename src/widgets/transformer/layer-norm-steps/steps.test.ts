/** The steps by hand are the core's reference and the model's own numbers. */
import { expect, test } from 'vitest'
import { variantModel } from '../../../../tests/support/variantModel.ts'
import { openWorld } from '../../../../tests/support/world.ts'
import { GPT1_VARIANT } from '../../../core/config.ts'
import { LAYER_NORM, norm, RMS_NORM } from '../../../core/ops/norm/reference.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { normalize, readingsOf, stepsOf } from './steps.ts'

test('the steps are the reference', () => {
  const x = Float64Array.from([2, 4, 4, 6, -1])
  const gain = Float64Array.from([1, 2, 0.5, 1, 3])
  const bias = Float64Array.from([0, 1, 0, -1, 0.25])
  const expected = norm(x, gain, bias, { rows: 1, width: 5, eps: GPT1_VARIANT.normEps, kind: LAYER_NORM })
  const { output, mean, rstd } = normalize(x, gain, bias)
  expect([...output]).toEqual([...expected.y])
  expect([mean, rstd]).toEqual([expected.mean[0], expected.rstd[0]])
})

test('in every layer the steps by hand give what the model has', async () => {
  const world = await openWorld()
  for (let layer = 0; layer < world.model.config.nLayer; layer++) {
    for (const norm of ['ln_1', 'ln_2'] as const) {
      const readings = await measure(widget, { layer, norm, place: 5 }, world)
      expect(readings.difference).toBeLessThan(1e-4)
      expect(readings.normalizedMean).toBeCloseTo(0, 6)
      expect(readings.normalizedDeviation).toBeCloseTo(1, 3)
    }
  }
  const other = await measure(widget, {}, await openWorld({ noise: 0.3 }))
  expect(other.deviation).not.toBeCloseTo((await measure(widget, {}, world)).deviation!, 4)
})

test('without the mean, the steps are the reference of RMSNorm', () => {
  const x = Float64Array.from([2, 4, 4, 6, -1])
  const gain = Float64Array.from([1, 2, 0.5, 1, 3])
  const expected = norm(x, gain, undefined, { rows: 1, width: 5, eps: 1e-6, kind: RMS_NORM })
  const { output, mean, rstd } = normalize(x, gain, null, 1e-6, 'rms')
  expect([...output]).toEqual([...expected.y])
  expect([mean, rstd]).toEqual([0, expected.rstd[0]])
})

test.each([
  [{ norm: 'pre', normKind: 'rms', positions: 'rotary', activation: 'swiglu', biases: false }],
  [{ normKind: 'rms' }],
  [{ biases: false }],
  [{ norm: 'pre', shared: true }],
] as const)('norms of other makes are taken apart too: %o', async (variant) => {
  const { core, handle, model } = await variantModel(variant)
  for (const layer of [0, 1]) {
    for (const norm of ['ln_1', 'ln_2'] as const) {
      const steps = await stepsOf(core, handle, model, { text: 'all the ships', layer, norm, place: 5 })
      expect(readingsOf(steps).difference, `h.${layer}.${norm}`).toBeLessThan(1e-5)
      expect(steps.kind).toBe('normKind' in variant ? 'rms' : 'layer')
    }
  }
})
