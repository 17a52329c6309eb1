/** A row of shades is made of the same steps as one shade. */
import { expect, test } from 'vitest'
import { shadeAt, shadeRow, shades } from './ramp.ts'

const ramp = shades({ floor: 0.05, power: 0.85, dim: 1 }, [255, 255, 255], [20, 60, 200])

test('a row has the pixel of each number, along any step', () => {
  const data = Float32Array.from({ length: 400 }, (_, i) => Math.sin(i * 7.3) * 3)
  for (const [from, step, top] of [
    [0, 1, 2],
    [3, 7, 0.4],
    [1, 20, 3],
  ] as const) {
    const pixels = new Uint32Array(19)
    shadeRow(pixels, data, from, step, ramp, top)
    expect([...pixels]).toEqual(Array.from(pixels, (_, x) => ramp[shadeAt(Math.abs(data[from + x * step]!), top)]!))
  }
})

test('what is above the top has its shade, and what is not a number has none', () => {
  const pixels = new Uint32Array(3)
  shadeRow(pixels, Float32Array.of(9, Number.NaN, Number.NEGATIVE_INFINITY), 0, 1, ramp, 1)
  expect([...pixels]).toEqual([ramp[255], 0, ramp[255]])
})
