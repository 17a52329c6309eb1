/** The worked examples of the first lessons on deep learning, computed again by the code that the lessons run. */
import { expect, it } from 'vitest'
import { nudge } from '../../src/widgets/deep-learning/backprop-graph/graph.ts'
import { descend, lossOf } from '../../src/widgets/deep-learning/neuron-loss/neuron.ts'
import { firstStep, gradientOf } from './deep-learning.ts'

const rounded = (values: readonly number[]): number[] => values.map((value) => Number(value.toFixed(10)))

it('one step of a neuron by hand', () => {
  const path = descend({ unit: 'line', points: '1:2, 2:3', weight: 0, bias: 0, rate: 0.1, steps: 1 })
  expect(path[1]).toEqual({ weight: 0.8, bias: 0.5 })
  const points = [
    { x: 1, y: 2 },
    { x: 2, y: 3 },
  ]
  expect(rounded(path.map((place) => lossOf('line', place, points)))).toEqual([6.5, 0.65])
})

it('a chain by hand, and its nudge', () => {
  expect(gradientOf(2, 3, 5)).toBe(6)
  const { predicted, measured } = nudge({ unit: 'relu', w1: 2, x1: 3, w2: 0, x2: 0, b: 0, y: 5 }, 'w1', 0.01)
  expect(rounded([predicted, measured])).toEqual([0.06, 0.0609])
})

it.each([20, 0.02])('Adam’s first step for a gradient of %d is as long as its rate', (gradient) => {
  expect(firstStep(gradient, 0.1)).toBeCloseTo(0.1, 6)
})
