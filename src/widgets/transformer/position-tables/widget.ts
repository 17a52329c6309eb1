/** Positions by formula beside positions that were learned. */
import { readingsOf, tablesOf } from './tables.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice } from '../../frame/params.ts'

export default defineWidget({
  id: 'position-tables',
  title: 'Two tables of positions',
  teaches:
    'Waves of many lengths give each place its own vector, and near places like ones; a model that learns its table finds its own way.',
  params: { show: choice(['tables', 'likeness']) },
  needs: 'model',
  readings: {
    context: 'places in the table',
    width: 'numbers in the vector of a place',
    sinusoidalNext: 'mean cosine of two neighbouring places in the sinusoidal table',
    learnedNext: 'the same in the learned table',
    sinusoidalFar: 'mean cosine of places half a context apart in the sinusoidal table',
    learnedFar: 'the same in the learned table',
  },
  defaults: { show: 'tables' },
  shown: ['show'],
  compute: (_, { core, handle, model }) => tablesOf(core, handle, model),
  readingsOf,
})
