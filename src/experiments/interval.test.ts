/** Student's interval of three paired differences, by hand. */
import { expect, test } from 'vitest'
import { intervalOf, isClear } from './interval.ts'

test('three differences', () => {
  const { mean, half } = intervalOf([0.1, 0.2, 0.3])
  expect(mean).toBeCloseTo(0.2, 12)
  expect(half).toBeCloseTo((4.303 * 0.1) / Math.sqrt(3), 12)
  expect(isClear({ mean, half })).toBe(false)
  expect(isClear(intervalOf([0.19, 0.2, 0.21]))).toBe(true)
})
