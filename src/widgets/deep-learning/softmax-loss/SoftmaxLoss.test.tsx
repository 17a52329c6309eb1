/** The loss and the gradients are those of the logits that the core gives, and a dragged logit moves them. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import View from './View.tsx'

afterEach(cleanup)

const LOGITS = [0, Math.log(3), 0]

test('probability, loss and gradient follow a dragged logit', async () => {
  prepare({ current: model })
  answer({
    nextToken: async () =>
      ({ candidates: ['a', 'b', 'c'].map((token, id) => ({ token, id })), tokens: [], logSumExp: 0, unknown: [], cropped: false }) as never,
    probe: async () => ({
      tokens: ['a'],
      targets: ['b'],
      loss: 0,
      tensors: [
        { name: 'logits', shape: [1, 3], data: Float32Array.from(LOGITS) },
        { name: 'targets', shape: [1], data: Float32Array.of(1) },
      ],
    }),
  })
  const onReadings = vi.fn()
  render(<View text="ab" onReadings={onReadings} />)
  expect(await screen.findByRole('button', { name: '.600: probability of b. Explain' })).toBeTruthy()
  expect(screen.getByRole('button', { name: '−0.400: gradient at the logit of b. Explain' })).toBeTruthy()
  await vi.waitFor(() =>
    expect(onReadings.mock.lastCall?.[0]).toMatchObject({ loss: expect.closeTo(-Math.log(0.6), 6), overflow: 0, moved: 0 }),
  )
  fireEvent.change(screen.getByRole('slider', { name: 'logit of b' }), { target: { value: '5' } })
  expect(onReadings.mock.lastCall![0].right).toBeGreaterThan(0.98)
  fireEvent.click(screen.getByRole('button', { name: '+100' }))
  expect(screen.getByText(/not a number/)).toBeTruthy()
  expect(onReadings.mock.lastCall![0]).toMatchObject({ overflow: 1, gradientSum: expect.closeTo(0, 9) })
})
