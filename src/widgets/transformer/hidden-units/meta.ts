/** What the hidden units of a feed-forward layer do on a text. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { whole } from '../../shared/numbers.ts'

export const meta: WidgetMeta = {
  id: 'hidden-units',
  title: 'Hidden units',
  teaches: 'Most hidden units are quiet at most tokens; each of the others fires where it finds what it has learned to look for.',
  params: v.strictObject({
    text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(120))),
    layer: whole(0, 23),
    rank: whole(0, 4095),
  }),
  needs: ['model'],
  readings: {
    units: 'hidden units in the layer',
    below: 'share of pre-activations below 0',
    deviation: 'standard deviation of the pre-activations',
    firing: 'share of units, over all tokens, whose output is above 0.5',
    strongest: 'largest output of the chosen unit',
    share: 'share of the model’s parameters in its feed-forward layers',
  },
}

export interface HiddenUnitsParams {
  text?: string
  layer?: number
  /** which unit, 0 the one that fires most strongly on this text */
  rank?: number
}
