/** What the figure measures is what the core measures, and a cut is a cut. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { chosen, partsOf, surgeryOf } from './parts.ts'

test('names become surgery, and unknown ones are passed over', async () => {
  const config = { nLayer: 2, nHead: 2, nEmbd: 8, nCtx: 8, nVocab: 8, dropout: 0 }
  expect(partsOf(config, 'heads').map(({ name }) => name)).toEqual(['0.0', '0.1', '1.0', '1.1'])
  expect(surgeryOf(config, { cut: 'heads', out: '1.0,7.0', with: 'uniform' })).toEqual({ heads: [{ layer: 1, head: 0, with: 'uniform' }] })
  expect(surgeryOf(config, { cut: 'mask', out: '', with: 'nothing' })).toEqual({ noMask: false })
  expect(surgeryOf(config, { cut: 'mask', out: 'on', with: 'nothing' })).toEqual({ noMask: true })
  expect(chosen(config, { cut: 'norms', out: 'h.0.ln_1,h.0.ln_1,h.5.ln_1' })).toEqual(['h.0.ln_1'])
})

test('a whole model loses nothing; without its scale, positions, residuals or norms it does', async () => {
  const world = await openWorld()
  const whole = await measure(widget, { cut: 'heads' }, world)
  expect(whole).toMatchObject({ change: 0, cuts: 0 })
  expect(whole.lossBefore).toBeCloseTo(world.model.validationLoss!, 1)
  expect((await measure(widget, { cut: 'layers', out: 'h.0.mlp' }, world)).change).toBeGreaterThan(0.05)
  for (const cut of ['scale', 'positions'] as const) expect((await measure(widget, { cut, out: 'on' }, world)).change).toBeGreaterThan(0.03)
  expect((await measure(widget, { cut: 'residuals', out: 'h.0.attn' }, world)).change).toBeGreaterThan(0.05)
  expect((await measure(widget, { cut: 'norms', out: 'h.1.ln_2' }, world)).change).toBeGreaterThan(0.03)
})
