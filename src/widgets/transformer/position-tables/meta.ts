/** Positions by formula beside positions that were learned. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const meta: WidgetMeta = {
  id: 'position-tables',
  title: 'Two tables of positions',
  teaches:
    'Waves of many lengths give each place its own vector, and near places like ones; a model that learns its table finds its own way.',
  params: v.strictObject({ show: v.optional(v.picklist(['tables', 'likeness'])) }),
  needs: ['model'],
  readings: {
    context: 'places in the table',
    width: 'numbers in the vector of a place',
    sinusoidalNext: 'mean cosine of two neighbouring places in the sinusoidal table',
    learnedNext: 'the same in the learned table',
    sinusoidalFar: 'mean cosine of places half a context apart in the sinusoidal table',
    learnedFar: 'the same in the learned table',
  },
}

export interface PositionTablesParams {
  show?: 'tables' | 'likeness'
}
