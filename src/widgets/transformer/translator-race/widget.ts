/** Encoder–decoder, prefix LM and decoder, trained on the small world's translations. */
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'
import { type Progress, race, readingsOf } from './race.ts'

export default defineWidget({
  id: 'translator-race',
  title: 'Three families translate',
  teaches:
    'An encoder–decoder, a prefix LM and a decoder of like size learn the same translations, and cross-attention can be read as an alignment.',
  needs: 'device',
  params: { sentence: text(2, 90), steps: whole(10, 4000), seed: whole(1, 99) },
  defaults: { sentence: 'Then Anna lent the white flute to Oscar.', steps: 1200, seed: 1 },
  readings: {
    exactEncoderDecoder: 'share of held-out sentences that the encoder–decoder translates right word for word',
    exactPrefix: 'the same of one stack that reads the source without a mask',
    exactDecoder: 'the same of one stack with a causal mask',
    heldOut: 'held-out sentences',
    parametersEncoderDecoder: 'parameters of the encoder–decoder',
    parametersOneStack: 'parameters of either one stack',
    sharpest: 'largest share of cross-attention on the sentence, mean of the heads',
  },
  run: (params, { core }, report: (so: Progress) => void) => race(core, params, report),
  readingsOf,
})
