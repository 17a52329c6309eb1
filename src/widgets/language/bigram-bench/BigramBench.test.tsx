/** The table on show is counted from the text, and a training run's score stands beside it. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { RunEvent } from '../../../worker/protocol.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import BigramBench from './BigramBench.tsx'
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
  let onEvent: (event: RunEvent) => void = () => {}
  const info = { ref: { kind: 'stored', id: 'own' } } as never
  answer({
    texts: async () => [],
    addText: async () => info,
    removeText: async () => {},
    remove: async () => {},
    train: async (spec, hear) => {
      expect(spec.sizes.family).toBe('bigram')
      onEvent = hear
      return { runId: 1, model: { ...model, id: 'table' } }
    },
  })
  const onReadings = vi.fn()
  render(<BigramBench text={TEXT} steps={10} onReadings={onReadings} />)
  fireEvent.click(await screen.findByRole('button', { name: 'Train the table' }))
  await vi.waitFor(() => expect(onEvent.length).toBe(1))
  onEvent({
    type: 'evaluation',
    runId: 1,
    modelId: 'table',
    evaluation: { step: 10, trainLoss: 1, validationLoss: 1, bitsPerCharacter: 1.234 },
  })
  onEvent({ type: 'ended', runId: 1, modelId: 'table', status: 'done', step: 10 })
  await vi.waitFor(() => expect(onReadings).toHaveBeenLastCalledWith(expect.objectContaining({ trainedBits: 1.234 })))
  expect(screen.getByRole('row', { name: /^trained/ }).textContent).toContain('1.234')
})
