/** One LSTM cell over a text, gate by gate. */
import { defineWidget } from '../../frame/define.ts'
import { matching, text } from '../../frame/params.ts'
import { readingsOf, stepsOf } from './cell.ts'

export default defineWidget({
  id: 'lstm-step',
  title: 'One LSTM cell, step by step',
  teaches: 'Three gates say what is written, kept and shown; with the right weights a cell holds one fact for as long as it is needed.',
  params: {
    passage: text(2, 26),
    opens: matching(/^.$/u, 'must be one character'),
    closes: matching(/^.$/u, 'must be one character'),
    weights: matching(/^-?\d{1,2}(\.\d)?(,-?\d{1,2}(\.\d)?){15}$/, 'must be 16 numbers such as "8,0,0,-4,…"'),
  },
  readings: {
    inside: 'smallest h between the opening character and the closing one',
    outside: 'largest h elsewhere, in size',
    kept: 'product of the forget gates after the first step: what the direct way along the cell leaves of a gradient',
    last: 'the cell after the last character',
  },
  defaults: { passage: 'I saw (as you did) a kite', opens: '(', closes: ')', weights: '8,0,0,-4,0,0,0,1,2,0,0,0,0,0,0,3' },
  derive: stepsOf,
  readingsOf: (steps, given) => readingsOf(steps, given),
})
