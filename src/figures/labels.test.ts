/** Labels never overlap. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeLabels } from './labels.ts'

test('any labels that fit are placed inside and apart', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 12 }), (heights) => {
      const placed = placeLabels(
        heights.map((y, i) => ({ text: String(i), y })),
        10,
        290,
      )
      for (let i = 1; i < placed.length; i++) expect(placed[i]!.y - placed[i - 1]!.y).toBeGreaterThanOrEqual(15 - 1e-9)
      for (const p of placed) expect(p.y >= 10 - 1e-9 && p.y <= 290 + 1e-9).toBe(true)
    }),
  )
})
