/** Words shuffled before a layer of attention, with positions and without. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { whole } from '../../shared/numbers.ts'

export const meta: WidgetMeta = {
  id: 'word-bag',
  title: 'A bag of words',
  teaches: 'Without positions, the last token gets the same from attention however the words before it are shuffled.',
  params: v.strictObject({
    text: v.optional(v.pipe(v.string(), v.minLength(3), v.maxLength(80))),
    seed: whole(0, 1000),
    positions: v.optional(v.picklist(['with', 'without'])),
  }),
  needs: ['model'],
  readings: {
    moved:
      'how far the last token’s output moves when the words are shuffled, as a share of its length, with positions or without as chosen',
    movedWith: 'the same with positions',
    movedWithout: 'the same without',
    words: 'words that were shuffled',
  },
}

export interface WordBagParams {
  text?: string
  /** of the shuffle; 0 leaves the order as it is */
  seed?: number
  positions?: 'with' | 'without'
}
