/** Three masks, and what each lets a change reach. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { whole } from '../../shared/numbers.ts'

export const FAMILIES = ['encoder-decoder', 'encoder', 'decoder'] as const
export type Family = (typeof FAMILIES)[number]

export const meta: WidgetMeta = {
  id: 'mask-families',
  title: 'Three families, three masks',
  teaches: 'Which word may read which is all that tells the three families apart, and it decides what a changed word can reach.',
  params: v.strictObject({ family: v.optional(v.picklist(FAMILIES)), changed: whole(0, 7) }),
  needs: [],
  readings: {
    tokens: 'words in the figure',
    pairs: 'pairs of a reader and a word that it may read, itself counted',
    reached: 'outputs that move when the chosen word is changed',
    before: 'of these, outputs that stand before the changed word',
  },
}

export interface MaskFamiliesParams {
  family?: Family
  /** the word that is changed, counted from 0; beyond the last: the last */
  changed?: number
}
