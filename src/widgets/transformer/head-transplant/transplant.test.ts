/** A head in its own place changes nothing; another changes the loss; silence is what the surgery of heads measures. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { placeOf } from './transplant.ts'

test('the three losses', async () => {
  const world = await openWorld()
  const own = await measure(widget, { from: '2.2', to: '2.2' }, world)
  expect(own.lossTransplanted).toBe(own.lossBefore)
  const other = await measure(widget, { from: '0.0', to: '2.2' }, world)
  expect(other.lossBefore).toBe(own.lossBefore)
  expect(other.lossTransplanted).toBeGreaterThan(other.lossBefore! + 0.05)
  const { lossAfter } = await world.core.operate(world.handle, { heads: [{ layer: 2, head: 2, with: 'nothing' }] })
  expect(other.lossSilenced).toBe(lossAfter)
  expect(own.lossSilenced).toBe(lossAfter)
})

test('a place outside a smaller model is its last', () => {
  const config = { nLayer: 2, nHead: 2, nEmbd: 8, nCtx: 8, nVocab: 8, dropout: 0 }
  expect(placeOf(config, '7.1')).toEqual({ layer: 1, head: 1 })
})
