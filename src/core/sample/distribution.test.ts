/** Properties that every distribution has, whatever the logits. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distribution } from './distribution.ts'

const logits = fc
  .array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((values) => Float32Array.from(values))
const settings = fc.record({
  temperature: fc.oneof(fc.constant(0), fc.double({ min: 0.05, max: 5, noNaN: true })),
  topK: fc.integer({ min: 0, max: 45 }),
  topP: fc.double({ min: 0.01, max: 1, noNaN: true }),
})
const total = (values: number[]) => values.reduce((a, b) => a + b, 0)

describe('distribution', () => {
  it('sums to one before and after cutting, most probable first, every token once', () => {
    fc.assert(
      fc.property(logits, settings, (z, s) => {
        const { candidates } = distribution(z, s)
        expect(total(candidates.map((c) => c.probability))).toBeCloseTo(1, 10)
        expect(total(candidates.map((c) => c.kept))).toBeCloseTo(1, 10)
        expect(candidates.map((c) => c.id).sort((a, b) => a - b)).toEqual(Array.from(z, (_, id) => id))
        for (let i = 1; i < candidates.length; i++) expect(candidates[i]!.logit).toBeLessThanOrEqual(candidates[i - 1]!.logit)
      }),
    )
  })

  it('keeps a prefix of at most k, and the shortest that reaches p', () => {
    fc.assert(
      fc.property(logits, settings, (z, s) => {
        const { candidates } = distribution(z, s)
        const kept = candidates.findLastIndex((c) => c.kept > 0) + 1
        if (s.temperature > 0) expect(candidates.slice(0, kept).every((c) => c.kept > 0 || c.probability === 0)).toBe(true)
        if (s.topK > 0) expect(kept).toBeLessThanOrEqual(Math.min(s.topK, z.length))
        const pool = candidates.slice(0, s.topK || z.length).map((c) => c.probability)
        const reached = (n: number) => total(pool.slice(0, n)) / total(pool)
        if (kept > 1) expect(reached(kept - 1)).toBeLessThan(s.topP + 1e-9)
        if (s.topP < 1) expect(reached(kept)).toBeGreaterThan(s.topP - 1e-9)
      }),
    )
  })

  it('is softmax where nothing is cut', () => {
    fc.assert(
      fc.property(logits, fc.double({ min: 0.2, max: 5, noNaN: true }), (z, temperature) => {
        const { candidates, logSumExp } = distribution(z, { temperature, topK: 0, topP: 1 })
        for (const c of candidates) {
          expect(c.scaled).toBeCloseTo(c.logit / temperature, 9)
          expect(c.probability).toBeCloseTo(Math.exp(c.scaled - logSumExp), 9)
          expect(c.kept).toBe(c.probability)
        }
      }),
    )
  })

  it('is certain at temperature 0, and prefers the lower id among equals', () => {
    const { candidates } = distribution(Float32Array.of(1, 3, 3), { temperature: 0, topK: 0, topP: 1 })
    expect(candidates.map(({ id, kept }) => [id, kept])).toEqual([
      [1, 1],
      [2, 0],
      [0, 0],
    ])
  })

  it.each([
    [{ temperature: -1, topK: 0, topP: 1 }, 'temperature is -1'],
    [{ temperature: Number.NaN, topK: 0, topP: 1 }, 'temperature is NaN'],
    [{ temperature: 1e-310, topK: 0, topP: 1 }, 'temperature is 1e-310'],
    [{ temperature: 1, topK: 1.5, topP: 1 }, 'Top-k is 1.5'],
    [{ temperature: 1, topK: 0, topP: 0 }, 'Top-p is 0'],
  ])('refuses %o', (bad, words) => {
    expect(() => distribution(Float32Array.of(1, 2), bad)).toThrow(words)
  })

  it('refuses logits that are no numbers', () => {
    expect(() => distribution(Float32Array.of(1, Number.NaN), { temperature: 1, topK: 0, topP: 1 })).toThrow('The logit of token 1 is NaN')
  })
})
