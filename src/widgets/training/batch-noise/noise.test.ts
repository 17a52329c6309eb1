/** Noise and signal of gradients whose law is known, and of a real model. */
import { expect, test } from 'vitest'
import { normal, streamKey } from '../../../core/random.ts'
import { batchesOf, statisticsOf } from './noise.ts'

test('of a known gradient with known noise, both are found, and the noise falls with the root', () => {
  const key = streamKey(1, 0, 0)
  const width = 400
  const gradients = Array.from({ length: 48 }, (_, i) =>
    Float32Array.from({ length: width }, (_, j) => 0.1 + 0.5 * normal(key, i * width + j)),
  )
  const { signal, sigma, spread } = statisticsOf(gradients)
  expect(signal / (0.1 * Math.sqrt(width))).toBeCloseTo(1, 1)
  expect(sigma / (0.5 * Math.sqrt(width))).toBeCloseTo(1, 1)
  for (const { size, distance, batches } of spread) {
    expect(batches).toBe(Math.floor(48 / size))
    expect(distance / (sigma / Math.sqrt(size))).toBeGreaterThan(0.85)
    expect(distance / (sigma / Math.sqrt(size))).toBeLessThan(1.15)
  }
})

test('batches share no window', () => {
  const ones = [1, 2, 3, 4, 5].map((value) => Float32Array.of(value))
  expect(batchesOf(ones, 2).map(([mean]) => mean)).toEqual([1.5, 3.5])
})
