/** The tinted text and its table are the probed outputs of the unit that fires most. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, model, prepare } from '../testing/session.ts'
import HiddenUnits from './HiddenUnits.tsx'

afterEach(cleanup)

test('the strongest unit first, then the next', async () => {
  prepare({ current: model })
  const width = 4 * model.config.nEmbd
  const before = Float32Array.from({ length: 2 * width }, () => -1)
  const after = new Float32Array(2 * width)
  before[5] = 3
  after[5] = 2.996
  after[width + 9] = 1.25
  answer({
    probe: async () => ({
      tokens: ['a', 'b'],
      targets: null,
      loss: null,
      tensors: [
        { name: 'h.0.mlp.c_fc', shape: [1, 2, width], data: before },
        { name: 'h.0.mlp.c_fc.gelu', shape: [1, 2, width], data: after },
      ],
    }),
  })
  const onReadings = vi.fn()
  render(<HiddenUnits text="ab" onReadings={onReadings} />)
  await waitFor(() => expect(screen.getByText(/unit 5 of layer 0/)).toBeTruthy())
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  expect(onReadings.mock.lastCall![0]).toMatchObject({ units: width, strongest: Math.fround(2.996), below: (2 * width - 1) / (2 * width), firing: 2 / (2 * width) })
  fireEvent.click(screen.getByRole('button', { name: 'more: unit, by strength' }))
  expect(screen.getByText(/unit 9 of layer 0/)).toBeTruthy()
  fireEvent.click(screen.getAllByRole('button', { name: 'Table' })[0]!)
  expect(screen.getByText('1.250')).toBeTruthy()
})
