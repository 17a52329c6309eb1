/** How far back the open model reads. */
import { PASSAGE, reachOf, readingsOf } from './curve.ts'
import { defineWidget } from '../../frame/define.ts'
import { modelName, text } from '../../frame/params.ts'

export default defineWidget({
  id: 'reach',
  title: 'How far back it reads',
  teaches:
    'The more of the text a model may see, the less the next characters surprise it, up to a distance that the text and the model decide.',
  params: {
    text: text(2, 400),
    word: text(0, 40),
    instead: text(0, 40),
    /** another than the open one, such as "world" */
    model: modelName(),
  },
  needs: 'model',
  readings: {
    bitsAt1: 'mean surprise at the last tokens when one token before each is seen, bits',
    bitsAtAll: 'the same when all that fits is seen',
    gain: 'bitsAt1 − bitsAtAll',
    furthest: 'the largest window that still lowered the surprise by more than 0.02 bits, tokens',
    moved: 'change of bitsAtAll when the word is replaced; 0 without a replacement',
  },
  /** the word's first occurrence is replaced */
  defaults: { text: PASSAGE, word: '', instead: '' },
  shown: ['model'],
  compute: ({ text, ...replaced }, { core, handle, model }) => reachOf(core, handle, model, text, replaced),
  readingsOf,
})
