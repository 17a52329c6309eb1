/** The buttons merge and undo, and the word is cut by the merges so far. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import BpeTrainer from './View.tsx'
import { momentOf, trainOn } from './training.ts'

afterEach(cleanup)

/** The scale's own read-out is a status too. */
const said = () =>
  screen
    .getAllByRole('status')
    .map(({ textContent }) => textContent)
    .join(' ')

test('a merge is told, counted, kept among the parameters, and undone', () => {
  const onParams = vi.fn()
  const onReadings = vi.fn()
  const text = 'new newer newest'
  const [first] = trainOn(text).merges
  render(<BpeTrainer text={text} word="new" onParams={onParams} onReadings={onReadings} />)
  expect(said()).toContain('No merge yet')
  fireEvent.click(screen.getByRole('button', { name: 'Merge' }))
  expect(said()).toContain(
    `Merge 1: ${first!.parts[0]} + ${first!.parts[1]} → ${first!.token}. They were neighbours ${first!.count} times; the text went from ${first!.tokensBefore} to ${first!.tokensAfter}`,
  )
  expect(onParams).toHaveBeenLastCalledWith({ merges: 1 })
  expect(onReadings).toHaveBeenLastCalledWith(expect.objectContaining({ merges: 1, tokens: first!.tokensAfter }))
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(onReadings).toHaveBeenLastCalledWith(expect.objectContaining({ merges: 0 }))
})

test('a word shows its steps, its ids and what comes back', () => {
  render(<BpeTrainer text="new newer newest" merges={2} word="new" />)
  const { tokenizer } = momentOf(trainOn('new newer newest'), 2)
  const region = screen.getByRole('group', { name: 'A word, cut by these merges' })
  expect(region.textContent).toContain(`ids ${tokenizer.encodeWord('new').join(' ')}; back again: new`)
})

test('an emptied box is an empty state, and words bring the figure back', () => {
  render(<BpeTrainer text="new newer newest" word="new" />)
  const box = screen.getByRole('textbox', { name: /Text to learn from/ })
  for (const empty of ['', '   ']) {
    fireEvent.change(box, { target: { value: empty } })
    expect(screen.getByText(/The text is empty/)).toBeTruthy()
  }
  fireEvent.change(box, { target: { value: 'old older' } })
  expect(screen.getByText(/vocabulary/)).toBeTruthy()
})
