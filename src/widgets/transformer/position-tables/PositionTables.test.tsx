/** The tables are those of the model and of the formula; a model without a table says so. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { sinusoids } from '../../../core/sinusoids.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import PositionTables from './View.tsx'
import { likeness } from './tables.ts'

afterEach(cleanup)

test('both tables as numbers, and how alike their places are', async () => {
  const data = Float32Array.from({ length: 32 * 32 }, (_, i) => Math.sin(i))
  prepare({ current: model })
  answer({
    weights: async () => [{ name: 'positions_embed.weight', shape: [32, 32], data }],
  })
  const onReadings = vi.fn()
  render(<PositionTables onReadings={onReadings} />)
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  expect(onReadings.mock.lastCall![0]).toMatchObject({
    learnedNext: likeness(data, 32)[1],
    sinusoidalNext: likeness(sinusoids(32, 32), 32)[1],
  })
  fireEvent.click(screen.getAllByRole('button', { name: 'Table' })[1]!)
  expect(screen.getAllByText('0.841').length).toBeGreaterThan(0)
  fireEvent.click(screen.getByRole('button', { name: 'how alike' }))
  expect(screen.getByRole('img', { name: /learned: 1.00 at 0/ })).toBeTruthy()
})

test('a model without a learned table shows the formula alone', async () => {
  prepare({ current: { ...model, config: { ...model.config, variant: { positions: 'rotary' } } } })
  render(<PositionTables />)
  await waitFor(() => expect(screen.getByText(/learned no table/)).toBeTruthy())
})
