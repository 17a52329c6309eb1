/** What each filter does alone, and that together they act in their stated order. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FILTERS, type FilterSettings, filter, validateFilters } from './filters.ts'

const PLAIN: FilterSettings = { temperature: 1, topK: 0, topP: 1 }
const options = (logits: readonly number[], seen: readonly number[] = []) =>
  logits.map((logit, id) => ({ id, logit, seen: seen.includes(id) }))
/** The shares after the last filter, by id. */
const shares = (logits: readonly number[], settings: Partial<FilterSettings>, seen: readonly number[] = []) => {
  const { options: order, stages } = filter(options(logits, seen), { ...PLAIN, ...settings })
  return logits.map((_, id) => stages.at(-1)![order.findIndex((option) => option.id === id)]!)
}
const logs = (probabilities: readonly number[]) => probabilities.map(Math.log)

it('top-p keeps the token that crosses p', () => {
  const kept = (topP: number) => shares(logs([0.5, 0.3, 0.15, 0.05]), { topP }).filter((p) => p > 0).length
  expect([0.1, 0.49, 0.51, 0.79, 0.81, 0.94, 0.96].map(kept)).toEqual([1, 1, 2, 2, 3, 3, 4])
})

it('min-p keeps what has its share of the most probable, so that a flat distribution keeps more than a steep one', () => {
  const kept = (logits: number[], minP: number) => shares(logits, { minP }).filter((p) => p > 0).length
  expect(kept(logs([0.5, 0.26, 0.2, 0.04]), 0.5)).toBe(2)
  expect(kept(logs([0.28, 0.26, 0.24, 0.22]), 0.5)).toBe(4)
  expect(kept(logs([0.9, 0.06, 0.03, 0.01]), 0.5)).toBe(1)
})

describe('the repetition penalty', () => {
  const penalized = (logits: readonly number[], seen: readonly number[]) =>
    filter(options(logits, seen), { ...PLAIN, repetitionPenalty: 2 })
  const scaledOf = (logits: readonly number[], seen: readonly number[], id: number) => {
    const { options: order, scaled } = penalized(logits, seen)
    return scaled[order.findIndex((option) => option.id === id)]
  }

  it('divides positive logits, multiplies negative ones, and leaves what was not seen', () => {
    expect([0, 1, 2].map((id) => scaledOf([3, -3, 1], [0, 1], id))).toEqual([1.5, -6, 1])
  })

  it('never makes a token that was seen more probable, as dividing a negative logit would', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 2, maxLength: 9 }), (logits) => {
        const before = shares(logits, {})
        const after = shares(logits, { repetitionPenalty: 1.5 }, [0])
        expect(after[0]).toBeLessThanOrEqual(before[0]! + 1e-12)
      }),
    )
  })

  it('puts them into the order that they then have', () => {
    expect(penalized([3, 2], [0]).options.map(({ id }) => id)).toEqual([1, 0])
  })
})

it('has one stage for the model and one for each filter, and each sums to one', () => {
  const settings: FilterSettings = { temperature: 0.7, topK: 5, topP: 0.9, minP: 0.1, repetitionPenalty: 1.3 }
  const { stages } = filter(options([2, 1, 0.5, 0, -1, -2], [0]), settings)
  expect(stages).toHaveLength(1 + FILTERS.length)
  for (const stage of stages) expect(stage.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
})

it('filters in the order that it states', () => {
  // Alone, each of these says what the other order would have given instead.
  const logits = logs([0.4, 0.3, 0.2, 0.1])
  const kept = (settings: Partial<FilterSettings>, seen: number[] = []) =>
    shares(logits, settings, seen).flatMap((p, id) => (p > 0 ? [id] : []))
  // Penalty before top-k: what was most probable is out. After it, it would be the one that stays.
  expect(kept({ repetitionPenalty: 10, topK: 1 }, [0])).toEqual([1])
  // Temperature before top-p: at 0.3 the first two have nine tenths; at 1 they have seven.
  expect(kept({ temperature: 0.3, topP: 0.85 })).toEqual([0, 1])
  expect(kept({ topP: 0.85 })).toEqual([0, 1, 2])
  // Top-k before top-p: of three tokens, the first two have 7/9. Of four they have 7/10, and a third would stay.
  expect(kept({ topK: 3, topP: 0.75 })).toEqual([0, 1])
  expect(kept({ topP: 0.75 })).toEqual([0, 1, 2])
  // Temperature before min-p: a hot distribution keeps what a cold one loses.
  expect(kept({ temperature: 3, minP: 0.5 })).toEqual([0, 1, 2, 3])
  expect(kept({ minP: 0.6 })).toEqual([0, 1])
})

it('gives finite numbers that sum to one whatever the settings allow', () => {
  const settings = fc.record({
    temperature: fc.oneof(fc.constantFrom(0, 1e-3, 1e300), fc.double({ min: 1e-3, max: 100, noNaN: true })),
    topK: fc.integer({ min: 0, max: 12 }),
    topP: fc.double({ min: 1e-9, max: 1, noNaN: true }),
    minP: fc.double({ min: 0, max: 1, noNaN: true }),
    repetitionPenalty: fc.double({ min: 0.1, max: 10, noNaN: true }),
  })
  const logits = fc.array(fc.oneof(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.constantFrom(3.4e38, -3.4e38)).map(Math.fround), {
    minLength: 1,
    maxLength: 10,
  })
  fc.assert(
    fc.property(logits, settings, (z, s) => {
      validateFilters(s)
      const { stages, scaled, logSumExp } = filter(options(z, [0, 2]), s)
      expect([...scaled, logSumExp].every(Number.isFinite)).toBe(true)
      for (const stage of stages) {
        expect(stage.every(Number.isFinite)).toBe(true)
        expect(stage.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
      }
    }),
  )
})

it.each([
  [{ minP: 1.1 }, 'Min-p is 1.1'],
  [{ minP: Number.NaN }, 'Min-p is NaN'],
  [{ repetitionPenalty: 0 }, 'The repetition penalty is 0'],
  [{ repetitionPenalty: Infinity }, 'The repetition penalty is Infinity'],
])('refuses %o', (bad, words) => {
  expect(() => validateFilters({ ...PLAIN, ...bad })).toThrow(words)
})
