/** Three masks, and what each lets a change reach. */
import { FAMILIES, readingsOf } from './masks.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, whole } from '../../frame/params.ts'

export default defineWidget({
  id: 'mask-families',
  title: 'Three families, three masks',
  teaches: 'Which word may read which is all that tells the three families apart, and it decides what a changed word can reach.',
  params: { family: choice(FAMILIES), changed: whole(0, 7) },
  readings: {
    tokens: 'words in the figure',
    pairs: 'pairs of a reader and a word that it may read, itself counted',
    reached: 'outputs that move when the chosen word is changed',
    before: 'of these, outputs that stand before the changed word',
  },
  /** a word beyond the last is the last */
  defaults: { family: 'decoder', changed: 0 },
  derive: ({ family, changed }) => readingsOf(family, changed),
  readingsOf: (readings) => readings,
})
