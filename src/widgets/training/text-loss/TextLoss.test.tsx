/** The mean, its units and the pulls are those of the numbers that the core gives; a moved logit moves the loss. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import View from './View.tsx'

afterEach(cleanup)

test('two tokens: the loss of each, their mean, and the pull at a logit', async () => {
  prepare({ current: model })
  const half = Math.log(0.5)
  answer({
    nextToken: async () => ({ candidates: ['a', 'b'].map((token, id) => ({ token, id })) }) as never,
    probe: async () =>
      ({
        tokens: ['a', 'b'],
        targets: ['b', 'a'],
        loss: 0,
        tensors: [
          { name: 'losses', shape: [2], data: Float32Array.of(-half, Math.log(4)) },
          { name: 'targets', shape: [2], data: Float32Array.of(1, 0) },
          { name: 'logits', shape: [2, 2], data: Float32Array.of(0, 0, 0, Math.log(3)) },
          { name: 'grad/logits', shape: [2, 2], data: Float32Array.of(0.25, -0.25, -0.375, 0.375) },
        ],
      }) as never,
  })
  const onReadings = vi.fn()
  render(<View text="aba" onReadings={onReadings} />)
  expect(await screen.findByRole('button', { name: '1.040: mean loss. Explain' })).toBeTruthy()
  expect(onReadings.mock.lastCall![0]).toMatchObject({ tokens: 2, perplexity: expect.closeTo(Math.sqrt(8), 5), bits: expect.closeTo(3, 5) })
  // The token that cost most is spoken of first.
  expect(screen.getByRole('button', { name: '−0.3750: gradient at the logit of a. Explain' })).toBeTruthy()
  fireEvent.change(screen.getByRole('slider', { name: 'Add to the logit of a here' }), { target: { value: '-1' } })
  expect(screen.getByText('+0.37500')).toBeTruthy()
})
