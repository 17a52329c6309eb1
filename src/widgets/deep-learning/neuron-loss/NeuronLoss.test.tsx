/** What it shows is the formula's: losses by hand, gradients by differences, steps down. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { close, press, sumIn } from '../../testing/sums.ts'
import { readingsOf } from './readings.ts'
import NeuronLoss from './View.tsx'
import { complete, descend, gradientOf, lossOf, readPoints } from './neuron.ts'

afterEach(cleanup)

test.each(['line', 'sigmoid'] as const)('the gradient of a %s is the slope that a small step measures', (unit) => {
  const { points } = complete({ unit })
  const data = readPoints(points)
  const place = { weight: 0.7, bias: -0.4 }
  const slope = gradientOf(unit, place, data)
  for (const name of ['weight', 'bias'] as const) {
    const moved = (by: number) => lossOf(unit, { ...place, [name]: place[name] + by }, data)
    expect(slope[name]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 6)
  }
})

test('the way ends at the least squares line, and a rate that is too high runs away', () => {
  const end = descend(complete({ rate: 0.1, steps: 500 })).at(-1)!
  expect(end.weight).toBeCloseTo(0.95, 2)
  expect(end.bias).toBeCloseTo(1, 2)
  expect(readingsOf({ rate: 0.2, steps: 30 }).loss).toBeGreaterThan(readingsOf({ steps: 0 }).loss)
})

test('Step moves the ball, and the reading is the formula’s', () => {
  const onReadings = vi.fn()
  render(<NeuronLoss points="1:2, 2:3" weight={0} bias={0} rate={0.1} onReadings={onReadings} />)
  expect(onReadings.mock.lastCall![0].loss).toBe(6.5)
  fireEvent.click(screen.getByRole('button', { name: 'Step' }))
  expect(onReadings.mock.lastCall![0]).toMatchObject({ steps: 1, weight: 0.8, bias: 0.5 })
  expect(screen.getByRole('slider', { name: /Loss over weight/ }).getAttribute('aria-valuetext')).toBe('weight 0.80, bias 0.50, loss 0.650')
})

test('the loss and its slopes open to their points', async () => {
  render(<NeuronLoss points="1:2, 2:3" weight={0} bias={0.5} rate={0.1} />)
  const loss = await press(/^4\.250: loss\. Explain/)
  expect(await sumIn(loss)).toBe(8.5)
  expect(loss.textContent).toContain('8.500 / 2 = 4.250')
  await close()
  expect(await sumIn(await press(/^−6\.50: slope of the loss in the weight/))).toBe(-13)
  await close()
  expect(await sumIn(await press(/^−4\.00: slope of the loss in the bias/))).toBe(-8)
})

test('arrow keys put the ball elsewhere', () => {
  const onParams = vi.fn()
  render(<NeuronLoss weight={0} bias={0} onParams={onParams} />)
  fireEvent.keyDown(screen.getByRole('slider', { name: /Loss over weight/ }), { key: 'ArrowRight' })
  expect(onParams).toHaveBeenCalledWith({ weight: 0.2, bias: 0, steps: 0 })
})
