/** Numbers are written one way everywhere. */
import { expect, test } from 'vitest'
import { bytes, duration, fixed, int, magnitude, share, small, toBits, visible } from './format.ts'

test('whole numbers take commas and a real minus', () => {
  expect(int(875008)).toBe('875,008')
  expect(int(-1234.4)).toBe('−1,234')
  expect(int(Number.NaN)).toBe('–')
  expect(fixed(-0.5)).toBe('−0.50')
})

test('shares drop the zero, and one stays one', () => {
  expect(share(0.5934)).toBe('.593')
  expect(share(0.99996)).toBe('1.00')
  expect(share(0.97, 2)).toBe('.97')
  expect(share(1, 2)).toBe('1.0')
})

test('settings and magnitudes', () => {
  expect(small(3e-4)).toBe('3e-4')
  expect(small(2.5e-4)).toBe('2.5e-4')
  expect(small(0.01)).toBe('0.01')
  expect(small(1e9)).toBe('1e9')
  expect(small(0)).toBe('0')
  expect(magnitude(24_600)).toEqual(['24.6', 'k'])
  expect(magnitude(999_900)).toEqual(['1.00', 'M'])
  expect(magnitude(812)).toEqual(['812', ''])
  expect(bytes(106_200_000)).toEqual(['106', 'MB'])
})

test('durations are words', () => {
  expect(duration(0.4)).toBe('under 1 s')
  expect(duration(62)).toBe('1 min 02 s')
  expect(duration(59.6)).toBe('1 min 00 s')
  expect(duration(3599.6)).toBe('1 h 00 min')
  expect(duration(4000)).toBe('1 h 07 min')
  expect(duration(Number.POSITIVE_INFINITY)).toBe('–')
})

test('tokens are visible and nats become bits', () => {
  expect(visible('a b\n')).toBe('a␣b↵')
  expect(toBits(Math.log(65))).toBeCloseTo(6.022, 3)
})
