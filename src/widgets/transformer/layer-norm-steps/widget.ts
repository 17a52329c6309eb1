/** LayerNorm, step by step, on a vector of the open model. */
import { readingsOf, stepsOf } from './steps.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text, whole } from '../../frame/params.ts'

export default defineWidget({
  id: 'layer-norm-steps',
  title: 'LayerNorm, step by step',
  teaches: 'LayerNorm takes the mean away and divides by the spread; then a learned gain and bias set each number’s own scale.',
  params: {
    text: text(1, 60),
    layer: whole(0, 23),
    norm: choice(['ln_1', 'ln_2']),
    place: whole(0, 255),
  },
  needs: 'model',
  readings: {
    mean: 'mean of the vector as it comes in',
    deviation: 'its standard deviation',
    normalizedMean: 'mean after both steps',
    normalizedDeviation: 'standard deviation after both steps',
    difference: 'largest difference between the steps by hand and the model’s own result',
  },
  /** a place beyond the text is its last token */
  defaults: { text: 'the old man and the sea', layer: 0, norm: 'ln_1', place: 255 },
  fit: ({ layer }, { config }) => ({ layer: Math.min(layer, config.nLayer - 1) }),
  compute: (params, { core, handle, model }) => stepsOf(core, handle, model, params),
  readingsOf,
})
