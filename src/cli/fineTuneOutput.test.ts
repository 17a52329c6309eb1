/** What is said of a model that a shortcut beats. */
import { expect, it } from 'vitest'
import { measure } from '../core/finetune/metrics.ts'
import { beatenLine } from './fineTuneOutput.ts'

const shortcuts = [
  { name: 'most frequent label', accuracy: 0.5 },
  { name: 'all words', accuracy: 0.75 },
]
const right = (count: number) =>
  measure(
    [0, 1, 0, 1],
    [0, 1, 0, 1].map((label, i) => (i < count ? label : 1 - label)),
    2,
  )

it('names the best shortcut, with both numbers, where the model is right less often or no more often', () => {
  expect(beatenLine(right(2), shortcuts)).toMatch(/^The model is right less often than "all words" \(50\.0 % against 75\.0 %\)/)
  expect(beatenLine(right(3), shortcuts)).toContain('no more often than "all words"')
  expect(beatenLine(right(4), shortcuts)).toBe('')
})
