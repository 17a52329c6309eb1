import { describe, expect, it } from 'vitest'
import { accuracyOf, confusionOf, f1Of, matthewsOf, measure, predictions } from './metrics.ts'

/** Two labels, worked by hand: 5 true negatives, 1 false positive, 2 false negatives, 4 true positives. */
const TWO = [
  [5, 1],
  [2, 4],
]
/** Three labels. */
const THREE = [
  [4, 1, 0],
  [1, 3, 1],
  [0, 2, 3],
]

describe('metrics', () => {
  it('count into a confusion matrix: the truth down, the prediction across', () => {
    expect(confusionOf([0, 1, 1, 2], [0, 2, 1, 2], 3)).toEqual([
      [1, 0, 0],
      [0, 1, 1],
      [0, 0, 1],
    ])
  })

  it('accuracy', () => {
    expect(accuracyOf(TWO)).toBe(9 / 12)
    expect(accuracyOf(THREE)).toBe(10 / 15)
  })

  it('F1 of each label', () => {
    // Label 1: precision 4/5, recall 4/6: 2·(4/5)(4/6) / (4/5 + 4/6) = 8/11. Label 0: 10/13.
    expect(f1Of(TWO)).toEqual([10 / 13, 8 / 11])
    expect(f1Of(THREE)).toEqual([8 / 10, 6 / 11, 6 / 9])
    expect(
      f1Of([
        [3, 0],
        [0, 0],
      ]),
    ).toEqual([1, 0])
  })

  it('Matthews correlation', () => {
    // (TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)) = (20 − 2) / √(5·6·6·7)
    expect(matthewsOf(TWO)).toBeCloseTo(18 / Math.sqrt(1260), 12)
    // c·s − Σ t·p = 150 − (25 + 30 + 20); s² − Σp² = 225 − (25 + 36 + 16); s² − Σt² = 225 − 75
    expect(matthewsOf(THREE)).toBeCloseTo(75 / Math.sqrt(148 * 150), 12)
    expect(
      matthewsOf([
        [0, 5],
        [5, 0],
      ]),
    ).toBeCloseTo(-1, 12)
    expect(
      matthewsOf([
        [0, 6],
        [0, 6],
      ]),
    ).toBe(0)
  })

  it('predict the label with the highest score, of equals the first', () => {
    expect([...predictions(Float32Array.of(1, 3, 2, -1, -2, -1), 3)]).toEqual([1, 0])
  })

  it('come together', () => {
    const metrics = measure([0, 0, 1], [0, 1, 1], 2)
    expect(metrics).toEqual({
      examples: 3,
      accuracy: 2 / 3,
      macroF1: 2 / 3,
      f1: [2 / 3, 2 / 3],
      matthews: 0.5,
      confusion: [
        [1, 1],
        [0, 1],
      ],
    })
    expect(() => measure([0], [0, 1], 2)).toThrow('1 labels, but 2 predictions')
  })
})
