/** Under the causal mask and under none, attention is the core's reference; the figure says what the masks let through. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { attention } from '../../../core/ops/attention/reference.ts'
import MaskFamilies from './View.tsx'
import { attend, mayRead, movedBy, readingsOf, SENTENCES } from './masks.ts'

afterEach(cleanup)

test.each([true, false])('attention under the mask is the reference, causal: %s', (causal) => {
  const [T, C] = [5, 6]
  const x = Array.from({ length: T }, (_, t) => Float64Array.from({ length: C }, (__, c) => Math.sin(3 * t + 7 * c * c)))
  const qkv = Float64Array.from(x.flatMap((row) => [...row, ...row, ...row]))
  const { out } = attention(qkv, { batch: 1, time: T, heads: 1, headSize: C, scale: 1 / Math.sqrt(C), dropout: 0, key: 0, causal })
  x.forEach((_, i) => {
    const own = attend(x, i, (reader, read) => mayRead(causal ? 0 : T, reader, read))
    const apart = own.map((value, c) => Math.abs(value - out[i * C + c]!))
    expect(Math.max(...apart)).toBeLessThan(1e-12)
  })
})

test('a change reaches what the mask says, and no more', () => {
  for (const [family, sentence] of Object.entries(SENTENCES) as [keyof typeof SENTENCES, (typeof SENTENCES)['decoder']][]) {
    sentence.words.forEach((_, changed) => {
      const moved = movedBy(sentence, changed)
      moved.forEach((by, i) => {
        expect(by > 0, `${family}: ${changed} reaches ${i}`).toBe(mayRead(sentence.source, i, changed))
      })
    })
  }
  expect(readingsOf('decoder', 5)).toEqual({ tokens: 6, pairs: 21, reached: 1, before: 0 })
  expect(readingsOf('encoder', 5)).toEqual({ tokens: 6, pairs: 36, reached: 6, before: 5 })
  expect(readingsOf('encoder-decoder', 0)).toMatchObject({ pairs: 9 + 4 + 5 + 6, reached: 6 })
})

test('a family and a word are chosen', () => {
  const onReadings = vi.fn()
  render(<MaskFamilies onReadings={onReadings} />)
  expect(screen.getByRole('status').textContent).toMatch(/21 of 36 pairs.*moves 6 of 6/)
  fireEvent.click(screen.getByRole('button', { name: 'change word 6, mat' }))
  expect(screen.getByRole('status').textContent).toMatch(/“mat” moves 1 of 6/)
  fireEvent.click(screen.getByRole('button', { name: 'encoder' }))
  expect(onReadings.mock.lastCall![0]).toEqual(readingsOf('encoder', 5))
})
