/** GPT-1's results beside the best before it, each margin with its interval; or its ablations. */
import { defineWidget } from '../../frame/define.ts'
import { choice, number } from '../../frame/params.ts'
import { marginsOf, readingsOf } from './margins.ts'

export default defineWidget({
  id: 'paper-results',
  title: 'What GPT-1’s paper measured',
  teaches: 'A margin in a table is a difference of two shares of a finite test set: some of GPT-1’s are far beyond chance, some are not.',
  params: { table: choice(['results', 'ablations']), agreement: number(0, 1) },
  defaults: { table: 'results', agreement: 0 },
  shown: ['table'],
  readings: {
    higher: 'rows in which GPT-1 has the higher number',
    ahead: 'accuracies in which it is ahead by more than the interval',
    behind: 'accuracies in which it is behind by more than the interval',
    open: 'accuracies whose interval holds 0',
    snli: 'half the width of SNLI’s interval, points',
  },
  derive: ({ agreement }) => marginsOf(agreement),
  readingsOf,
})
