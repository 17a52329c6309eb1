/** Paths follow the rules: checked against closed forms, differences, and the core's Adam. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { SURFACES } from './race.ts'
import OptimizerRace from './View.tsx'
import { complete, race, surfaces } from './race.ts'

afterEach(cleanup)

test.each(SURFACES)('the gradient of the %s is what differences measure', (name) => {
  const { loss, gradient } = surfaces[name]
  const [x, y] = [0.7, -1.3]
  const [gx, gy] = gradient(x, y)
  expect(gx).toBeCloseTo((loss(x + 1e-5, y) - loss(x - 1e-5, y)) / 2e-5, 5)
  expect(gy).toBeCloseTo((loss(x, y + 1e-5) - loss(x, y - 1e-5)) / 2e-5, 5)
})

test('plain descent on the ravine shrinks each direction by its own factor', () => {
  const [sgd] = race({ surface: 'ravine', sgd: 0.09, steps: 10 })
  const { x, y } = complete({ surface: 'ravine' })
  expect(sgd!.places[10]![0]).toBeCloseTo(x * 0.91 ** 10, 10)
  expect(sgd!.places[10]![1]).toBeCloseTo(y * (-0.8) ** 10, 10)
  expect(race({ surface: 'ravine', sgd: 0.11, steps: 200 })[0]!.loss).toBeGreaterThan(1000)
})

test('Adam’s and RMSProp’s first steps have the size of their rates, whatever the slope', () => {
  const [, momentum, rmsprop, adam] = race({ surface: 'ravine', momentum: 0.01, rmsprop: 0.01, adam: 0.1, steps: 2 })
  const moved = (path: typeof adam) => [0, 1].map((i) => Math.abs(path!.places[1]![i]! - path!.places[0]![i]!))
  for (const size of moved(adam)) expect(size).toBeCloseTo(0.1, 6)
  for (const size of moved(rmsprop)) expect(size).toBeCloseTo(0.01 / Math.sqrt(0.1), 6)
  // two equal gradients: the second step of momentum is nearly 1.9 times the first
  const first = momentum!.places[1]![0] - momentum!.places[0]![0]
  const second = momentum!.places[2]![0] - momentum!.places[1]![0]
  expect(second / first).toBeCloseTo(1.9 - 0.01, 4)
})

test('a rate is turned, and the readings follow', () => {
  const onReadings = vi.fn()
  const onParams = vi.fn()
  render(<OptimizerRace surface="bowl" onReadings={onReadings} onParams={onParams} />)
  const before = onReadings.mock.lastCall![0]
  fireEvent.change(screen.getByRole('slider', { name: 'rate of plain descent' }), { target: { value: '-1' } })
  expect(onParams).toHaveBeenCalledWith({ sgd: 0.1 })
  expect(onReadings.mock.lastCall![0].lossSgd).toBeLessThan(before.lossSgd)
  expect(onReadings.mock.lastCall![0].lossAdam).toBe(before.lossAdam)
})
