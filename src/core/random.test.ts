import { describe, expect, it } from 'vitest'
import { dropoutScale, normal, streamKey, uniform } from './random.ts'

const N = 20_000
const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length

describe('counter-based random numbers', () => {
  const key = streamKey(7, 3, 1)
  const uniforms = Array.from({ length: N }, (_, i) => uniform(key, i))
  const normals = Array.from({ length: N }, (_, i) => normal(key, i))

  it('are uniform: each tenth of [0, 1) gets a tenth of them, within five standard deviations', () => {
    const counts = new Array<number>(10).fill(0)
    for (const u of uniforms) counts[Math.floor(u * 10)]!++
    const sd = Math.sqrt(N * 0.1 * 0.9)
    for (const count of counts) expect(Math.abs(count - N / 10)).toBeLessThan(5 * sd)
  })

  it('are normal: mean 0, variance 1, kurtosis 3', () => {
    expect(Math.abs(mean(normals))).toBeLessThan(5 / Math.sqrt(N))
    expect(Math.abs(mean(normals.map((x) => x * x)) - 1)).toBeLessThan(5 * Math.sqrt(2 / N))
    expect(Math.abs(mean(normals.map((x) => x ** 4)) - 3)).toBeLessThan(5 * Math.sqrt(96 / N))
  })

  it('do not follow from their neighbours, nor from the same place in another stream, step or seed', () => {
    const correlation = (xs: number[], ys: number[]) => mean(xs.map((x, i) => (x - 0.5) * (ys[i] - 0.5))) * 12
    const limit = 5 / Math.sqrt(N)
    expect(Math.abs(correlation(uniforms.slice(1), uniforms.slice(0, -1)))).toBeLessThan(limit)
    for (const other of [streamKey(7, 3, 2), streamKey(7, 4, 1), streamKey(8, 3, 1)]) {
      expect(
        Math.abs(
          correlation(
            uniforms,
            uniforms.map((_, i) => uniform(other, i)),
          ),
        ),
      ).toBeLessThan(limit)
    }
  })

  it('drop the asked share, and keep the expected value', () => {
    const scales = uniforms.map((_, i) => dropoutScale(key, i, 0.3))
    expect(Math.abs(scales.filter((s) => s === 0).length / N - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / N))
    expect(scales.every((s) => s === 0 || s === 1 / 0.7)).toBe(true)
    expect(dropoutScale(key, 5, 0)).toBe(1)
  })
})
