/** One press trains twice with the two rates, and shows the losses that the core measured. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { RunSpec } from '../../../worker/protocol.ts'
import { answer, model, prepare, tell } from '../../testing/session.ts'
import RateDuel from './View.tsx'

afterEach(cleanup)

test('both runs differ in their rate only', async () => {
  prepare({ current: model })
  const specs: RunSpec[] = []
  answer({
    texts: async () => [{ ref: { kind: 'bundled', id: 'moby-dick' } }] as never,
    ...tell((job, count) => {
      if (job.kind === 'train') specs.push(job.spec)
      const validationLoss = Math.LN2 * (count + 1)
      return [
        { type: 'evaluation', evaluation: { step: 400, trainLoss: 1, validationLoss, bitsPerCharacter: count + 1 } },
        { type: 'ended', status: 'done', step: 400 },
      ]
    }),
  })
  const onReadings = vi.fn()
  render(<RateDuel low={0.01} high={0.1} onReadings={onReadings} />)
  fireEvent.click(screen.getByRole('button', { name: 'Train both' }))
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  expect(onReadings.mock.lastCall![0].gap).toBeCloseTo(Math.LN2, 10)
  expect(specs.map(({ training }) => training.learningRate)).toEqual([0.01, 0.1])
  expect({ ...specs[1]!, training: { ...specs[1]!.training, learningRate: 0.01 } }).toEqual(specs[0])
  expect(screen.getByText('3.00')).toBeTruthy()
})
