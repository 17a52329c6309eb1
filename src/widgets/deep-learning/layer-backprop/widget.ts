/** Two layers as matrices: forwards, backwards by the matrix rule, and every gradient checked by a difference. */
import { defineWidget } from '../../frame/define.ts'
import { choice, matching } from '../../frame/params.ts'
import { passOf, readingsOf } from './net.ts'

const NUMBER = '-?\\d{1,2}(\\.\\d{1,2})?'
const numbers = (count: number) =>
  matching(new RegExp(`^${NUMBER}(,${NUMBER}){${count - 1}}$`), `must be ${count} numbers such as "0.5,-1,2"`)

export default defineWidget({
  id: 'layer-backprop',
  title: 'Backwards through two layers',
  teaches:
    'A layer hands back two gradients, one to its weights and one to its input; each is a product of matrices, and each can be checked.',
  params: {
    x: numbers(6),
    w1: numbers(9),
    w2: numbers(9),
    y: matching(/^[0-2],[0-2]$/, 'must be two classes from 0 to 2, such as "0,2"'),
    skip: choice(['off', 'on']),
  },
  readings: {
    loss: 'mean surprise at the right classes, nats',
    inputGradient: 'largest gradient of the input, in size',
    w1Gradient: 'largest gradient of the first layer’s weights, in size',
    w2Gradient: 'largest gradient of the second layer’s weights, in size',
    apart: 'largest distance between a gradient and the slope that differences give, over all 24 numbers',
  },
  defaults: {
    x: '1,-0.5,0.2,-1,0.8,0.4',
    w1: '0.6,-0.4,0.3,0.2,0.9,-0.7,-0.5,0.1,0.8',
    w2: '0.7,-0.6,0.2,-0.3,0.5,0.9,0.4,-0.8,0.6',
    y: '0,2',
    skip: 'off',
  },
  derive: passOf,
  readingsOf,
})
