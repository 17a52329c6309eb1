/** A filter slid over a drawn digit by hand. */
import { defineWidget } from '../../frame/define.ts'
import { choice, matching, number, whole } from '../../frame/params.ts'
import { DRAWN, FILTERS, readingsOf, slideOf } from './slide.ts'

export default defineWidget({
  id: 'filter-slide',
  title: 'A filter, slid by hand',
  teaches: 'A filter multiplies the patch under it and adds up; done at every place, that makes a map, and the map moves with the image.',
  params: {
    digit: choice(DRAWN),
    filter: matching(/^[-0+]{25}$/, 'must be 25 signs out of +, - and 0'),
    bias: number(-10, 10),
    right: whole(0, 7),
  },
  readings: {
    largest: 'largest number of the map',
    fires: 'share of the map that is above 0',
    apart: 'largest difference between the map of the moved image and the moved map',
  },
  defaults: { digit: '4', filter: FILTERS.upright, bias: 0, right: 0 },
  derive: slideOf,
  readingsOf,
})
