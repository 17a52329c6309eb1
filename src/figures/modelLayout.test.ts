/** The diagram fits its frame at any size that the course allows. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layoutModel, scaleEnd } from './modelLayout.ts'

test('boxes stay inside the frame, blocks count right', () => {
  const sizes = fc.record({
    nLayer: fc.integer({ min: 1, max: 48 }),
    nHead: fc.constant(4),
    nEmbd: fc.integer({ min: 4, max: 4096 }),
    nCtx: fc.constant(64),
    nVocab: fc.constant(65),
  })
  fc.assert(
    fc.property(sizes, fc.integer({ min: 300, max: 700 }), (size, width) => {
      const layout = layoutModel(size, width)
      expect(layout.boxX + layout.feedForwardWidth).toBeLessThanOrEqual(width - 66)
      expect(layout.blocks.length + (layout.hidden?.count ?? 0)).toBe(size.nLayer)
      expect(layout.blocks.at(-1)?.layer).toBe(0)
      expect(layout.embedY).toBeLessThan(layout.height)
    }),
  )
})

test('the scale changes in steps', () => {
  expect([4, 160, 161, 4096].map(scaleEnd)).toEqual([160, 160, 320, 5120])
})
