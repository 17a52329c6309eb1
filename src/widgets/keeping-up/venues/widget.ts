/** Every work that this course cites, by year and by where it was published. */
import { defineWidget } from '../../frame/define.ts'
import { choice, matching } from '../../frame/params.ts'
import { sharesOf } from './venues.ts'

/** The first year that is drawn. */
export const SINCE = ['1948', '1990', '2014'] as const

export default defineWidget({
  id: 'venues',
  title: 'Where the field publishes',
  teaches: 'Since 2014 the works of this field lie in a few conferences, most of them open to all, and on arXiv before that.',
  params: { since: choice(SINCE), work: matching(/^[a-z0-9-]{1,40}$/, 'must be the id of a work in the bibliography') },
  defaults: { since: '2014', work: 'radford2018' },
  shown: ['since', 'work'],
  readings: {
    works: 'works that the course cites, since the year that is chosen',
    conferences: 'of these, in percent, at conferences and in journals on language or on learning',
    archive: 'of these, in percent, on arXiv alone',
  },
  // The bibliography comes with the course, which only a page or a test has.
  compute: async () => (await import('../../../instruments/works.ts')).loadWorks(),
  readingsOf: (works, { since }) => sharesOf(works, Number(since)),
})
