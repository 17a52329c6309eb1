/** One head's weights in another's place. */
import { costsOf } from './transplant.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'

const place = v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}\.\d{1,2}$/, 'must be a layer and a head, such as "2.0"')))

export default defineWidget({
  id: 'head-transplant',
  title: 'Transplant a head',
  teaches: 'A head is tuned to its place: another head’s weights there may do more harm than silence, or less, and the loss says which.',
  params: { from: place, to: place },
  needs: 'model',
  readings: {
    lossBefore: 'loss of the whole model on held-out text, nats per token',
    lossTransplanted: 'the same with the other head in the place, nats per token',
    lossSilenced: 'the same with silence in the place, nats per token',
  },
  /** "layer.head", counted from 0 */
  defaults: { from: '2.3', to: '2.2' },
  compute: async (params, { core, handle, model }) => ({ ...params, costs: await costsOf(core, handle, model.config, params) }),
  readingsOf: ({ costs }) => ({ ...costs }),
})
