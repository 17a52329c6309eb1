/** The first transformer's learning rate, by its formula. */
import { defineWidget } from '../../frame/define.ts'
import { number } from '../../frame/params.ts'
import { ratesOf } from './rates.ts'

export default defineWidget({
  id: 'paper-schedule',
  title: 'The first transformer’s learning rate',
  teaches: 'Its rate rises in a line and falls with the root of the step; the warm-up decides how high it gets, and when.',
  params: { width: number(64, 2048), warmup: number(500, 30_000) },
  defaults: { width: 512, warmup: 4000 },
  readings: {
    top: 'learning rate at the top',
    tenth: 'after 10,000 steps',
    half: 'after 50,000 steps',
    last: 'after 100,000 steps',
    cosineHalf: 'after 50,000 steps, along a cosine with the same top',
  },
  derive: (given) => ratesOf(given),
  readingsOf: (rates) => ({ ...rates }),
})
