/** The chosen shortcut's guesses stand beside what it sees. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import ShortcutBench from './View.tsx'

afterEach(cleanup)

const set = {
  id: 'entailment',
  form: 'entailment' as const,
  title: '',
  credit: '',
  labels: ['follows', 'contradicts'],
  keep: 'start' as const,
  train: [],
  heldOut: [
    { texts: ['Anna lost the flute.', 'Anna was glad.'], label: 1 },
    { texts: ['Paul ran home.', 'Paul ran.'], label: 0 },
  ],
}

test('what a shortcut does not see is pale, and a wrong guess is named', async () => {
  prepare({ current: model })
  answer({
    labelled: async () => set,
    shortcuts: async () => [
      { name: 'most frequent label', accuracy: 0.5, guesses: [0, 0] },
      { name: 'the hypothesis alone', accuracy: 1, guesses: [1, 0] },
    ],
  })
  const onReadings = vi.fn()
  render(<ShortcutBench shortcut={0} onReadings={onReadings} />)
  const wrong = await screen.findByText('✗ it says', { exact: false, selector: 'p' }, { timeout: 10_000 })
  expect(wrong.textContent).toBe('✗ it says follows; right is contradicts')
  expect(screen.getByText('Anna was glad.').hasAttribute('data-unseen')).toBe(true)
  fireEvent.click(screen.getByRole('button', { name: 'the hypothesis alone' }))
  expect(screen.getByText('Anna was glad.').hasAttribute('data-unseen')).toBe(false)
  expect(screen.getByText('Anna lost the flute.').hasAttribute('data-unseen')).toBe(true)
  expect(onReadings.mock.lastCall?.[0]).toEqual({ chance: 0.5, best: 1, chosen: 1, examples: 0 })
})
