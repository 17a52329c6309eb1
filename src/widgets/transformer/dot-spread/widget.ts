/** How far dot products spread, by the length of the vectors. */
import { spreadOf } from './draws.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'
import { choice, whole } from '../../frame/params.ts'

const lengths = v.pipe(
  v.string(),
  v.regex(/^\d{1,4}(,\d{1,4}){0,3}$/, 'must be one to four whole numbers with commas between, like "4,16,64"'),
  v.transform((text) => text.split(',').map(Number)),
  v.check((numbers) => numbers.every((n) => n >= 1 && n <= 1024), 'every length must be from 1 to 1024'),
)

export default defineWidget({
  id: 'dot-spread',
  title: 'The spread of dot products',
  teaches: 'A dot product of longer vectors is larger, by the square root of the length; dividing by that root takes it back.',
  params: {
    lengths: v.optional(lengths),
    /** each dot product divided by the root of its length */ divided: choice(['no', 'yes']),
    seed: whole(1, 9999),
  },
  readings: {
    shortest: 'standard deviation of the dot products at the first length',
    longest: 'the same at the last length',
    ratio: 'longest ÷ shortest',
  },
  defaults: { lengths: [4, 16, 64] as number[], divided: 'no', seed: 1 },
  derive: ({ lengths, divided, seed }) => spreadOf(lengths, divided === 'yes', seed),
  readingsOf: (spread) => spread,
})
