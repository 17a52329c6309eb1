/** GELU beside ReLU, value and slope. */
import { bendsAt } from './bends.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, number } from '../../frame/params.ts'

export default defineWidget({
  id: 'gelu-curve',
  title: 'GELU beside ReLU',
  teaches: 'Both keep large numbers and put out small ones; GELU does it without a corner, and dips below zero on the way.',
  params: { x: number(-4, 4), show: choice(['value', 'slope']) },
  defaults: { x: 1, show: 'value' },
  shown: ['show'],
  readings: {
    x: 'the number that goes in',
    gelu: 'GELU of it',
    relu: 'ReLU of it',
    geluSlope: 'slope of GELU there',
    reluSlope: 'slope of ReLU there',
  },
  derive: ({ x }) => bendsAt(x),
  readingsOf: (bends) => bends,
})
