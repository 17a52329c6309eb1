/** The fields follow the form, and every row has its learned tokens as the paper writes them. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import TaskRows from './View.tsx'

afterEach(cleanup)

test('similarity is read in both orders', async () => {
  const taskRows = vi.fn(async () => ({
    rows: [
      { ids: [3, 0, 4, 1, 5], tokens: ['<|start|>', 'a', '<|delimiter|>', 'b', '<|extract|>'] },
      { ids: [3, 1, 4, 0, 5], tokens: ['<|start|>', 'b', '<|delimiter|>', 'a', '<|extract|>'] },
    ],
    special: { start: 3, delimiter: 4, extract: 5 },
    vocabulary: 3,
    context: 32,
    width: 8,
    cuts: [],
  }))
  prepare({ current: model, models: [model] })
  answer({ taskRows, describe: async () => model })
  const onReadings = vi.fn()
  render(<TaskRows form="similarity" first="a" second="b" onReadings={onReadings} />)
  expect(await screen.findByRole('list', { name: 'row 1: ⟨s⟩a$b⟨e⟩' }, { timeout: 10_000 })).toBeDefined()
  expect(screen.getByRole('list', { name: 'row 2: ⟨s⟩b$a⟨e⟩' })).toBeDefined()
  expect(taskRows).toHaveBeenCalledWith({ id: 'world' }, 'similarity', ['a', 'b'])
  expect(onReadings.mock.lastCall?.[0]).toEqual({ rows: 2, tokens: 10, longest: 5, special: 6, cut: 0 })
  expect(screen.queryByRole('textbox', { name: 'answer 1' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'choice' }))
  expect(screen.getByRole('textbox', { name: 'answer 2' })).toBeDefined()
})
