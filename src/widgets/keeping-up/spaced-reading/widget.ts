/** How often, and when, a text that was read once comes back within a year. */
import { defineWidget } from '../../frame/define.ts'
import { matching } from '../../frame/params.ts'
import { readingsOf, spacingOf } from './spacing.ts'

export default defineWidget({
  id: 'spaced-reading',
  title: 'A year with one text',
  teaches: 'Asked just before it is forgotten, a text needs four questions in a year; forgotten once, it needs twice as many.',
  params: { answers: matching(/^[rf]{1,12}$/, 'must be r (remembered) or f (forgotten), once for each time that it is asked') },
  defaults: { answers: 'rrrr' },
  readings: {
    asked: 'times that it is asked within a year',
    forgotten: 'times of these that it is forgotten',
    alone: 'expected recall after 30 days if nothing is asked, percent',
  },
  derive: ({ answers }) => spacingOf(answers),
  readingsOf,
})
