/** Which heads of the open model look for what followed the last time. */
import { defineWidget } from '../../frame/define.ts'
import { whole } from '../../frame/params.ts'
import { readingsOf, repeatedOf } from './repeated.ts'

export default defineWidget({
  id: 'induction-heads',
  title: 'Random letters, said twice',
  teaches: 'A head that finds what followed a token the last time shows on letters of chance, where nothing else can help.',
  needs: 'model',
  params: { seed: whole(1, 999) },
  defaults: { seed: 1 },
  readings: {
    matching: 'prefix-matching score of the head with the most: mean share on the token after the last occurrence',
    layer: 'its layer, counted from 0',
    head: 'its head, counted from 0',
    even: 'what a head with even shares scores',
    bitsFirst: 'mean surprise at the letters of the first half, bits',
    bitsSecond: 'the same of the second half',
    gain: 'bitsFirst − bitsSecond',
    letters: 'letters in one half',
  },
  compute: ({ seed }, { core, handle, model }) => repeatedOf(core, handle, model, seed),
  readingsOf,
})
