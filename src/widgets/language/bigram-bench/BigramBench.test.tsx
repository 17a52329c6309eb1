/** The table on show is counted from the text, and a training run's score stands beside it. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, model, prepare, tell } from '../../testing/session.ts'
import BigramBench from './View.tsx'
import { close, press } from '../../testing/sums.ts'
import { countBigrams, marksOf, probability } from './counts.ts'

afterEach(cleanup)

const TEXT = 'the quick queen asked the quiet quail a question. '.repeat(12)

test('counts, the chosen row, and the marks are those of the text', async () => {
  prepare()
  const onReadings = vi.fn()
  render(<BigramBench text={TEXT} row="q" onReadings={onReadings} />)
  const row = await screen.findByRole('table', { name: /After “q”/ })
  expect(within(row).getAllByRole('row')).toHaveLength(2)
  expect(within(row).getByRole('rowheader').textContent).toBe('u')
  await vi.waitFor(() => expect(onReadings).toHaveBeenCalledWith(marksOf(countBigrams(TEXT))))
  const bits = await press(/: surprise of u after q/)
  const [times, d, s, n] = bits
    .textContent!.match(/\((\d+) \+ (\d+) · (\d\.\d+)\) \/ \((\d+) \+/)!
    .slice(1)
    .map(Number)
  const counted = countBigrams(TEXT)
  const [q, u] = [counted.vocabulary.indexOf('q'), counted.vocabulary.indexOf('u')]
  expect((times! + d! * s!) / (n! + d!)).toBeCloseTo(probability(counted, q, u), 4)
  await close()
})

test('training goes through the core, and its bits are told', async () => {
  prepare({ current: model })
  const info = { ref: { kind: 'stored', id: 'own' } } as never
  answer({
    texts: async () => [],
    addText: async () => info,
    removeText: async () => {},
    ...tell((job) => {
      expect(job).toMatchObject({ kind: 'train', keep: false, spec: { sizes: { family: 'bigram' } } })
      return [
        { type: 'evaluation', evaluation: { step: 10, trainLoss: 1, validationLoss: 1, bitsPerCharacter: 1.234 } },
        { type: 'ended', status: 'done', step: 10 },
      ]
    }),
  })
  const onReadings = vi.fn()
  render(<BigramBench text={TEXT} steps={10} onReadings={onReadings} />)
  fireEvent.click(await screen.findByRole('button', { name: 'Train the table' }))
  await vi.waitFor(() => expect(onReadings).toHaveBeenLastCalledWith(expect.objectContaining({ trainedBits: 1.234 })))
  expect(screen.getByRole('row', { name: /^trained/ }).textContent).toContain('1.234')
})
