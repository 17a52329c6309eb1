/** Rows that are written in the page are read as a file's are, and what is wrong with them is said. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, prepare } from '../../widgets/testing/session.ts'
import type { LabelledSet } from '../../worker/protocol.ts'
import { OwnExamples } from './OwnExamples.tsx'

afterEach(cleanup)

/** A loaded machine takes its time between two answers. */
const PATIENT = { timeout: 10_000 }

test('written rows become examples, and a row without a label is named', async () => {
  prepare()
  const set = { title: 'Rows of mine', labels: ['bad', 'good'], train: [], heldOut: [] } as unknown as LabelledSet
  const ownExamples = vi.fn(async () => set)
  answer({ ownExamples })
  const [onTaken, onText] = [vi.fn(), vi.fn()]
  render(<OwnExamples set={null} onTaken={onTaken} onText={onText} />)
  const box = screen.getByLabelText('Rows of a text and a label')
  fireEvent.change(box, { target: { value: 'text,label\n"Mila lost it, then found it.",good\nOmar lost it.,bad' } })
  await waitFor(() => expect(onTaken).toHaveBeenLastCalledWith(set), PATIENT)
  expect(ownExamples).toHaveBeenLastCalledWith('Rows of mine', [
    { text: 'Mila lost it, then found it.', label: 'good' },
    { text: 'Omar lost it.', label: 'bad' },
  ])
  expect(onText).toHaveBeenCalledTimes(1)
  fireEvent.change(box, { target: { value: 'text,label\nOmar lost it.,' } })
  expect(await screen.findByText(/Row 2 has no label/, {}, PATIENT)).toBeDefined()
  expect(onTaken).toHaveBeenLastCalledWith(null)
})
