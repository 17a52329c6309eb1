/** Bits say their number, levels are nearest, and an outlier takes them from the others. */
import { expect, test } from 'vitest'
import { BITS, mostOf } from '../../../core/rounding.ts'
import { bitsOf, numberOf, rounded } from './block.ts'

const WEIGHTS = Array.from({ length: 32 }, (_, i) => Math.sin(i * 7) * 0.1)

test.each(BITS)('%d bits', (bits) => {
  for (const q of [-mostOf(bits), -1, 0, 1, mostOf(bits)]) expect(numberOf(bitsOf(q, bits))).toBe(q)
  const { weights, whole, back, scale, lost } = rounded(WEIGHTS, bits)
  weights.forEach((weight, i) => {
    if (Math.abs(whole[i]!) < mostOf(bits)) expect(Math.abs(weight - back[i]!)).toBeLessThanOrEqual(0.5001 * scale)
  })
  expect(rounded(WEIGHTS, bits, 100).lost).toBeGreaterThan(lost)
  expect(rounded(new Array(32).fill(0), bits)).toMatchObject({ scale: 0, lost: 0 })
})
