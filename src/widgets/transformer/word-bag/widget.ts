/** Words shuffled before a layer of attention, with positions and without. */
import { bagOf, DEFAULT_TEXT, readingsOf } from './bag.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text, whole } from '../../frame/params.ts'

export default defineWidget({
  id: 'word-bag',
  title: 'A bag of words',
  teaches: 'Without positions, the last token gets the same from attention however the words before it are shuffled.',
  params: {
    text: text(3, 80),
    seed: whole(0, 1000),
    positions: choice(['with', 'without']),
    /** counted from 0 */
    layer: whole(0, 23),
  },
  needs: 'model',
  readings: {
    moved:
      'how far the last token’s output moves when the words are shuffled, as a share of its length, with positions or without as chosen',
    movedWith: 'the same with positions',
    movedWithout: 'the same without',
    words: 'words that may be shuffled: all but the last',
    displaced: 'words that stand at another place after the shuffle',
  },
  /** seed 0 leaves the order as it is */
  defaults: { text: DEFAULT_TEXT, seed: 1, positions: 'with', layer: 0 },
  shown: ['positions'],
  fit: ({ layer }, { config }) => ({ layer: Math.min(layer, config.nLayer - 1) }),
  compute: (params, { core, handle, model }) => bagOf(core, handle, model, params),
  readingsOf: (bag, { positions }) => readingsOf(bag, positions),
})
